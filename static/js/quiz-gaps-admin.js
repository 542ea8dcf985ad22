// In a text with gaps: a button puts the next gap where the cursor is, and a line says which gaps the text and the rows have.
{
  const GAP = /\[\[([A-Za-z0-9_-]+)\]\]/g;
  const words = () => document.querySelector("[data-gap-words]")?.dataset ?? {};
  const keysIn = (text) => [...text.matchAll(GAP)].map((found) => found[1]);
  const field = (place) => place.querySelector("textarea");

  function start(place) {
    place.dataset.started = "";
    const said = Object.assign(document.createElement("span"), { className: "question-note" });
    said.setAttribute("role", "status");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-small button-secondary" });
    button.textContent = words().insert ?? "[[ ]]";
    button.addEventListener("click", () => insert(field(place)));
    const tools = Object.assign(document.createElement("p"), { className: "question-gaps__tools" });
    tools.append(button, said);
    field(place).after(tools);
    place.tell = () => tell(place, said);
    place.tell();
  }

  function insert(text) {
    const taken = new Set(keysIn(text.value));
    let next = 1;
    while (taken.has(String(next))) next += 1;
    text.setRangeText(`[[${next}]]`, text.selectionStart, text.selectionEnd, "end");
    text.focus();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Which gaps of the text have no row, and which rows stand nowhere in it. A row without a number takes the next one.
  function tell(place, said) {
    const inText = keysIn(field(place).value);
    const numbers = [...document.querySelectorAll(".question-gap-key input")].map((input) => input.value.replace(/[[\]\s]/g, ""));
    let next = 1;
    const rows = numbers.map((number) => {
      if (number) return number;
      while (numbers.includes(String(next))) next += 1;
      return String(next++);
    });
    const missing = inText.filter((key) => !rows.includes(key));
    const spare = rows.filter((key) => !inText.includes(key));
    const { missing: saidMissing = "", spare: saidSpare = "" } = words();
    const text = [missing.length ? `${saidMissing} ${missing.join(", ")}` : "", spare.length && inText.length ? `${saidSpare} ${spare.join(", ")}` : ""]
      .filter(Boolean).join(" · ");
    if (said.textContent !== text) said.textContent = text;
  }

  const places = () => [...document.querySelectorAll("[data-gaps-in]")].filter(field);
  const startAll = () => places().filter((place) => !("started" in place.dataset)).forEach(start);
  const tellAll = () => places().forEach((place) => place.tell?.());
  document.addEventListener("DOMContentLoaded", () => {
    startAll();
    new MutationObserver(() => { startAll(); tellAll(); }).observe(document.body, { childList: true, subtree: true });
  });
  document.addEventListener("input", tellAll);
}
