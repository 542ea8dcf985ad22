// Signing in again without leaving the page: the academy's own sign-in in a frame of a dialog, with whatever second step it asks
// for. The page itself asks the server, after each step, who is there now.
export class SignIn {
  #asked = null;

  constructor(dialog, server) {
    this.dialog = dialog;
    this.server = server;
    this.frame = dialog.querySelector("iframe");
    this.said = dialog.querySelector("[data-sign-in-said]");
    this.other = dialog.querySelector("[data-sign-in-other]");
    this.frame.addEventListener("load", () => this.#arrived());
    this.other.addEventListener("click", () => this.#go(dialog.dataset.signOutUrl));
    dialog.querySelector("[data-sign-in-close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => this.#end());
  }

  // Resolves with whether the person of this page is signed in again.
  ask() {
    this.#asked ??= Promise.withResolvers?.() ?? withResolvers();
    if (!this.dialog.open) {
      this.back = document.activeElement;
      this.#say("");
      this.#go(this.dialog.dataset.signInUrl);
      this.dialog.showModal();
    }
    return this.#asked.promise;
  }

  #go(url) {
    this.frame.classList.add("is-loading");
    this.frame.src = url;
  }

  async #arrived() {
    if (!this.dialog.open || !this.frame.getAttribute("src")) return;
    const state = await this.server.state();
    if (state.status === 200) {
      this.answer = true;
      this.dialog.close();
      return;
    }
    const { stranger, offline } = this.dialog.dataset;
    const name = state.status === 404 ? state.person : "";
    this.#say(name ? stranger.replace("{name}", name) : state.status === 0 ? offline : "");
    this.other.hidden = !name || this.#path() === new URL(this.dialog.dataset.signOutUrl, location).pathname;
    this.#show(!name || this.#path() !== new URL(this.server.stateUrl, location).pathname);
  }

  // The frame shows the academy's page without what stands around it, and nothing while it goes from one to the next.
  #show(shown) {
    try {
      const page = this.frame.contentDocument;
      page.documentElement.dataset.framed = "";
      this.frame.contentWindow.addEventListener("pagehide", () => this.frame.classList.add("is-loading"));
      if (shown) page.querySelector("[autofocus], main input:not([type=hidden])")?.focus();
    } catch { /* a page of the network, not ours */ }
    this.frame.classList.toggle("is-loading", !shown);
  }

  #path() {
    try { return this.frame.contentWindow.location.pathname; } catch { return ""; }
  }

  #say(text) {
    this.said.textContent = text;
  }

  #end() {
    this.frame.removeAttribute("src");
    this.#asked?.resolve(Boolean(this.answer));
    this.#asked = null;
    this.answer = false;
    this.back?.focus?.();
  }
}

function withResolvers() {
  const made = {};
  made.promise = new Promise((resolve) => { made.resolve = resolve; });
  return made;
}
