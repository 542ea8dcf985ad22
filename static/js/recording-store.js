// Recordings that this device keeps until the server has acknowledged them whole: one entry each, and the pieces as they are spoken,
// so that a closed tab or an empty battery loses a second at most. Whose they are is part of the key: a shared device shows nobody another's.
const NAME = "peldano-recordings", FORGOTTEN_AFTER = 30 * 24 * 3600 * 1000;
let opened;

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

// entry: {id, person, performance, type, made_at, sending, blob?}
export async function keep(entry) {
  await run("entries", "readwrite", (store) => store.put(entry));
}

export async function keepPiece(id, number, blob) {
  await run("pieces", "readwrite", (store) => store.put({ id, number, blob }));
}

// The latest one of this person for this performance, put together from its pieces where it was cut; null where there is none.
export async function latest(person, performance) {
  await sweep();
  const entries = await run("entries", "readonly", (store) => store.getAll());
  const mine = entries.filter((one) => one.person === person && one.performance === performance).sort((one, other) => other.made_at - one.made_at);
  for (const entry of mine) {
    const blob = entry.blob ?? (await joined(entry));
    if (blob.size) return { ...entry, blob };
  }
  return null;
}

export async function forget(person, performance, { besides } = {}) {
  const entries = await run("entries", "readonly", (store) => store.getAll());
  for (const one of entries) if (one.person === person && one.performance === performance && one.id !== besides) await remove(one.id);
}

export async function forgetPieces(id) {
  await run("pieces", "readwrite", (store) => store.delete(IDBKeyRange.bound([id, 0], [id, Infinity])));
}

async function remove(id) {
  await run("entries", "readwrite", (store) => store.delete(id));
  await forgetPieces(id);
}

async function joined(entry) {
  const pieces = await run("pieces", "readonly", (store) => store.getAll(IDBKeyRange.bound([entry.id, 0], [entry.id, Infinity])));
  return new Blob(pieces.map((one) => one.blob), { type: entry.type });
}

async function sweep() {
  const entries = await run("entries", "readonly", (store) => store.getAll());
  for (const one of entries) if (!(one.made_at > Date.now() - FORGOTTEN_AFTER)) await remove(one.id);
}

function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("entries", { keyPath: "id" });
      asked.result.createObjectStore("pieces", { keyPath: ["id", "number"] });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

async function run(name, mode, act) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, mode);
    const asked = act(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}
