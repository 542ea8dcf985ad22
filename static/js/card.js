// One card: what only a script gives a question, its keys, and Enter to go on once it is explained.
import { start } from "./quiz-answers.js";
import { startKeys } from "./quiz-keys.js";

const form = document.querySelector("[data-card]");
const next = document.querySelector("[data-next]");

if (form) {
  start(form);
  startKeys(new Map([...form.querySelectorAll("[data-slot]")].map((question) => [question.dataset.slot, question])));
  // Pressed twice, it is sent once.
  form.addEventListener("submit", (event) => {
    if ("sent" in form.dataset) event.preventDefault();
    form.dataset.sent = "";
  });
  addEventListener("pageshow", () => { delete form.dataset.sent; });
}

next?.focus({ preventScroll: true });
