// One card: what only a script gives a question, its keys, and Enter to go on once it is explained.
import { start } from "./quiz-answers.js";
import { startKeys } from "./quiz-keys.js";

const form = document.querySelector("[data-card]");
const next = document.querySelector("[data-next]");

if (form) {
  start(form);
  startKeys(new Map([...form.querySelectorAll("[data-slot]")].map((question) => [question.dataset.slot, question])));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if ("sent" in form.dataset) return;  // Pressed twice, it is sent once.
    form.dataset.sent = "";
    send(event.submitter).finally(() => { delete form.dataset.sent; });
  });
}

// Sent from here and not by the browser: without a connection the page, with what was chosen on it, stays.
async function send(button) {
  const body = new FormData(form);
  if (button?.name) body.append(button.name, button.value);
  say("");
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const said = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : null;
    if (said?.problem) say(said.problem);
    else if (said?.next) await leave(said.next);
    else location.reload();  // Signed out meanwhile, or slowed down: that page says so.
  } catch (lost) {
    if (!(lost instanceof TypeError)) throw lost;
    say(form.dataset.unsent);
  }
}

// What was answered counts; the button stays as it is until the page is gone.
function leave(address) {
  location.assign(address);
  return new Promise((done) => { addEventListener("pageshow", done, { once: true }); });
}

function say(words) {
  const place = form.querySelector("[data-problem]");
  place.querySelector("p").textContent = words;
  place.hidden = !words;
  if (words) place.scrollIntoView({ block: "nearest" });
}

next?.focus({ preventScroll: true });
