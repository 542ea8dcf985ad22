// Starts the choosers of questions in the editor of a quiz, those of rows added later too.
{
  const start = (place) => {
    const { startsChooser, for: id, options } = place.dataset;
    if (!document.getElementById(id)) return;
    place.removeAttribute("data-starts-chooser");
    new window[startsChooser](id, JSON.parse(options));
  };
  const startAll = () => document.querySelectorAll("[data-starts-chooser]").forEach(start);

  document.addEventListener("DOMContentLoaded", () => {
    startAll();
    new MutationObserver(startAll).observe(document.body, { childList: true, subtree: true });
  });
}
