// How long each question has been before its person's eyes, for the analysis of the questions: seconds that only grow.
const EVERY = 1000;

export class Seconds {
  #spent = new Map();

  constructor(name, questions) {
    this.name = `quiz-seconds:${name}`;
    this.questions = questions;
    try { this.#spent = new Map(JSON.parse(sessionStorage.getItem(this.name) ?? "[]")); } catch { /* from now on */ }
    setInterval(() => this.#count(), EVERY);
    addEventListener("pagehide", () => this.#keep());
  }

  of(slot) { return Math.round(this.#spent.get(slot) ?? 0); }

  #count() {
    if (document.hidden) return;
    for (const slot of this.#inSight()) this.#spent.set(slot, (this.#spent.get(slot) ?? 0) + EVERY / 1000);
  }

  // The only one that is shown; of several on a page, those that reach into the middle of the window.
  #inSight() {
    const shown = [...this.questions].filter(([, question]) => question.offsetParent);
    if (shown.length === 1) return [shown[0][0]];
    return shown.filter(([, question]) => {
      const { top, bottom } = question.getBoundingClientRect();
      return top < innerHeight * 0.6 && bottom > innerHeight * 0.4;
    }).map(([slot]) => slot);
  }

  #keep() {
    try { sessionStorage.setItem(this.name, JSON.stringify([...this.#spent])); } catch { /* counted for this page only */ }
  }
}
