// What is answered to each question of a page, whatever its kind: read, shown, listened to. An answer is a list of strings, as
// the server knows it: places from 1, pairs of places, or what was typed.
import * as choices from "./quiz-kinds/choices.js";
import * as hotspot from "./quiz-kinds/hotspot.js";
import * as ordering from "./quiz-kinds/ordering.js";
import * as parts from "./quiz-kinds/parts.js";
import * as writing from "./quiz-kinds/writing.js";

const KINDS = {
  single: choices,
  multiple: choices,
  true_false: choices,
  best: choices,
  short: writing,
  number: writing,
  free: writing,
  ordering,
  matching: parts,
  gaps: parts,
  hotspot,
};

const kindOf = (question) => KINDS[question.dataset.kind] ?? choices;

export function answerOf(question) {
  return kindOf(question).answerOf(question);
}

export function showAnswer(question, answer) {
  kindOf(question).showAnswer(question, answer);
}

// `tell` is called with {final}: false while something is being typed, true once it is chosen, moved or left.
export function listen(question, tell) {
  kindOf(question).listen(question, tell);
}

// Gives every question below `root` what only a script can give: dragging, pointing, counting.
export function start(root) {
  for (const question of root.querySelectorAll("[data-slot]")) kindOf(question).start?.(question);
}
