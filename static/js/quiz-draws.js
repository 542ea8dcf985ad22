// In the editor of a quiz, each section says how many live questions match what it asks for, and a line below says what all of
// them come to.
{
  const WISHES = ["tag", "competency", "level", "difficulty"];
  const WAIT = 250;
  let timer = 0;

  const rowOf = (place) => place.closest("[data-inline-panel-child]") ?? place.closest("li, section");
  const isGone = (row) => row?.querySelector("[name$='-DELETE']")?.value === "1";
  const valueIn = (row, name) => row?.querySelector(`[name$='-${name}']`)?.value.trim() ?? "";
  const numberOf = (name) => Number(document.querySelector(`[name="${name}"]`)?.value) || 0;

  async function tell(place) {
    const row = rowOf(place);
    const wishes = Object.fromEntries(WISHES.map((name) => [name, valueIn(row, name)]).filter(([, value]) => value));
    const query = new URLSearchParams(wishes).toString();
    if (!query) {
      place.textContent = place.dataset.first ?? place.textContent;
      place.dataset.matches = "";
    } else if (query !== place.dataset.asked) {
      place.dataset.first ??= place.textContent;
      const answer = await fetch(`${place.dataset.drawMatches}?${query}`, { credentials: "same-origin" });
      if (!answer.ok) return;
      const { count, said } = await answer.json();
      place.textContent = said;
      place.dataset.matches = count;
    }
    place.dataset.asked = query;
    const short = place.dataset.matches !== "" && Number(place.dataset.matches) < Number(valueIn(row, "count"));
    place.toggleAttribute("data-short", short);
  }

  function addUp() {
    const line = document.querySelector("[data-blueprint]");
    if (!line) return;
    const sections = [...document.querySelectorAll("[data-draw-matches]")].filter((place) => !isGone(rowOf(place)));
    const drawn = sections.reduce((sum, place) => sum + (Number(valueIn(rowOf(place), "count")) || 0), 0);
    const named = [...document.querySelectorAll("[name^='quiz_questions-'][name$='-question']")]
      .filter((field) => /-\d+-/.test(field.name) && field.value && !isGone(rowOf(field))).length;
    const asked = drawn + named;
    const minutes = numberOf("time_limit") || numberOf("minutes");
    const say = (name, text) => { line.querySelector(`[data-blueprint-${name}]`).textContent = text; };
    say("asked", asked || line.dataset.none);
    say("minutes", minutes || "–");
    const each = minutes && asked ? (minutes / asked).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }) : "";
    say("each", each && line.dataset.each.replace("{minutes}", each));
    say("needed", asked ? Math.ceil((asked * numberOf("pass_percent")) / 100) : "–");
    const short = line.querySelector("[data-blueprint-short]");
    const text = sections.some((place) => place.hasAttribute("data-short")) ? short.dataset.said : "";
    if (short.textContent !== text) short.textContent = text;
  }

  async function tellAll() {
    await Promise.all([...document.querySelectorAll("[data-draw-matches]")].map(tell));
    addUp();
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(tellAll, WAIT);
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (!document.querySelector("[data-blueprint]")) return;
    for (const name of ["input", "change", "click"]) document.addEventListener(name, soon);
    tellAll();
  });
}
