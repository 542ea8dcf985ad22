// The map of questions and the list before handing in: each place follows its answer.
export function mark(slot, answered, onDevice = false) {
  const place = document.querySelector(`[data-mark="${slot}"]`);
  const word = place?.querySelector("[data-mark-word]");
  if (!word) return;
  const state = answered ? "met" : place.hasAttribute("aria-current") ? "progress" : "missing";
  const glyph = place.querySelector("svg");
  glyph.dataset.state = state;
  const use = glyph.querySelector("use");
  use.setAttribute("href", use.getAttribute("href").replace(/#step-.*/, `#step-${state}`));
  const { answered: yes, open: no, here } = word.dataset;
  word.textContent = onDevice && here ? here : answered ? yes : no;
}
