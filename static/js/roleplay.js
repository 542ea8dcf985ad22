// [data-roleplay]: an answer goes without leaving the page; then what is [data-live] is drawn anew, the next question has the focus and
// the other's words are said. A number chooses. Without this script the form does the same, page by page.
const scene = document.querySelector("[data-roleplay]");

if (scene) {
  const form = () => scene.querySelector("form[data-choices]");
  const said = scene.querySelector("[data-said]");
  let sending = false;

  const complain = () => {
    const problem = scene.querySelector("[data-problem]");
    problem.textContent = scene.dataset.failed;
    problem.hidden = false;
  };

  const redraw = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const part of scene.querySelectorAll("[data-live]")) {
      const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
      if (fresh) part.replaceWith(document.adoptNode(fresh));
    }
    const lines = scene.querySelectorAll("[data-turn]");
    said.textContent = lines.length ? lines[lines.length - 1].textContent : "";
    scene.querySelector("[data-question]").focus();
  };

  const send = async () => {
    sending = true;
    try {
      const answer = await fetch(form().action, { method: "POST", body: new FormData(form()) });
      const html = await answer.text();
      if (!answer.ok) throw new Error(answer.status);
      if (html.includes("data-choices")) redraw(html);
      else location.assign(answer.url);
    } catch {
      complain();
    } finally {
      sending = false;
    }
  };

  scene.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-choices]")) return;
    event.preventDefault();
    if (!sending) send();
  });

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
    if (event.target.matches("textarea, select, input:not([type=radio])")) return;
    const input = form()?.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
    if (!input) return;
    event.preventDefault();
    input.checked = true;
    input.focus();
  });
}
