// The switch remembers a choice; without JavaScript the system's preference holds.
// Classic and blocking: a page must not flash in the other theme. Storage may be closed to us, and the page must not care.
(() => {
  const root = document.documentElement;
  root.dataset.scripts = "";

  const recall = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const keep = (theme) => { try { localStorage.setItem("theme", theme); } catch { /* for this page only */ } };

  const saved = recall();
  if (saved) root.dataset.theme = saved;

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-switch]")) return;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    keep(root.dataset.theme);
  });
})();
