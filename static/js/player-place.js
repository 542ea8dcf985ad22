// [data-player]: tells the server the furthest block that was on screen, and the seconds it was read. Only a visible tab
// counts, and only within a minute of the reader's last move. The state it shows is the server's own answer.
const player = document.querySelector("[data-player]");
const EVERY = 15000;
const IDLE = 60000;

const blocks = [...player.querySelectorAll("[data-block]")];
const status = document.querySelector("[data-save]");
const token = player.querySelector("[name=csrfmiddlewaretoken]").value;

let furthest = -1;
let told = -1;
let seconds = 0;
let moved = Date.now();
let sending = false;

const say = (words, lost) => {
  status.querySelector("[data-save-words]")?.remove();
  if (lost) status.querySelector("svg")?.remove();
  const place = document.createElement("span");
  place.dataset.saveWords = "";
  place.textContent = words;
  status.append(place);
};

async function tell() {
  if (sending || (furthest === told && seconds < 5)) return;
  const [place, spent] = [furthest, seconds];
  const body = new FormData();
  body.set("block_id", place < 0 ? "" : blocks[place].dataset.block);
  body.set("seconds", spent);
  sending = true;
  seconds = 0;
  try {
    const answer = await fetch(player.dataset.placeUrl, { method: "POST", body, keepalive: true, headers: { "X-CSRFToken": token } });
    if (!answer.ok) throw new Error(answer.statusText);
    const { saved } = await answer.json();
    told = place;
    say(status.dataset.saved.replace("%1", saved));
  } catch {
    seconds += spent; // The next packet carries them again.
    say(status.dataset.unsaved, true);
  } finally {
    sending = false;
  }
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) furthest = Math.max(furthest, blocks.indexOf(entry.target));
}, { rootMargin: "0px 0px -35% 0px" });
blocks.forEach((block) => seen.observe(block));

for (const kind of ["scroll", "pointerdown", "keydown", "touchstart"]) {
  addEventListener(kind, () => { moved = Date.now(); }, { passive: true });
}
setInterval(() => { if (document.visibilityState === "visible" && Date.now() - moved < IDLE) seconds += 1; }, 1000);
setInterval(tell, EVERY);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") tell(); });
addEventListener("pagehide", tell);
addEventListener("online", tell);
