// [data-ticks]: each tick is saved at once through the page's own form #ticks, as item=<id>&ticked=1 or 0. When that does not
// work the box goes back to what the server knows, and the place [data-ticks-problem] says so.
const form = document.querySelector("form#ticks");
let underWay = 0; // ticks of which the server has said nothing yet

const save = async (box) => {
  const body = new FormData(form);
  body.set("item", box.value);
  body.set("ticked", box.checked ? "1" : "0");
  underWay += 1;
  const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } }).finally(() => { underWay -= 1; });
  if (!answer.ok) throw new Error(answer.statusText);
  document.dispatchEvent(new CustomEvent("ticks:saved", { detail: { item: box.value, ticked: box.checked, underWay } }));
};

if (form) {
  document.addEventListener("change", async (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !box.matches("[data-ticks] [type=checkbox]")) return;
    const problem = box.closest("[data-ticks]").querySelector("[data-ticks-problem]");
    problem.hidden = true;
    try {
      await save(box);
    } catch {
      box.checked = !box.checked;
      problem.hidden = false;
      document.dispatchEvent(new Event("change"));  // the count follows
    }
  });
}
