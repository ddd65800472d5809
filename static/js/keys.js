// Keys for editors. Each key presses what carries it in data-key; j and k move through a list, Enter opens as usual,
// / goes to the search, ? shows what there is. They can be turned off at the foot of the page; the browser remembers that.
const OFF = "keys-off";
const typing = (element) => element.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
const off = () => localStorage.getItem(OFF) === "yes";
const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")];
const search = () => document.querySelector("main input[type=search]");

const move = (by) => {
  const found = rows();
  const next = found[Math.min(found.length - 1, Math.max(0, found.indexOf(document.activeElement) + by))];
  if (next) next.focus();
};

const press = (event) => {
  // A key held down decides once, not on every statement that follows.
  const button = event.repeat ? null : document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (button) button.click();
  return Boolean(button);
};

const make = (name, text, ...inside) => {
  const element = document.createElement(name);
  element.append(...(text ? [text] : []), ...inside);
  return element;
};

const wording = (element) => {
  const copy = element.cloneNode(true);
  for (const key of copy.querySelectorAll("kbd")) key.remove();
  return copy.textContent.trim().replace(/\s+/g, " ");
};

// What can be pressed here: [key, what it does], each key once.
const keys = () => {
  const found = new Map();
  if (rows().length) found.set("j", "Next of the list").set("k", "The one before").set("Enter", "Open it");
  if (search()) found.set("/", "Go to the search");
  if (document.querySelector("#topic-fields fieldset")) found.set("1 … 7", "A step of the topic in hand");
  for (const element of document.querySelectorAll("[data-key]:not([disabled])")) {
    if (!found.has(element.dataset.key)) found.set(element.dataset.key, wording(element));
  }
  return [...found, ["?", "Show these keys"]];
};

const dialog = make("dialog");
dialog.className = "keys";
dialog.setAttribute("aria-labelledby", "keys-title");

const help = () => {
  const title = make("h2", "Keys on this page");
  title.id = "keys-title";
  const list = make("dl", "", ...keys().flatMap(([key, does]) => [make("dt", "", make("kbd", key)), make("dd", does)]));
  const close = make("button", "Close ", make("kbd", "Esc"));
  close.className = "button small";
  close.addEventListener("click", () => dialog.close());
  dialog.replaceChildren(title, list, close);
  dialog.showModal();
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || off() || dialog.open || typing(event.target)) return;
  if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
  else if (event.key === "/" && search()) search().focus();
  else if (event.key === "?") help();
  else if (!press(event)) return;
  event.preventDefault();
});

const button = (does) => {
  const made = make("button");
  made.type = "button";
  made.className = "as-link meta keys-toggle";
  made.addEventListener("click", does);
  return made;
};
const shown = button(help);
shown.append("Keys ", make("kbd", "?"));
const toggle = button(() => {
  localStorage.setItem(OFF, off() ? "no" : "yes");
  show();
});
const show = () => {
  toggle.textContent = off() ? "Turn keys on" : "Turn keys off";
  shown.hidden = off();
  document.body.classList.toggle("keys-off", off());
};
show();
document.querySelector(".colophon")?.append(make("p", "", shown, " ", toggle));
document.body.append(dialog);

// The passage stands in the middle of what is seen, wherever the article is long.
const passage = document.querySelector(".review-evidence mark.current");
if (passage && passage.getBoundingClientRect().top > window.innerHeight * 0.8) passage.scrollIntoView({ block: "center" });
