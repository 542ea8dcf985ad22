// j and k walk the blocks of a lesson, the arrows its steps. Nothing is taken from who types, chooses or plays something.
const TAKEN = "input, textarea, select, button, summary, audio, video, iframe, dialog, [contenteditable], [role=slider]";
const MARGIN = 90;

function walk(direction) {
  const blocks = [...document.querySelectorAll("[data-block]")];
  const tops = blocks.map((block) => block.getBoundingClientRect().top - MARGIN);
  const next = direction > 0 ? tops.findIndex((top) => top > 1) : tops.findLastIndex((top) => top < -1);
  blocks[next]?.scrollIntoView({ block: "start" });
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
  if (event.target.closest?.(TAKEN) || document.querySelector("dialog[open], :popover-open")) return;
  const step = { ArrowRight: "next", ArrowLeft: "previous" }[event.key];
  if (step) document.querySelector(`[data-key=${step}]`)?.click();
  if (event.key === "j") walk(1);
  if (event.key === "k") walk(-1);
});
