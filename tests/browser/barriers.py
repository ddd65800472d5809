"""What keeps somebody from a page: axe's findings, headings out of order, and what Tab does not reach or show."""

from axe_playwright_python.sync_playwright import Axe

# Each width once, each scheme once with either: what depends on colour does not depend on width.
PLACES = ((1280, "light"), (390, "dark"))
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}


def barriers_of(page):
    """Violated rules of WCAG 2.2 AA, each with the first element at fault."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found]


def headings_of(page):
    """Headings that skip a level, or are a second one of the first."""
    levels = page.eval_on_selector_all(
        "h1, h2, h3, h4, h5, h6", "all => all.map(h => [Number(h.tagName[1]), h.innerText])"
    )
    wrong, before = [], 0
    for level, words in levels:
        if level > before + 1 or (level == 1 and before):
            wrong.append(f"h{level} after h{before}: {words}")
        before = level
    return wrong


_HERE = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const before = window.tabbed;
  window.tabbed = e;
  const box = e.getBoundingClientRect();
  const ring = (x) => getComputedStyle(x).outlineStyle !== 'none' && parseFloat(getComputedStyle(x).outlineWidth) > 0;
  const halo = e.querySelector('.halo');
  const label = e.closest('label');
  return {
    what: e.outerHTML.slice(0, 120),
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
    shown: ring(e) || (label && ring(label)) || (halo && getComputedStyle(halo).stroke !== 'none'),
    back: Boolean(before && before.isConnected && (before.compareDocumentPosition(e) & 2)),
  };
}"""


def walk(page, most=400):
    """Press Tab from the top to the end; what is focused out of sight, without a sign of it, or against the order."""
    page.emulate_media(reduced_motion="reduce")  # what scrolls slowly comes into sight later than it is asked about
    begun_inside = page.locator("[autofocus]").count()
    wrong = []
    for step in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(_HERE)
        if here is None or (step and "#content" in here["what"]):
            return wrong if step else ["nothing can be reached"]
        if step == 0 and not begun_inside and "#content" not in here["what"]:
            wrong.append(f"not the way past the menu first: {here['what']}")
        wrong += [f"{flaw}: {here['what']}" for flaw, bad in _flaws(here) if bad]
    return [*wrong, "no end"]


def _flaws(here):
    return (("out of sight", not here["seen"]), ("focus not shown", not here["shown"]), ("backwards", here["back"]))
