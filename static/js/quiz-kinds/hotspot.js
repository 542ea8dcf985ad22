// Places on an image. The boxes below it are the answer; the image is another way to press them.
import { answerOf, listen, showAnswer as check } from "./choices.js";

export { answerOf, listen };

const shapes = (question) => [...question.querySelectorAll("[data-area]")];
const input = (question, place) => question.querySelector(`input[value="${place}"]:is([type=radio], [type=checkbox])`);

export function showAnswer(question, answer) {
  check(question, answer);
  draw(question);
}

export function start(question) {
  question.addEventListener("change", () => draw(question));
  for (const shape of shapes(question)) {
    const box = input(question, shape.dataset.area);
    const row = box?.closest("label");
    if (!box || box.matches(":disabled")) continue;
    shape.addEventListener("click", () => { box.click(); box.focus({ preventScroll: true }); });
    near(shape, shape, row);
    near(row, shape, row);
    box.addEventListener("focus", () => { shape.dataset.near = ""; });
    box.addEventListener("blur", () => { delete shape.dataset.near; });
  }
  draw(question);
}

// Pointing at an area points at its name, and the other way round.
function near(what, shape, row) {
  what.addEventListener("pointerenter", () => { shape.dataset.near = ""; row.dataset.near = ""; });
  what.addEventListener("pointerleave", () => { delete shape.dataset.near; delete row.dataset.near; });
}

function draw(question) {
  for (const shape of shapes(question)) shape.toggleAttribute("data-chosen", Boolean(input(question, shape.dataset.area)?.checked));
}
