// The question screen: each choice is kept on this device, sent at once, and only the server's word makes it "saved".
import { forget, keep } from "./quiz-journal.js";
import { Sender } from "./quiz-sender.js";

const form = document.querySelector("[data-quiz]");
const line = document.querySelector("[data-save]");
const words = line.querySelector("[data-save-words]");
const reviewing = "quizReview" in form.dataset;
const attempt = form.dataset.quiz;
const questions = new Map([...form.querySelectorAll("[data-slot]")].map((one) => [Number(one.dataset.slot), one]));
let goingTo = null;

const inputs = (question) => [...question.querySelectorAll("input:is([type=radio], [type=checkbox])")];
const chosen = (question) => inputs(question).filter((input) => input.checked).map((input) => input.value);

function say(mood, text) {
  line.dataset.mood = mood;
  if (words.textContent !== text) words.textContent = text;
  line.querySelector("[data-sign-in]").hidden = mood !== "away";
}

function mark(question) {
  const place = document.querySelector(`[data-mark="${question.dataset.slot}"]`);
  const word = place?.querySelector("[data-mark-word]");
  if (!word) return;
  const answered = chosen(question).length > 0;
  const state = answered ? "met" : place.hasAttribute("aria-current") ? "progress" : "missing";
  const glyph = place.querySelector("svg");
  glyph.dataset.state = state;
  const use = glyph.querySelector("use");
  use.setAttribute("href", use.getAttribute("href").replace(/#step-.*/, `#step-${state}`));
  word.textContent = answered ? word.dataset.answered : word.dataset.open;
}

function show(question, answer) {
  for (const input of inputs(question)) input.checked = answer.includes(input.value);
  mark(question);
}

// The clock says when it was chosen; the last counter known keeps it going up even where a clock is wrong.
function take(question) {
  const counter = Math.max(Date.now(), Number(question.dataset.counter) + 1);
  question.dataset.counter = counter;
  question.querySelector("[data-counter-field]").value = counter;
  keep(attempt, Number(question.dataset.slot), { answer: chosen(question), counter });
  mark(question);
}

function heard(mood, answer) {
  if (mood === "saving") return say("saving", line.dataset.saving);
  if (mood === "unsaved") return say("unsaved", line.dataset.unsaved);
  if (mood === "away") return say("away", line.dataset.away);
  if (mood === "refused") return say("unsaved", line.dataset.refused);
  if (mood === "closed") {
    forget(attempt);
    if (answer.url) location.assign(answer.url);
    return;
  }
  if (mood !== "saved") return;
  const question = questions.get(answer.slot);
  if (question) question.dataset.counter = Math.max(Number(question.dataset.counter), answer.counter);
  if (question && !answer.kept) show(question, answer.answer);
  say("saved", answer.kept ? answer.said : line.dataset.elsewhere);
}

const sender = new Sender(form, heard);

// What an earlier page could not send is shown and sent now.
for (const [slot, entry] of sender.pending) {
  const question = questions.get(slot);
  if (!question) continue;
  if (entry.counter <= Number(question.dataset.counter)) continue;
  question.dataset.counter = entry.counter;
  question.querySelector("[data-counter-field]").value = entry.counter;
  show(question, entry.answer);
}

form.addEventListener("change", (event) => {
  const question = event.target.closest("[data-slot]");
  if (!question) return;
  take(question);
  sender.flush().then((done) => { if (done && sender.pending.size) sender.flush(); });
});

// Nothing is left behind: a page is left only when everything on it is saved.
form.addEventListener("submit", async (event) => {
  if (!sender.pending.size) return;
  event.preventDefault();
  const button = event.submitter;
  if (goingTo) return;
  goingTo = button;
  const done = await sender.flush() && !sender.pending.size;
  goingTo = null;
  if (!done) return line.scrollIntoView({ block: "nearest" });
  if (reviewing) return location.reload();
  form.requestSubmit(button);
});

function press(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])")) return;
  const question = event.target.closest?.("[data-slot]") ?? (questions.size === 1 ? [...questions.values()][0] : null);
  if (!question) return;
  const key = event.key.toLowerCase();
  const place = /^[1-9]$/.test(key) ? Number(key) - 1 : /^[a-h]$/.test(key) ? key.charCodeAt(0) - 97 : -1;
  const input = inputs(question)[place];
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.click();
}

if (!reviewing) document.addEventListener("keydown", press);
if (sender.pending.size) sender.flush().then((done) => { if (done && reviewing) location.reload(); });
