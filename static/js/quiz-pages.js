// Questions one by one, without asking the server for each: the others are fetched once and wait hidden, so that one can go on
// answering while there is no connection. Until they have come, and where they do not come, each question is a page of its own.
const PATIENCE = 15000;

export class Pages {
  // `arrived` is told each question that comes; `shown` those whose place on the map has changed.
  constructor(form, arrived, shown) {
    this.form = form;
    this.arrived = arrived;
    this.shown = shown;
    this.slot = Number(form.dataset.slotNow);
    this.total = Number(form.dataset.total);
    this.place = document.querySelector("[data-place]");
    this.ready = false;
    this.fetch();
    addEventListener("popstate", ({ state }) => { if (this.ready && state?.slot) this.#show(state.slot); });
    document.addEventListener("click", (event) => this.#follow(event));
  }

  // Whether the button's question is here and is shown now.
  goes(button) {
    const slot = this.#wanted(button.value);
    if (!slot || !this.ready) return false;
    this.go(slot);
    return true;
  }

  // The address that a button leads to.
  addressOf(button) {
    const slot = this.#wanted(button.value);
    return slot ? this.#url(slot) : button.dataset.href;
  }

  go(slot) {
    history.pushState({ slot }, "", this.#url(slot));
    this.#show(slot);
  }

  #wanted(go) {
    const slot = { previous: this.slot - 1, next: this.slot + 1 }[go];
    return this.slot && slot >= 1 && slot <= this.total ? slot : 0;
  }

  #url(slot) {
    return this.form.dataset.questionUrl.replace("/0/", `/${slot}/`);
  }

  // Once; again when it could not be, or nobody was signed in.
  async fetch() {
    if (!this.slot || this.total < 2 || this.ready || this.fetching) return;
    this.fetching = true;
    try { await this.#fetch(); } finally { this.fetching = false; }
  }

  async #fetch() {
    let text = "";
    try {
      const options = { credentials: "same-origin", redirect: "error", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
      const answer = await fetch(this.form.dataset.questionsUrl, options);
      if (!answer.ok) return;
      text = await answer.text();
    } catch {
      addEventListener("online", () => this.fetch(), { once: true });
      return;
    }
    this.#take(new DOMParser().parseFromString(text, "text/html"));
  }

  #take(fetched) {
    const own = this.form.querySelector("[data-page]");
    for (const page of fetched.querySelectorAll("[data-page]")) {
      const slot = Number(page.dataset.page);
      if (slot === this.slot) continue;
      if (slot < this.slot) own.before(page);
      else [...this.form.querySelectorAll("[data-page]")].at(-1).after(page);
      this.arrived(page.querySelector("[data-slot]"));
    }
    history.replaceState({ slot: this.slot }, "");
    this.ready = true;
  }

  #show(slot) {
    const before = this.slot;
    this.slot = slot;
    for (const page of this.form.querySelectorAll("[data-page]")) page.hidden = Number(page.dataset.page) !== slot;
    for (const mark of document.querySelectorAll("[data-mark]")) {
      mark.toggleAttribute("aria-current", Number(mark.dataset.mark) === slot);
      if (Number(mark.dataset.mark) === slot) mark.setAttribute("aria-current", "step");
    }
    this.#buttons();
    this.#words();
    const heading = this.form.querySelector(`[data-page="${slot}"] h2`);
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
    this.shown(before);
    this.shown(slot);
  }

  #buttons() {
    const last = this.slot === this.total;
    for (const button of this.form.querySelectorAll(".button[name=go]")) {
      button.hidden = { previous: this.slot === 1, next: last, review: !last }[button.value];
      if (button.value !== "previous") button.toggleAttribute("data-next", !button.hidden);
    }
  }

  #words() {
    const say = (words) => words.replace("{number}", this.slot).replace("{total}", this.total);
    this.place.textContent = say(this.place.dataset.words);
    document.title = `${say(this.form.dataset.pageTitle)} · ${document.title.split(" · ").slice(1).join(" · ")}`;
  }

  #follow(event) {
    const mark = event.target.closest?.("[data-mark]");
    if (!this.ready || !mark || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    this.go(Number(mark.dataset.mark));
  }
}
