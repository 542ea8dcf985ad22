// The picture of a question: sent from here, or one of those that the bank has. Fires "picture" on its place when it is another one.
{
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

  function take(place, picture) {
    place.querySelector("[data-picture-name]").value = picture.name;
    place.querySelector("[data-picture-bank]").hidden = true;
    place.querySelector("[data-picture-open]").setAttribute("aria-expanded", "false");
    place.dispatchEvent(new CustomEvent("picture", { detail: picture, bubbles: true }));
    place.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async function send(place, file) {
    const said = place.querySelector("[data-picture-said]");
    said.textContent = place.dataset.saidSending;
    const body = new FormData();
    body.append("picture", file);
    try {
      const answer = await fetch(place.dataset.picturesUrl, {
        method: "POST", body, credentials: "same-origin", headers: { "X-CSRFToken": token() },
      });
      const told = await answer.json();
      said.textContent = told.problem ?? "";
      if (answer.ok) take(place, told);
    } catch {
      said.textContent = place.dataset.saidLost;
    }
  }

  async function open(place) {
    const bank = place.querySelector("[data-picture-bank]");
    const button = place.querySelector("[data-picture-open]");
    bank.hidden = !bank.hidden;
    button.setAttribute("aria-expanded", String(!bank.hidden));
    if (bank.hidden) return;
    const { pictures } = await (await fetch(place.dataset.picturesUrl, { credentials: "same-origin" })).json();
    bank.replaceChildren(...pictures.map((picture) => item(place, picture)));
    if (!pictures.length) bank.textContent = place.dataset.saidNone;
  }

  function item(place, picture) {
    const image = Object.assign(document.createElement("img"), { src: picture.url, alt: `${picture.width} × ${picture.height}` });
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.append(image);
    button.addEventListener("click", () => take(place, picture));
    const row = document.createElement("li");
    row.append(button);
    return row;
  }

  function start(place) {
    place.dataset.started = "";
    place.querySelector("[data-picture-file]").addEventListener("change", (event) => {
      if (event.target.files.length) send(place, event.target.files[0]);
      event.target.value = "";
    });
    place.querySelector("[data-picture-open]").addEventListener("click", () => open(place));
  }

  const startAll = () => document.querySelectorAll("[data-picture]:not([data-started])").forEach(start);
  document.addEventListener("DOMContentLoaded", () => {
    startAll();
    new MutationObserver(startAll).observe(document.body, { childList: true, subtree: true });
  });
}
