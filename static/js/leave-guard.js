// <form data-leave-guard>: the browser asks before typed words are lost. A script that saves by itself sets data-saved.
const touched = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-leave-guard]")) {
    touched.add(form);
    delete form.dataset.saved;
  }
});
document.addEventListener("submit", (event) => touched.delete(event.target));

addEventListener("beforeunload", (event) => {
  const lost = [...touched].some((form) => form.isConnected && !("saved" in form.dataset));
  if (lost) event.preventDefault();
});
