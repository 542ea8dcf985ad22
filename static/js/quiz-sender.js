// Sends the choices that wait, one at a time and again until the server has them, and tells what came of it:
// saving, saved(answer), unsaved (no connection), away (signed out), closed(answer), refused (this page is too old).
import { settle, waiting } from "./quiz-journal.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const PATIENCE = 10000;

function cookie(name) {
  return document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

export class Sender {
  #busy = null;
  #wait = FIRST_WAIT;
  #timer = 0;

  constructor(form, tell) {
    this.attempt = form.dataset.quiz;
    this.url = form.dataset.answerUrl;
    this.token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    this.tell = tell;
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.hurry(); });
  }

  get pending() { return waiting(this.attempt); }

  hurry() {
    this.#wait = FIRST_WAIT;
    if (this.pending.size) this.flush();
  }

  // Resolves with whether nothing is left to send.
  flush() {
    clearTimeout(this.#timer);
    this.#busy ??= this.#sendAll().finally(() => { this.#busy = null; });
    return this.#busy;
  }

  async #sendAll() {
    while (this.pending.size) {
      const [slot, entry] = this.pending.entries().next().value;
      this.tell("saving");
      const outcome = await this.#send(slot, entry);
      if (outcome !== "saved") {
        this.tell(outcome);
        if (outcome === "unsaved") this.#later();
        return false;
      }
      this.#wait = FIRST_WAIT;
    }
    return true;
  }

  async #send(slot, entry) {
    let response;
    try {
      response = await fetch(this.url.replace("/0/", `/${slot}/`), {
        method: "POST",
        credentials: "same-origin",
        redirect: "error",
        signal: AbortSignal.timeout(PATIENCE),
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": cookie("csrftoken") ?? this.token },
        body: JSON.stringify(entry),
      });
    } catch {
      return "unsaved";
    }
    if (response.ok) {
      const saved = await response.json().catch(() => null);
      if (!saved) return "unsaved";
      settle(this.attempt, slot, Math.max(saved.counter, entry.counter));
      this.tell("saved", saved);
      return "saved";
    }
    if (response.status === 401 || response.status === 403) return "away";
    if (response.status === 409) {
      this.tell("closed", await response.json().catch(() => ({})));
      return "closed";
    }
    if (response.status === 429 || response.status >= 500) return "unsaved";
    settle(this.attempt, slot, entry.counter);
    return "refused";
  }

  #later() {
    this.#timer = setTimeout(() => this.flush(), this.#wait * (0.8 + Math.random() * 0.4));
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }
}
