// Sends the answers that wait, one at a time and again until the server has them, and tells what came of it: saving,
// saved(said), offline, trouble (the server does not manage), away (signed out), stranger (somebody else is signed in),
// closed(said), refused(said).
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;

// What the academy refuses it refuses in its own words. Any other answer (a session that ended within the request, a proxy) is
// trouble, and passes.
function outcomeOf({ status, problem }) {
  if (status === 0) return "offline";
  if (status === 401 || status === 403) return "away";
  if (!problem) return "trouble";
  return { 404: "stranger", 409: "closed" }[status] ?? "refused";
}

export class Sender {
  #busy = null;
  #wait = FIRST_WAIT;
  #timer = 0;
  held = true; // nothing is sent while another tab has the attempt, or before that is known

  constructor(server, journal, tell) {
    this.server = server;
    this.journal = journal;
    this.tell = tell;
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => this.hurry());
  }

  // Whatever it was that stopped it has been put right.
  resume() {
    this.held = false;
    return this.hurry();
  }

  hurry() {
    this.#wait = FIRST_WAIT;
    return this.journal.pending().size ? this.flush() : Promise.resolve(true);
  }

  // In a moment; a newer moment takes its place.
  soon(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), ms);
  }

  // Resolves with whether nothing is left to send.
  async flush() {
    clearTimeout(this.#timer);
    if (this.held) return false;
    this.#busy ??= this.#sendAll().finally(() => { this.#busy = null; });
    const done = await this.#busy;
    // Something may have been chosen after the last look.
    return done && this.journal.pending().size ? this.flush() : done;
  }

  async #sendAll() {
    for (let pending = this.journal.pending(); pending.size && !this.held; pending = this.journal.pending()) {
      const [slot, entry] = pending.entries().next().value;
      this.tell("saving");
      const outcome = await this.#send(slot, entry);
      if (outcome === "saved" || outcome === "refused") {
        this.#wait = FIRST_WAIT;
        continue;
      }
      if (outcome === "offline" || outcome === "trouble") this.#later();
      return false;
    }
    return !this.held;
  }

  async #send(slot, entry) {
    const said = await this.server.save(slot, entry);
    if (said.status === 200) {
      if (said.kept) this.journal.settle(slot, entry.counter);
      else this.journal.drop(slot, said.counter);
      this.tell("saved", said);
      return "saved";
    }
    const outcome = outcomeOf(said);
    if (outcome === "refused") this.journal.refuse(slot, entry.counter, said.said ?? "");
    this.tell(outcome, said);
    return outcome;
  }

  #later() {
    this.soon(this.#wait * (0.8 + Math.random() * 0.4));
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }
}
