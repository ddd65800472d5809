// Keys for editors. Each key presses what carries it in data-key; j and k move through a list, Enter opens as usual.
// They can be turned off at the foot of the page; the browser remembers that.
const OFF = "keys-off";
const typing = (element) => element.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
const off = () => localStorage.getItem(OFF) === "yes";

const move = (by) => {
  const rows = [...document.querySelectorAll("[data-rows] [data-row]")];
  const here = rows.indexOf(document.activeElement);
  const next = rows[Math.min(rows.length - 1, Math.max(0, here + by))];
  if (next) next.focus();
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || off() || typing(event.target)) return;
  if (event.key === "j" || event.key === "k") {
    move(event.key === "j" ? 1 : -1);
  } else {
    // A key held down decides once, not on every statement that follows.
    const button = event.repeat ? null : document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    button.click();
  }
  event.preventDefault();
});

const toggle = document.createElement("button");
const show = () => {
  toggle.textContent = off() ? "Turn keys on" : "Turn keys off";
  document.body.classList.toggle("keys-off", off());
};
toggle.type = "button";
toggle.className = "as-link meta keys-toggle";
toggle.addEventListener("click", () => {
  localStorage.setItem(OFF, off() ? "no" : "yes");
  show();
});
show();
document.querySelector(".colophon")?.append(toggle);

// The passage stands in the middle of what is seen, wherever the article is long.
const passage = document.querySelector(".review-evidence mark.current");
if (passage && passage.getBoundingClientRect().top > window.innerHeight * 0.8) passage.scrollIntoView({ block: "center" });
