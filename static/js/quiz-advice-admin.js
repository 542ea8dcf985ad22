// While a question is being written, what could be better is told again a moment after the last change.
{
  const WAIT = 900;
  let timer = 0;
  let asking = null;

  async function ask(panel) {
    const form = panel.closest("form");
    asking?.abort();
    asking = new AbortController();
    const data = new FormData(form);
    // Files are not read for advice.
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    try {
      const answer = await fetch(panel.dataset.adviceUrl, { method: "POST", body: data, credentials: "same-origin", signal: asking.signal });
      if (answer.ok) show(panel.querySelector("[data-advice]"), (await answer.json()).html);
    } catch { /* the next change asks again */ }
  }

  // Said once: what has not changed is not read out again.
  function show(place, html) {
    if (place.dataset.said === html) return;
    place.dataset.said = html;
    place.innerHTML = html;
  }

  function soon(event) {
    const panel = document.querySelector("[data-advice-url]");
    if (!panel || !panel.closest("form")?.contains(event.target)) return;
    clearTimeout(timer);
    timer = setTimeout(() => ask(panel), WAIT);
  }

  for (const name of ["input", "change"]) document.addEventListener(name, soon);
}
