// The questions that the page has by now: what was last answered to each, and an answer that comes from elsewhere.
import { answerOf, listen, showAnswer, start } from "./quiz-answers.js";
import { mark } from "./quiz-map.js";

export class Questions extends Map { // slot → its place on the page
  #given = new Map(); // slot → the answer last taken, so that leaving a field unchanged is no answer
  #frozen = false;

  constructor(journal, reviewing, taken) {
    super();
    this.journal = journal;
    this.reviewing = reviewing;
    this.taken = taken;
  }

  // A question becomes one of this page's.
  adopt(question) {
    const slot = Number(question.dataset.slot);
    this.set(slot, question);
    this.#given.set(slot, JSON.stringify(answerOf(question)));
    listen(question, (how) => this.taken(question, how));
  }

  arrived(question) {
    start(question.closest("[data-page]"));
    this.adopt(question);
    this.showWaiting(question);
    this.markAnswered(Number(question.dataset.slot));
    question.disabled = this.#frozen;
  }

  // The answer as it stands now, or null when it is the one that was last taken.
  changed(question) {
    const slot = Number(question.dataset.slot);
    const answer = answerOf(question);
    if (this.#given.get(slot) === JSON.stringify(answer)) return null;
    this.#given.set(slot, JSON.stringify(answer));
    return answer;
  }

  show(question, answer, counter) {
    this.number(question, counter);
    showAnswer(question, answer);
    this.#given.set(Number(question.dataset.slot), JSON.stringify(answerOf(question)));
    mark(Number(question.dataset.slot), answer.length > 0);
  }

  number(question, counter) {
    question.dataset.counter = counter;
    const field = question.querySelector("[data-counter-field]");
    if (field) field.value = counter;
  }

  // What an earlier page could not send is shown, and sent once it is known that no other tab does it.
  showWaiting(only = null) {
    for (const [slot, entry] of this.journal.waiting()) {
      const question = this.get(slot);
      if (only && question !== only) continue;
      if (question && entry.counter <= Number(question.dataset.counter)) this.journal.drop(slot, Number(question.dataset.counter));
      else if (question) this.show(question, entry.answer, entry.counter);
      if (this.reviewing) mark(slot, entry.answer.length > 0, true);
    }
  }

  markAnswered(slot) {
    mark(slot, answerOf(this.get(slot)).length > 0);
  }

  freeze(yes) {
    this.#frozen = yes;
    for (const question of this.values()) question.disabled = yes;
  }
}
