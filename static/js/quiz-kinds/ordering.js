// Things to put in order: by dragging, with the buttons of each, or with the arrow keys on them. The order served is nobody's
// answer: it becomes one when something is moved, or when the person says that it is right as it is.
const list = (question) => question.querySelector("[data-order]");
const rows = (question) => [...list(question).children];
const selects = (question) => [...question.querySelectorAll("[data-order-place]")];
const answered = (question) => "answered" in list(question).dataset;

export function answerOf(question) {
  return answered(question) ? rows(question).map((row) => row.dataset.place) : [];
}

export function showAnswer(question, answer) {
  const order = answer.length ? answer : rows(question).map((row) => row.dataset.place).sort((one, other) => one - other);
  const byPlace = new Map(rows(question).map((row) => [row.dataset.place, row]));
  for (const place of order) if (byPlace.has(place)) list(question).append(byPlace.get(place));
  list(question).toggleAttribute("data-answered", answer.length > 0);
  settle(question);
}

export function listen(question, tell) {
  list(question).addEventListener("moved", () => tell({ final: true }));
}

export function start(question) {
  if (question.matches(":disabled")) return;
  list(question).addEventListener("click", (event) => press(question, event));
  list(question).addEventListener("keydown", (event) => steer(question, event));
  list(question).addEventListener("pointerdown", (event) => drag(question, event));
  question.querySelector("[data-order-confirm]").addEventListener("click", () => {
    const first = rows(question)[0];
    moved(question);
    say(question, list(question).dataset.confirmed);
    first.querySelector("[data-move='1']").focus();
  });
  settle(question);
}

function press(question, event) {
  const button = event.target.closest("[data-move]");
  if (!button) return;
  const row = button.closest("[data-place]");
  move(question, row, rows(question).indexOf(row) + Number(button.dataset.move));
}

function steer(question, event) {
  if (!event.target.closest("[data-move]") || event.altKey || event.ctrlKey || event.metaKey) return;
  const row = event.target.closest("[data-place]");
  const here = rows(question).indexOf(row);
  const to = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: rows(question).length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  move(question, row, to);
}

function move(question, row, to) {
  const all = rows(question);
  const from = all.indexOf(row);
  if (to < 0 || to >= all.length || to === from) return;
  // The others change places around it: an element that is moved itself loses the focus and the pointer.
  if (to > from) row.before(...all.slice(from + 1, to + 1));
  else row.after(...all.slice(to, from));
  moved(question);
  tellPlace(question, row);
}

function moved(question) {
  list(question).dataset.answered = "";
  settle(question);
  list(question).dispatchEvent(new Event("moved"));
}

// The row follows the pointer by changing places with those it passes, so that what is seen is what would be kept.
function drag(question, event) {
  const row = event.target.closest("[data-place]");
  const handle = event.target.closest("[data-handle]");
  if (!row || event.button !== 0 || event.target.closest("[data-move]") || (event.pointerType !== "mouse" && !handle)) return;
  event.preventDefault();
  const before = rows(question).indexOf(row);
  row.setPointerCapture(event.pointerId);
  row.dataset.dragged = "";
  const follow = ({ clientY }) => {
    while (row.nextElementSibling && clientY > middle(row.nextElementSibling)) row.before(row.nextElementSibling);
    while (row.previousElementSibling && clientY < middle(row.previousElementSibling)) row.after(row.previousElementSibling);
  };
  const drop = () => {
    row.removeEventListener("pointermove", follow);
    delete row.dataset.dragged;
    if (rows(question).indexOf(row) === before) return;
    moved(question);
    tellPlace(question, row);
  };
  row.addEventListener("pointermove", follow);
  row.addEventListener("lostpointercapture", drop, { once: true });
}

function middle(row) {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}

// The ends have nowhere to go; the lists that are there without a script carry the same order.
function settle(question) {
  const all = rows(question);
  all.forEach((row, here) => {
    row.querySelector("[data-move='-1']").setAttribute("aria-disabled", here === 0);
    row.querySelector("[data-move='1']").setAttribute("aria-disabled", here === all.length - 1);
  });
  const order = answerOf(question);
  selects(question).forEach((select, here) => { select.value = order[here] ?? ""; });
  question.querySelector("[data-order-open]").hidden = answered(question);
}

function tellPlace(question, row) {
  const all = rows(question);
  const words = { item: row.querySelector("[data-order-words]").textContent.trim(), place: all.indexOf(row) + 1, total: all.length };
  say(question, list(question).dataset.said.replace(/\{(\w+)\}/g, (_whole, name) => words[name]));
}

function say(question, text) {
  question.querySelector("[data-order-said]").textContent = text;
}
