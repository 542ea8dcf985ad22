// <form data-criteria="address">: each [data-part] is kept on the server a moment after the last key, by itself and in order. Its
// counter only grows, so that a late packet or another tab overwrites nothing newer. Keys: 1–5 score, J and K move, M marks a sentence or a
// moment.
const form = document.querySelector("form[data-criteria]");
const PAUSE = 700, AGAIN = 5000;

class Part {
  constructor(element) {
    this.element = element;
    this.counter = element.querySelector("[data-counter]");
    this.said = element.querySelector("[data-said]");
    this.timer = 0;
    this.sending = false;
    this.dirty = false;
  }

  touch() {
    this.dirty = true;
    this.later(PAUSE);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  packet() {
    this.counter.value = String(Math.max(Number(this.counter.value) + 1, Date.now()));
    const packet = new FormData();
    packet.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const names = new Set([...this.element.querySelectorAll("[name]")].map((control) => control.name));
    for (const [name, value] of new FormData(form)) if (names.has(name)) packet.append(name, value);
    return packet;
  }

  async save() {
    if (this.sending || !this.dirty) return;
    this.sending = true;
    this.dirty = false;
    try {
      const answer = await fetch(form.dataset.criteria, { method: "POST", body: this.packet(), headers: { "X-Requested-With": "fetch" } });
      const told = await answer.json();
      this.say(answer.ok ? form.dataset.saved.replace("{time}", told.at) : told.words);
    } catch {
      this.say(form.dataset.unsaved);
      this.dirty = true;
    } finally {
      this.sending = false;
      if (this.dirty) this.later(AGAIN);
    }
  }

  say(words) {
    if (this.said.textContent !== words) this.said.textContent = words;
  }
}

// 1:23 or 83; nothing that is no moment.
function secondOf(words) {
  const found = /^(?:(\d{1,4}):)?(\d{1,5})$/.exec(words.trim());
  return found && Number(found[1] ?? 0) * 60 + Number(found[2]);
}

if (form) {
  const parts = [...form.querySelectorAll("[data-part]")].map((element) => new Part(element));
  const scored = parts.filter((part) => part.element.hasAttribute("data-marks"));
  let current = scored[0];

  const go = (part) => {
    if (!part) return;
    current?.element.removeAttribute("data-current");
    current = part;
    part.element.setAttribute("data-current", "");
  };
  const move = (by) => {
    go(scored[Math.min(scored.length - 1, Math.max(0, scored.indexOf(current) + by))]);
    current.element.querySelector("input[type=radio]:checked, input[type=radio]").focus();
    current.element.scrollIntoView({ block: "nearest" });
  };
  // At the second that is heard where there is a recording, else at a sentence.
  const mark = (part) => {
    const moment = part.element.querySelector("[data-moment]");
    if (!moment) return part.element.querySelector("[data-pins]")?.focus();
    const second = Math.floor(document.querySelector("[data-listen] [data-sound]").currentTime);
    moment.value = `${Math.floor(second / 60)}:${String(second % 60).padStart(2, "0")}`;
    moment.dispatchEvent(new Event("input", { bubbles: true }));
  };
  // A moment stands on the recording as soon as it is written, in the order of its clock.
  const stand = (part) => {
    const list = document.querySelector("[data-listen] [data-marks]"), moment = part?.element.querySelector("[data-moment]");
    if (!list || !moment) return;
    const number = String(scored.indexOf(part) + 1), second = secondOf(moment.value);
    list.querySelector(`[data-of="${number}"]`)?.remove();
    if (second === null) return;
    const item = document.createElement("li"), button = document.createElement("button"), clock = document.createElement("span");
    item.dataset.of = number;
    Object.assign(button, { type: "button", className: "button-link" });
    button.dataset.second = second;
    Object.assign(clock, { className: "num", textContent: `${Math.floor(second / 60)}:${String(second % 60).padStart(2, "0")}` });
    button.append(clock, ` ${part.element.querySelector("legend").firstChild.textContent.trim()}`);
    item.append(button);
    const later = [...list.children].find((one) => Number(one.querySelector("[data-second]").dataset.second) > second);
    list.insertBefore(item, later ?? null);
  };
  for (const part of scored) part.element.querySelector("[data-here]")?.addEventListener("click", () => mark(part));
  const typing = (target) => target.matches("textarea, select, input:not([type=radio], [type=checkbox])");

  form.addEventListener("input", (event) => {
    parts.find((part) => part.element.contains(event.target))?.touch();
    if (event.target.matches("[data-moment]")) stand(scored.find((part) => part.element.contains(event.target)));
  });
  form.addEventListener("focusin", (event) => go(scored.find((part) => part.element.contains(event.target))));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === "j") move(1);
    else if (key === "k") move(-1);
    else if (key === "m") mark(current);
    else if (/^[1-5]$/.test(key)) current.element.querySelector(`input[type=radio][value="${key}"]`).click();
    else return;
    event.preventDefault();
  });
  for (const sentence of document.querySelectorAll("[data-sentence]")) {
    sentence.addEventListener("click", () => {
      const pins = current.element.querySelector("[data-pins]");
      if (!pins) return;
      pins.value = sentence.dataset.sentence;
      pins.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
  // Leaving with something unsent: the browser finishes these requests after the page is gone.
  addEventListener("pagehide", () => {
    for (const part of parts) if (part.dirty) navigator.sendBeacon(form.dataset.criteria, part.packet());
  });
  form.addEventListener("submit", () => {
    for (const part of parts) { clearTimeout(part.timer); part.dirty = false; }
  });
  go(current);
}
