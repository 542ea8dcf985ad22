// How the server is spoken to from a page that stays open for hours: its token changes with every sign-in, its answers bring the time.
import { hear } from "./quiz-clock.js";

const PATIENCE = 10000;
const KEPT_ALIVE = 60000; // bytes that a browser still sends for a page that is being left

export class Server {
  constructor(form) {
    this.form = form;
    this.answerUrl = form.dataset.answerUrl;
    this.stateUrl = form.dataset.stateUrl;
  }

  // {status: 0 without a connection, …what the server said}
  async save(slot, { answer, counter, seconds }) {
    const body = JSON.stringify({ answer, counter, seconds });
    return this.#fetch(this.answerUrl.replace("/0/", `/${slot}/`), {
      method: "POST",
      body,
      keepalive: body.length < KEPT_ALIVE,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.#token },
    });
  }

  // How the attempt stands: 200 with its answers, 401 signed out, 404 signed in as somebody else.
  async state() {
    const said = await this.#fetch(this.stateUrl, { headers: { Accept: "application/json" } });
    if (said.token) for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = said.token;
    return said;
  }

  get #token() {
    const cookie = document.cookie.split("; ").find((pair) => pair.startsWith("csrftoken="));
    return cookie?.slice("csrftoken=".length) ?? this.form.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  async #fetch(url, options) {
    const asked = Date.now();
    try {
      const settings = { credentials: "same-origin", redirect: "error", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
      const response = await fetch(url, { ...settings, ...options });
      const said = await response.json().catch(() => null);
      // Whatever answers with a page instead of data (a proxy, a network that wants a sign-in) is not our server.
      if (!said && response.ok) return { status: 0 };
      hear(said?.now, asked);
      return { ...said, status: response.status };
    } catch {
      return { status: 0 };
    }
  }
}
