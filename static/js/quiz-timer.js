// How much time is left, by the server's clock: quiet, in minutes, and hidden when somebody likes that better. The last five
// minutes and the last one are said once, politely.
import { now } from "./quiz-clock.js";

const MINUTE = 60000;
const HIDDEN = "quiz-timer-hidden";

export class Timer {
  #saidAt = Infinity;

  constructor(place, ended) {
    this.place = place;
    this.left = place.querySelector("[data-timer-left]");
    this.said = place.querySelector("[data-timer-said]");
    this.button = place.querySelector("[data-timer-hide]");
    this.ended = ended;
    this.button.addEventListener("click", () => this.#hide(!this.left.hidden));
    let hidden = false;
    try { hidden = localStorage.getItem(HIDDEN) === "1"; } catch { /* shown */ }
    this.#hide(hidden);
    setInterval(() => this.#tick(), 1000);
    document.addEventListener("visibilitychange", () => this.#tick());
    this.set(Number(place.dataset.deadline) * 1000);
  }

  // When the time ends, in ms; null or 0 when nothing ends it.
  set(deadline) {
    this.deadline = deadline || 0;
    this.over = false;
    this.place.hidden = !this.deadline;
    this.#tick();
  }

  #tick() {
    if (!this.deadline || this.over) return;
    const left = this.deadline - now();
    const words = this.#words(left);
    if (this.left.textContent !== words) this.left.textContent = words;
    this.place.toggleAttribute("data-soon", left <= 5 * MINUTE);
    this.#announce(left);
    if (left > 0) return;
    this.over = true;
    this.ended();
  }

  #words(left) {
    const { hours, many, one, less, up } = this.place.dataset;
    if (left <= 0) return up;
    if (left < MINUTE) return less;
    const minutes = Math.ceil(left / MINUTE);
    if (minutes >= 60) return hours.replace("{hours}", Math.floor(minutes / 60)).replace("{minutes}", String(minutes % 60).padStart(2, "0"));
    return minutes === 1 ? one : many.replace("{minutes}", minutes);
  }

  #announce(left) {
    for (const minutes of [1, 5]) {
      if (left > minutes * MINUTE) continue;
      if (this.#saidAt > minutes && left > 0) this.said.textContent = this.#words(left);
      this.#saidAt = Math.min(this.#saidAt, minutes);
      return;
    }
    this.#saidAt = Infinity;
  }

  #hide(hidden) {
    this.left.hidden = hidden;
    this.button.textContent = hidden ? this.button.dataset.show : this.button.dataset.hide;
    try { localStorage.setItem(HIDDEN, hidden ? "1" : "0"); } catch { /* for this page only */ }
  }
}
