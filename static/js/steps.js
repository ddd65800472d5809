// Digits choose a step of the first topic that has none, or of the one that has the focus; in the order they stand in.
// Loaded after keys.js, whose switch turns these keys off too.
const topics = () => [...document.querySelectorAll("#topic-fields fieldset")];
const chosen = (topic) => topic.querySelector(":checked");
const meant = () => document.activeElement.closest("#topic-fields fieldset") ?? topics().find((t) => !chosen(t)) ?? topics()[0];

const number = () => {
  const topic = meant();
  for (const each of topics()) each.classList.toggle("numbered", each === topic);
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || off() || dialog.open || typing(event.target)) return;
  if (!/^[1-9]$/.test(event.key) || document.querySelector(`[data-key="${event.key}"]`)) return;
  const step = meant()?.querySelectorAll("input[type=radio]")[event.key - 1];
  if (!step) return;
  step.checked = true;
  event.preventDefault();
  number();
});

for (const name of ["change", "focusin", "htmx:afterSettle"]) document.addEventListener(name, number);
number();
