// <button data-copies="text" data-copied="Copied"> copies, and says so in its own words for two seconds.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button || button.hasAttribute("data-busy")) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copies);
  } catch {
    return; // No clipboard here: the text stands beside the button and can be selected.
  }
  const words = button.querySelector("[data-words]") ?? button;
  const before = words.textContent;
  button.setAttribute("data-busy", "");
  words.setAttribute("role", "status");
  words.textContent = button.dataset.copied;
  setTimeout(() => { words.textContent = before; button.removeAttribute("data-busy"); }, 2000);
});
