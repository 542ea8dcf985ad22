// Sends a recording in parts and goes on where the server says it is: after a cut, a closed tab, or a part that came twice.
const PATIENCE = 30000, FIRST_WAIT = 1000, LONGEST_WAIT = 15000, DAMAGED = 460, BUSY = 429, FULL = 507;

export class Refused extends Error {
  constructor(words, status) {
    super(words);
    this.status = status;
  }
}

export class Sender {
  constructor({ begin, part, token }) {
    Object.assign(this, { begin, part, token });
  }

  // Resolves when the server has all of it. `told(percent, connected)` is called as it goes. Throws Refused with the server's words.
  async send(entry, measured, told) {
    this.told = told;
    const place = await this.#begin(entry);
    await this.#parts(entry, place);
    await this.#complete(entry, place, await measured);
  }

  async #begin(entry) {
    const body = new FormData();
    body.append("client_id", entry.id);
    body.append("size", entry.blob.size);
    body.append("consent", "on");
    return this.#until(() => this.#ask(this.begin, { method: "POST", body }));
  }

  async #parts(entry, place) {
    const { size } = entry.blob;
    let { offset } = place;
    while (offset < size) {
      this.#tell(offset, size, true);
      const bytes = await entry.blob.slice(offset, offset + this.part).arrayBuffer();
      const headers = { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream", ...(await digest(bytes)) };
      const said = await this.#until(() => this.#ask(place.upload, { method: "PATCH", body: bytes, headers }), offset, size);
      // Another tab is further, or the server has less than it said: it is believed either way.
      offset = said.offset;
    }
    this.#tell(size, size, true);
  }

  async #complete(entry, place, measured) {
    const body = new FormData();
    body.append("measured", JSON.stringify(measured ?? {}));
    const said = await this.#until(() => this.#ask(place.complete, { method: "POST", body }));
    if (said.kept) return;
    await this.#parts(entry, { ...place, offset: said.offset });
    await this.#complete(entry, place, measured);
  }

  // Asks again, later and later, while there is no connection or the server is away.
  async #until(ask, offset = 0, size = 0) {
    for (let wait = FIRST_WAIT; ; wait = Math.min(LONGEST_WAIT, wait * 2)) {
      const said = await ask();
      if (said.status === 200 || (said.status === 409 && Number.isInteger(said.offset))) return said;
      const passes = said.status === 0 || said.status === DAMAGED || said.status === BUSY || (said.status >= 500 && said.status !== FULL);
      if (!passes) throw new Refused(said.words ?? "", said.status);
      if (size) this.#tell(offset, size, false);
      else this.told(null, false);
      await pause(wait);
    }
  }

  async #ask(url, options) {
    const headers = { "X-CSRFToken": this.token(), Accept: "application/json", ...options.headers };
    try {
      const settings = { credentials: "same-origin", redirect: "error", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
      const response = await fetch(url, { ...settings, ...options, headers });
      const said = await response.json().catch(() => null);
      // Whatever answers with a page instead of data (a proxy, a network that wants a sign-in) is not our server.
      return said || !response.ok ? { ...said, status: response.status } : { status: 0 };
    } catch {
      return { status: 0 };
    }
  }

  #tell(offset, size, connected) {
    this.told(Math.floor((100 * offset) / size), connected);
  }
}

async function digest(bytes) {
  if (!crypto.subtle) return {}; // without a secure connection; the server makes its own
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return { "Upload-Digest": [...found].map((byte) => byte.toString(16).padStart(2, "0")).join("") };
}

// A while, or until the connection is back.
function pause(wait) {
  return new Promise((resolve) => {
    const done = () => { clearTimeout(timer); removeEventListener("online", done); resolve(); };
    const timer = setTimeout(done, wait);
    addEventListener("online", done);
  });
}
