// [data-reading]: what changed has been read when its end has been on screen for a moment in a visible tab. Once.
const article = document.querySelector("[data-reading]");
const form = article.querySelector("[data-read]");
const MOMENT = 3000;

async function done() {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
  if (!answer.ok || !(await answer.json()).done) return false;
  form.remove();
  article.querySelector("[data-done]").hidden = false;
  return true;
}

let timer;
const reached = new IntersectionObserver(([entry]) => {
  clearTimeout(timer);
  if (!entry.isIntersecting || document.visibilityState !== "visible") return;
  timer = setTimeout(async () => { if (await done().catch(() => false)) reached.disconnect(); }, MOMENT);
});
reached.observe(article.querySelector("[data-last]"));
