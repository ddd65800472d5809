// What is selected in the text is put into the field, with about where it stands, counted in characters.
const field = document.querySelector("textarea[data-take-from]");
const text = document.getElementById(field.dataset.takeFrom);
const near = document.querySelector("input[name=near]");

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return;
  const range = selection.getRangeAt(0);
  const paragraph = range.startContainer.parentElement.closest("[data-start]");
  if (!paragraph) return;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(range.startContainer, range.startOffset);
  near.value = Number(paragraph.dataset.start) + [...before.toString()].length;
  field.value = selection.toString().trim();
});
