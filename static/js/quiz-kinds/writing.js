// A few words, a number, or a text whose words are counted.
const field = (question) => question.querySelector("[data-answer-text]");

export function answerOf(question) {
  const written = field(question).value.trim();
  return written ? [written] : [];
}

export function showAnswer(question, answer) {
  // What is the same but for spaces stays as it is: somebody may be typing the next word.
  if (field(question).value.trim() !== (answer[0] ?? "")) field(question).value = answer[0] ?? "";
  count(question);
}

export function listen(question, tell) {
  field(question).addEventListener("input", () => tell({ final: false }));
  field(question).addEventListener("change", () => tell({ final: true }));
}

export function start(question) {
  if (!question.querySelector("[data-words]")) return;
  field(question).addEventListener("input", () => count(question));
  count(question);
}

// The number follows each word; only crossing a bound is said aloud.
function count(question) {
  const place = question.querySelector("[data-words]");
  if (!place) return;
  const words = field(question).value.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const { low, high } = place.dataset;
  const state = words && low && words < Number(low) ? "few" : high && words > Number(high) ? "many" : words ? "enough" : "none";
  place.querySelector("[data-words-now]").textContent = words;
  if (place.dataset.state === state) return;
  const first = !place.dataset.state;
  place.dataset.state = state;
  const said = place.querySelector("[role=status]");
  if (said && !first) said.textContent = place.dataset[state] ?? "";
}
