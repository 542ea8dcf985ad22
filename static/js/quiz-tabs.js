// An attempt is answered in one tab at a time. Whoever comes second is told so and may take over; the first one then stops.
// Tabs speak by name; one that does not answer in a moment is not there (or asleep, and hears later that it has been passed by).
const MOMENT = 150;

export class Tab {
  #id = Math.random();
  #state = "asking";
  #decide;
  decided = new Promise((done) => { this.#decide = done; }); // once it is known whose turn it is

  // `told` is called with "holding" or "watching".
  constructor(name, told) {
    this.told = told;
    if (!("BroadcastChannel" in window)) {
      this.#become("holding");
      return;
    }
    this.channel = new BroadcastChannel(name);
    this.channel.addEventListener("message", ({ data }) => this.#hear(data));
    addEventListener("pagehide", () => this.channel.close());
    this.#say("who");
    setTimeout(() => { if (this.#state === "asking") this.take(); }, MOMENT);
  }

  get holding() { return this.#state === "holding"; }

  take() {
    this.#say("mine");
    this.#become("holding");
  }

  #say(what) {
    this.channel?.postMessage({ what, id: this.#id });
  }

  #hear({ what, id }) {
    // Of two that ask at once, the smaller number goes first.
    if (what === "who" && (this.holding || (this.#state === "asking" && this.#id < id))) this.#say("mine");
    if (what === "mine") this.#become("watching");
  }

  #become(state) {
    if (this.#state === state) return;
    this.#state = state;
    this.#decide();
    this.told(state);
  }
}
