// [data-player]: a step done by reading is done when its last block has been on screen for a moment in a visible tab; one
// done by its checklist, when the last point is ticked. The panel #end is then the server's.
const player = document.querySelector("[data-player]");
const end = player.querySelector("[data-end]");
const token = player.querySelector("[name=csrfmiddlewaretoken]").value;
const MOMENT = 3000;

async function complete() {
  const answer = await fetch(player.dataset.completeUrl, { method: "POST", headers: { "X-CSRFToken": token, Accept: "application/json" } });
  if (!answer.ok) return false;
  const { done, end: panel } = await answer.json();
  if (!done) return false;
  end.innerHTML = panel;
  document.querySelector("[data-key=next]")?.classList.remove("button--line");
  return true;
}

if ("completesByReading" in player.dataset) {
  let timer;
  const reached = new IntersectionObserver(([entry]) => {
    clearTimeout(timer);
    if (!entry.isIntersecting || document.visibilityState !== "visible") return;
    timer = setTimeout(async () => { if (await complete().catch(() => false)) reached.disconnect(); }, MOMENT);
  });
  reached.observe(player.querySelector("[data-last-block]"));

  end.addEventListener("submit", async (event) => {
    if (!event.target.matches("[data-read]")) return;
    event.preventDefault();
    const done = await complete().catch(() => false);
    if (done) reached.disconnect();
    else event.target.submit(); // The page itself will say what is wrong.
  });
}

document.addEventListener("ticks:saved", ({ detail }) => {
  if (detail.underWay) return;
  const boxes = [...player.querySelectorAll("[data-ticks] [type=checkbox]")];
  if (boxes.every((box) => box.checked)) complete().catch(() => false);
});
