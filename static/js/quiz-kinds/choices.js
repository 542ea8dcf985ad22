// One option or several of a list.
const inputs = (question) => [...question.querySelectorAll("input:is([type=radio], [type=checkbox])")];

export function answerOf(question) {
  return inputs(question).filter((input) => input.checked).map((input) => input.value);
}

export function showAnswer(question, answer) {
  for (const input of inputs(question)) input.checked = answer.includes(input.value);
}

export function listen(question, tell) {
  question.addEventListener("change", () => tell({ final: true }));
}
