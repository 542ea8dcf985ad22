// In the editor of a quiz, each draw from the bank says how many questions match its tag and competency.
{
  const waiting = new Map();

  async function tell(place) {
    const row = place.closest("[data-inline-panel-child]") ?? place.closest("li, section");
    const tag = row?.querySelector("[name$='-tag']")?.value ?? "";
    const competency = row?.querySelector("[name$='-competency']")?.value ?? "";
    if (!tag && !competency) return;
    const answer = await fetch(`${place.dataset.drawMatches}?${new URLSearchParams({ tag, competency })}`, { credentials: "same-origin" });
    if (answer.ok) place.textContent = (await answer.json()).said;
  }

  const tellAll = () => document.querySelectorAll("[data-draw-matches]").forEach(tell);

  function soon(event) {
    if (!/-(tag|competency)$/.test(event.target.name ?? "")) return;
    clearTimeout(waiting.get(event.target));
    waiting.set(event.target, setTimeout(tellAll, 250));
  }

  document.addEventListener("input", soon);
  document.addEventListener("change", soon);
  document.addEventListener("DOMContentLoaded", tellAll);
  if (document.readyState !== "loading") tellAll();
}
