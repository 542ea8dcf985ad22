// <form data-confirm="Question?" data-confirm-act="Delete" data-confirm-keep="Keep"> asks before it is sent.
// The words come from the page, which knows the language. Without JavaScript the form is sent: what it does can be undone,
// or the server asks on a page of its own.
const asked = new WeakSet();

function ask(form, submitter) {
  const { confirm: question, confirmNote: note, confirmAct, confirmKeep } = form.dataset;
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";

  const title = document.createElement("h2");
  title.textContent = question;
  title.id = "confirm-title";
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.append(title);
  if (note) dialog.append(Object.assign(document.createElement("p"), { textContent: note }));

  const end = Object.assign(document.createElement("div"), { className: "dialog__end" });
  const act = Object.assign(document.createElement("button"), {
    type: "button", className: "button", textContent: confirmAct || submitter?.textContent.trim() || "OK",
  });
  const back = Object.assign(document.createElement("button"), {
    type: "button", className: "button button--line", textContent: confirmKeep || "×", autofocus: true,
  });
  end.append(act, back);
  dialog.append(end);

  act.addEventListener("click", () => { asked.add(form); dialog.close(); form.requestSubmit(submitter); });
  back.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { dialog.remove(); submitter?.focus(); });
  document.body.append(dialog);
  dialog.showModal();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-confirm]") || asked.delete(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(form, event.submitter);
}, true);
