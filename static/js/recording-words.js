// <form data-words-kept="key">: the words beside a recording are kept on this device until the form is sent, as the recording itself is.
for (const form of document.querySelectorAll("form[data-words-kept]")) {
  const key = `recording-words:${document.querySelector("[data-recorder]")?.dataset.person}:${form.dataset.wordsKept}`;
  const field = form.querySelector("textarea");
  const attempt = (act) => { try { return act(); } catch { return null; } };
  if (!field.value) field.value = attempt(() => localStorage.getItem(key)) ?? "";
  form.addEventListener("input", () => attempt(() => localStorage.setItem(key, field.value)));
  form.addEventListener("submit", () => attempt(() => localStorage.removeItem(key)));
}
