// A letter or a number chooses an option, where nobody is typing.
const inputs = (question) => [...question.querySelectorAll("input:is([type=radio], [type=checkbox])")];

export function startKeys(questions) {
  document.addEventListener("keydown", (event) => press(event, questions));
}

// The one question on screen, when there is one.
function theOnlyOne(questions) {
  const shown = [...questions.values()].filter((one) => one.offsetParent);
  return shown.length === 1 ? shown[0] : null;
}

function press(event, questions) {
  if (event.altKey || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
  if (event.target.matches("textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]")) return;
  const question = event.target.closest?.("[data-slot]") ?? theOnlyOne(questions);
  if (!question) return;
  const key = event.key.toLowerCase();
  const place = /^[1-9]$/.test(key) ? Number(key) - 1 : /^[a-h]$/.test(key) ? key.charCodeAt(0) - 97 : -1;
  const input = inputs(question)[place];
  if (!input || input.matches(":disabled")) return;
  event.preventDefault();
  input.focus();
  input.click();
}
