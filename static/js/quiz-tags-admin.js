// Wagtail's field of tags puts an input of its own beside the one that has the label: it gets the same name.
document.addEventListener("DOMContentLoaded", () => {
  const name = () => {
    const label = document.querySelector("label[for='id_tags']")?.textContent.trim();
    for (const input of document.querySelectorAll(".tagit input.ui-autocomplete-input:not([aria-label])")) input.setAttribute("aria-label", label ?? "");
  };
  name();
  new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
});
