// Starts what Wagtail starts with scripts inside the page: its choosers of dates (which its lists have among their filters) and
// its lists of children. So our policy holds on every page of the CMS but the editors themselves.
(() => {
  const starters = { date: "initDateChooser", datetime: "initDateTimeChooser", time: "initTimeChooser" };

  const startChooser = (place) => {
    const start = window[starters[place.dataset.chooses]];
    if (start && document.getElementById(place.dataset.for)) {
      start(place.dataset.for, JSON.parse(place.dataset.config));
      place.dataset.started = "";
    }
  };
  const startPanel = (place) => {
    const Panel = "multiple" in place.dataset ? window.MultipleChooserPanel : window.InlinePanel;
    if (Panel) {
      place.dataset.started = "";
      new Panel(JSON.parse(place.dataset.inlinePanel));
    }
  };
  const startAll = (root) => {
    root.querySelectorAll("[data-chooses]:not([data-started])").forEach(startChooser);
    root.querySelectorAll("[data-inline-panel]:not([data-started])").forEach(startPanel);
  };

  document.addEventListener("DOMContentLoaded", () => {
    startAll(document);
    new MutationObserver((changes) => {
      if (changes.some((change) => [...change.addedNodes].some((node) => node.nodeType === Node.ELEMENT_NODE))) startAll(document);
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
