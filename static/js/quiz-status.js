// One line that tells the truth about where the answers are. The words come from the page, which knows the language.
export class Status {
  constructor(line, journal) {
    this.line = line;
    this.journal = journal;
    this.words = line.querySelector("[data-save-words]");
    this.signIn = line.querySelector("[data-sign-in]");
  }

  // `text` is what the server said of a save; every other mood has words of its own.
  say(mood, text = "") {
    const waits = ["offline", "trouble", "away", "stranger"].includes(mood);
    this.line.dataset.mood = mood;
    this.signIn.hidden = mood !== "away" && mood !== "stranger";
    const words = waits ? `${this.#where()} ${this.line.dataset[mood]}` : text || this.line.dataset[mood] || "";
    if (this.words.textContent !== words) this.words.textContent = words;
  }

  #where() {
    const count = this.journal.pending().size;
    if (!count) return "";
    const { onlyHere, one, many } = this.line.dataset;
    if (!this.journal.keeps) return onlyHere;
    return count === 1 ? one : many.replace("{number}", count);
  }
}
