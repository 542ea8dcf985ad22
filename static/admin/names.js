// The editor of rich text has no name for who hears the page: its label stands beside it, or is the heading of its block.
(() => {
  const label = (editor) => {
    const written = editor.closest("[data-field-wrapper]")?.querySelector(".w-field__label[id]");
    return written?.id || editor.closest("[data-panel]")?.getAttribute("aria-labelledby");
  };
  const nameAll = () => {
    document.querySelectorAll(".public-DraftEditor-content:not([aria-labelledby])").forEach((editor) => {
      const name = label(editor);
      if (name) editor.setAttribute("aria-labelledby", name);
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    nameAll();
    new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
  });
})();
