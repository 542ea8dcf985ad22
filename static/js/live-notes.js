// <form data-notes="booking">: each note is a packet with a token of its own, kept on the device until the server has said that it
// has it. A packet that arrives twice changes nothing there. Keys: the letter on each button; Enter keeps what is written.
const form = document.querySelector("form[data-notes]");
const AGAIN = 4000;

// A page that did not come by HTTPS has no randomUUID.
const token = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
};

class Journal {
  constructor(name) {
    this.name = name;
    this.held = this.read();
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.name)) || [];
    } catch {
      return [];
    }
  }

  write() {
    try {
      if (this.held.length) localStorage.setItem(this.name, JSON.stringify(this.held));
      else localStorage.removeItem(this.name);
    } catch {
      // A device that keeps nothing still sends.
    }
  }

  add(packet) {
    this.held.push(packet);
    this.write();
  }

  done(token) {
    this.held = this.held.filter((one) => one.token !== token);
    this.write();
  }
}

if (form) {
  const said = document.querySelector("[data-notes-said]");
  const list = document.querySelector("[data-noted]");
  const text = form.querySelector("[data-note-text]");
  const elapsed = document.querySelector("[data-elapsed]");
  const began = performance.now() - Number(elapsed.dataset.elapsed) * 1000;
  const journal = new Journal(`live-notes:${form.dataset.notes}`);
  let sending = false;

  const say = (words) => { if (said.textContent !== words) said.textContent = words; };
  const two = (number) => String(number).padStart(2, "0");
  const line = (tag, words, look) => {
    const made = document.createElement(tag);
    made.textContent = words;
    if (look) made.className = look;
    return made;
  };

  const show = (packet) => {
    if (list.querySelector(`[data-token="${packet.token}"]`)) return;
    const item = document.createElement("li");
    item.dataset.token = packet.token;
    item.dataset.mark = packet.mark;
    const words = document.createElement("div");
    words.append(line("p", packet.text || packet.label));
    if (packet.text && packet.mark !== "note") words.append(line("p", packet.label, "s muted"));
    item.append(line("span", `${two(Math.floor(packet.second / 60))}:${two(packet.second % 60)}`, "noted__time"), words);
    list.prepend(item);
  };

  const send = async () => {
    if (sending || !journal.held.length) return;
    sending = true;
    const packet = journal.held[0];
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const name of ["token", "text", "mark", "second"]) body.append(name, packet[name]);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
      if (answer.ok) {
        journal.done(packet.token);
        say(journal.held.length ? form.dataset.kept : form.dataset.saved);
      } else if (answer.status === 422) {
        journal.done(packet.token);
        say((await answer.json()).words);
      } else throw new Error(String(answer.status));
    } catch {
      say(form.dataset.kept);
      setTimeout(send, AGAIN);
      sending = false;
      return;
    }
    sending = false;
    send();
  };

  const note = (button) => {
    const words = text.value.trim();
    if (button.value === "note" && !words) { text.focus(); return; }
    const second = Math.max(0, Math.floor((performance.now() - began) / 1000));
    const label = button.textContent.replace(button.dataset.key, "").trim();
    const packet = { token: token(), text: words, mark: button.value, second, label };
    journal.add(packet);
    show(packet);
    text.value = "";
    send();
  };

  const buttons = [...form.querySelectorAll("[data-key]")];
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    note(event.submitter ?? buttons.at(-1));
  });
  // Enter in the field presses the first button of a form: what is written is a plain note instead.
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    note(buttons.find((one) => one.value === "note"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    const button = buttons.find((one) => one.dataset.key.toLowerCase() === event.key.toLowerCase());
    if (!button) return;
    event.preventDefault();
    note(button);
  });
  for (const packet of journal.held) show(packet);
  addEventListener("online", send);
  send();
}
