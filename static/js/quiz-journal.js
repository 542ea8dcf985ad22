// What was answered and is not yet known to be saved, kept on this device: person, attempt, slot → entry, which is
// {answer, counter, seconds, chosen_at} and, when the server will never take it, {refused}. What is saved is kept for this tab
// only, so that a rescue file holds it too. Storage may be closed to us or full; then this page remembers, and `keeps` says so.
const PREFIX = "quiz:";
const FORGOTTEN_AFTER = 90 * 24 * 3600 * 1000;

export class Journal {
  #memory = new Map();
  #saved = new Map();
  keeps = true;

  constructor(person, attempt) {
    this.prefix = `${PREFIX}${person}:${attempt}:`;
    sweep();
  }

  keep(slot, entry) {
    this.#memory.set(slot, entry);
    try {
      localStorage.setItem(this.prefix + slot, JSON.stringify(entry));
      this.keeps = true;
    } catch {
      this.keeps = false;
    }
  }

  // Every answer that waits, by slot, the one chosen first first.
  waiting() {
    const found = new Map(this.#memory);
    for (const [slot, entry] of read(() => localStorage, this.prefix)) {
      if (entry.counter >= (found.get(slot)?.counter ?? 0)) found.set(slot, entry);
    }
    return new Map([...found].sort(([, one], [, other]) => one.counter - other.counter));
  }

  // Those that can still be sent.
  pending() {
    return new Map([...this.waiting()].filter(([, entry]) => !entry.refused));
  }

  // The server has it; unless something newer was chosen meanwhile, it waits no more.
  settle(slot, counter) {
    const entry = this.waiting().get(slot);
    if (!entry || entry.counter > counter) return;
    this.#forget(slot);
    this.#remember(slot, entry);
  }

  // The server has something newer: what was chosen before it is let go.
  drop(slot, counter) {
    const entry = this.waiting().get(slot);
    if (entry && entry.counter <= counter) this.#forget(slot);
  }

  refuse(slot, counter, said) {
    const entry = this.waiting().get(slot);
    if (entry?.counter === counter) this.keep(slot, { ...entry, refused: said });
  }

  saved() {
    const found = new Map(this.#saved);
    for (const [slot, entry] of read(() => sessionStorage, this.prefix)) {
      if (entry.counter >= (found.get(slot)?.counter ?? 0)) found.set(slot, entry);
    }
    return found;
  }

  // The attempt is over and nothing of it waits.
  close() {
    for (const slot of this.waiting().keys()) this.#forget(slot);
    for (const slot of this.saved().keys()) attempt(() => sessionStorage.removeItem(this.prefix + slot));
    this.#saved.clear();
  }

  #forget(slot) {
    this.#memory.delete(slot);
    attempt(() => localStorage.removeItem(this.prefix + slot));
  }

  #remember(slot, entry) {
    this.#saved.set(slot, entry);
    attempt(() => sessionStorage.setItem(this.prefix + slot, JSON.stringify(entry)));
  }
}

function attempt(act) {
  try { act(); } catch { /* closed to us, or full */ }
}

function* read(storage, prefix) {
  let keys = [];
  attempt(() => { keys = Object.keys(storage()).filter((key) => key.startsWith(prefix)); });
  for (const key of keys) {
    let entry = null;
    attempt(() => { entry = JSON.parse(storage().getItem(key)); });
    if (Array.isArray(entry?.answer) && Number.isSafeInteger(entry.counter)) yield [Number(key.slice(prefix.length)), entry];
  }
}

// Nobody comes back for an attempt of last season, and the device may be shared.
function sweep() {
  for (const key of [...keysOf()]) {
    attempt(() => {
      const entry = JSON.parse(localStorage.getItem(key));
      if (!(Date.parse(entry?.chosen_at) > Date.now() - FORGOTTEN_AFTER)) localStorage.removeItem(key);
    });
  }
}

function keysOf() {
  let keys = [];
  attempt(() => { keys = Object.keys(localStorage).filter((key) => /^quiz:\d+:[\w-]+:\d+$/.test(key)); });
  return keys;
}
