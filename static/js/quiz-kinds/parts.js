// Several small answers in one question, each in a place of its own: pairs, gaps in a text.
const fields = (question) => [...question.querySelectorAll("[data-part]")];

export function answerOf(question) {
  return fields(question)
    .filter((field) => field.value.trim())
    .map((field) => `${field.dataset.part}:${field.value.trim()}`);
}

export function showAnswer(question, answer) {
  const given = new Map(answer.map((one) => {
    const end = one.indexOf(":");
    return [one.slice(0, end), one.slice(end + 1)];
  }));
  for (const field of fields(question)) {
    const value = given.get(field.dataset.part) ?? "";
    if (field.value.trim() !== value) field.value = value;
  }
}

export function listen(question, tell) {
  for (const field of fields(question)) {
    if (!field.matches("select")) field.addEventListener("input", () => tell({ final: false }));
    field.addEventListener("change", () => tell({ final: true }));
  }
}
