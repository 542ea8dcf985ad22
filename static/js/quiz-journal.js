// What was chosen and is not yet known to be saved, kept on this device: attempt → slot → {answer, counter}.
// Storage may be closed to us; then it is kept for this page only.
const memory = new Map();
const name = (attempt, slot) => `quiz:${attempt}:${slot}`;

export function keep(attempt, slot, entry) {
  memory.set(name(attempt, slot), entry);
  try { localStorage.setItem(name(attempt, slot), JSON.stringify(entry)); } catch { /* this page remembers */ }
}

// Forgets a choice once the server has it, unless something newer was chosen meanwhile.
export function settle(attempt, slot, counter) {
  const entry = waiting(attempt).get(slot);
  if (!entry || entry.counter > counter) return;
  memory.delete(name(attempt, slot));
  try { localStorage.removeItem(name(attempt, slot)); } catch { /* nothing was there */ }
}

export function forget(attempt) {
  for (const slot of waiting(attempt).keys()) settle(attempt, slot, Infinity);
}

// Every choice of this attempt that waits, by slot.
export function waiting(attempt) {
  const prefix = name(attempt, "");
  const found = new Map();
  const add = (key, entry) => { if (key.startsWith(prefix) && entry) found.set(Number(key.slice(prefix.length)), entry); };
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) add(key, JSON.parse(localStorage.getItem(key)));
  } catch { /* closed, or not ours to read */ }
  for (const [key, entry] of memory) add(key, entry);
  return found;
}
