// <div data-listen>: plays a recording with speed, jumps, its waveform as the track, and marks. Keys anywhere on the page, unless one is
// in a control: Space plays and stops, ← and → jump five seconds.
const STEP = 5, FAR = 1e7;

class Player {
  constructor(box) {
    this.box = box;
    this.part = (name) => box.querySelector(`[data-${name}]`);
    this.sound = this.part("sound");
    this.where = this.part("where");
    this.known = Number(box.dataset.seconds);
    this.sound.controls = false;
    this.sound.classList.add("sr-only");
    this.sound.setAttribute("aria-hidden", "true");
  }

  start() {
    const { sound } = this;
    this.part("toggle").addEventListener("click", () => this.toggle());
    for (const button of this.box.querySelectorAll("[data-jump]")) button.addEventListener("click", () => this.by(Number(button.dataset.jump)));
    this.part("speed").addEventListener("change", (event) => { sound.playbackRate = sound.defaultPlaybackRate = Number(event.target.value); });
    this.where.addEventListener("input", () => this.to(Number(this.where.value)));
    this.box.addEventListener("click", (event) => {
      const mark = event.target.closest("[data-second]");
      if (mark) this.to(Number(mark.dataset.second), true);
    });
    for (const name of ["play", "pause", "ended"]) sound.addEventListener(name, () => this.draw());
    sound.addEventListener("timeupdate", () => this.drawTime());
    sound.addEventListener("loadedmetadata", () => this.measured());
    sound.addEventListener("durationchange", () => this.measured());
    sound.addEventListener("error", () => this.renew());
    document.addEventListener("keydown", (event) => this.key(event));
    this.draw();
    this.drawTime();
  }

  get hasBegun() {
    return this.sound.readyState > 0;
  }

  async toggle() {
    if (!this.sound.paused) return this.sound.pause();
    this.part("trouble").textContent = "";
    try {
      await this.sound.play();
    } catch { /* the error event says why */ }
  }

  by(seconds) {
    this.to(this.sound.currentTime + seconds);
  }

  // Before anything is loaded the place is remembered until the sound can be asked for it.
  to(second, andPlay = false) {
    const end = this.known || Infinity;
    const place = Math.max(0, Math.min(end, second));
    if (this.hasBegun && !this.finding) this.sound.currentTime = place;
    else this.waiting = place;
    this.drawTime(place);
    if (andPlay && this.sound.paused) this.toggle();
    else if (!this.hasBegun) this.sound.load();
  }

  // What a browser recorded does not say how long it is: it is looked for once, at its far end.
  measured() {
    const { sound } = this;
    if (sound.duration === Infinity && !this.finding) {
      this.finding = true;
      this.waiting ??= sound.currentTime;
      sound.currentTime = FAR;
      return;
    }
    if (!Number.isFinite(sound.duration)) return;
    this.finding = false;
    this.known = sound.duration;
    this.where.max = String(this.known);
    const all = this.part("all");
    if (!all.textContent) all.textContent = clock(this.known);
    if (this.waiting !== undefined) {
      sound.currentTime = this.waiting;
      this.waiting = undefined;
    }
  }

  // A link works for minutes: another one takes its place, where the sound was. Asked once a failure, not for ever.
  async renew() {
    const place = this.waiting ?? this.sound.currentTime, played = !this.sound.paused;
    if (this.renewing) return this.trouble();
    this.renewing = true;
    try {
      const answer = await fetch(this.box.dataset.renew, { headers: { Accept: "application/json" }, redirect: "error" });
      const said = await answer.json();
      if (!answer.ok) return this.trouble(said.words);
      this.waiting = place;
      this.finding = false;
      this.sound.src = said.url;
      this.sound.load();
      if (played) await this.sound.play();
    } catch {
      this.trouble();
    } finally {
      setTimeout(() => { this.renewing = false; }, 1000);
    }
  }

  trouble(words = this.box.dataset.lost) {
    this.part("trouble").textContent = words;
    this.draw();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select, button, summary, a, audio")) return;
    if (event.key === " ") this.toggle();
    else if (event.key === "ArrowLeft") this.by(-STEP);
    else if (event.key === "ArrowRight") this.by(STEP);
    else return;
    event.preventDefault();
  }

  draw() {
    const plays = !this.sound.paused && !this.sound.ended;
    this.box.toggleAttribute("data-plays", plays);
    this.part("words").textContent = this.box.dataset[plays ? "pause" : "play"];
  }

  drawTime(place = this.waiting ?? this.sound.currentTime) {
    if (this.finding) return;
    this.where.value = String(place);
    this.where.setAttribute("aria-valuetext", clock(place));
    this.part("now").textContent = clock(place);
    this.box.style.setProperty("--played", `${this.known ? (100 * place) / this.known : 0}%`);
  }
}

function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

for (const box of document.querySelectorAll("[data-listen]")) new Player(box).start();
