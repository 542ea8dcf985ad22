// <form data-draft="address">: what is written is kept on the server a moment after the last key, in order: each save carries a
// counter that only grows, and a late one changes nothing. [data-draft-state] says what is true, in its own words.
const form = document.querySelector("form[data-draft]");
const said = document.querySelector("[data-draft-state]");
const PAUSE = 900, AGAIN = 5000;

if (form) {
  const counter = form.elements.counter;
  let timer = 0, sending = false, dirty = false;

  const say = (words) => { if (said && said.textContent !== words) said.textContent = words; };

  const save = async () => {
    clearTimeout(timer);
    if (sending) { dirty = true; return; }
    sending = true;
    dirty = false;
    counter.value = String(Math.max(Number(counter.value) + 1, Date.now()));
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" } });
      const told = await answer.json();
      if (!answer.ok) { say(told.words); return; }
      if (!dirty) form.dataset.saved = "";
      say(said.dataset.saved.replace("{time}", told.at));
    } catch {
      say(said.dataset.unsaved);
      timer = setTimeout(save, AGAIN);
    } finally {
      sending = false;
      if (dirty) timer = setTimeout(save, PAUSE);
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  // Leaving with something unsent: the browser finishes this request after the page is gone.
  addEventListener("pagehide", () => {
    if ("saved" in form.dataset || !said) return;
    counter.value = String(Math.max(Number(counter.value) + 1, Date.now()));
    navigator.sendBeacon(form.dataset.draft, new FormData(form));
  });
  form.addEventListener("submit", () => { clearTimeout(timer); form.dataset.saved = ""; });
}
