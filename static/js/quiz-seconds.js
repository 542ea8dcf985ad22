// How long each question has been before its person's eyes, for the analysis of the questions: seconds that only grow.
const EVERY = 1000;

export class Seconds {
  #seen = new Map();
  #spent = new Map();

  constructor(name, questions) {
    this.name = `quiz-seconds:${name}`;
    try { this.#spent = new Map(JSON.parse(sessionStorage.getItem(this.name) ?? "[]")); } catch { /* from now on */ }
    const watcher = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) this.#seen.set(Number(target.dataset.slot), isIntersecting);
    }, { rootMargin: "-40% 0% -40% 0%" });
    for (const question of questions.values()) watcher.observe(question);
    this.only = questions.size === 1 ? [...questions.keys()][0] : 0;
    setInterval(() => this.#count(), EVERY);
    addEventListener("pagehide", () => this.#keep());
  }

  of(slot) { return Math.round(this.#spent.get(slot) ?? 0); }

  #count() {
    if (document.hidden) return;
    for (const slot of this.only ? [this.only] : this.#inSight()) this.#spent.set(slot, (this.#spent.get(slot) ?? 0) + EVERY / 1000);
  }

  #inSight() {
    return [...this.#seen].filter(([, seen]) => seen).map(([slot]) => slot);
  }

  #keep() {
    try { sessionStorage.setItem(this.name, JSON.stringify([...this.#spent])); } catch { /* counted for this page only */ }
  }
}
