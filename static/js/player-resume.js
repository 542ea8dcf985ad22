// [data-player][data-resume]: goes back to the block where the reader was, and says so there with a way to the top.
// An address with an anchor of its own wins.
const player = document.querySelector("[data-player]");
const block = document.getElementById(`b-${player.dataset.resume}`);

if (block && !location.hash) {
  const note = player.querySelector("[data-resume-note]").content.cloneNode(true);
  block.before(note);
  block.previousElementSibling.scrollIntoView({ block: "start" });
  player.querySelector("[data-resume-link]")?.remove();
}
