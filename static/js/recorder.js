// <section data-recorder="address">: records, plays back, sends. Nothing leaves the device before the person sends it; what was sent and
// not yet acknowledged is kept on the device and goes on by itself, also after the page was closed. Says what is true, in its own words.
import { measure } from "./recording-peaks.js";
import { Refused, Sender } from "./recording-sender.js";
import * as store from "./recording-store.js";

const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const PIECE = 1000, BITS = 48000;

// Another sign-in, in another tab, changes it while this page stays open.
function token() {
  const cookie = document.cookie.split("; ").find((pair) => pair.startsWith("csrftoken="));
  return cookie?.slice("csrftoken=".length) ?? document.querySelector("[name=csrfmiddlewaretoken]").value;
}

class Recorder {
  constructor(section) {
    this.section = section;
    this.person = section.dataset.person;
    this.performance = section.dataset.performance;
    this.part = (name) => section.querySelector(`[data-${name}]`);
    this.sender = new Sender({
      begin: section.dataset.recorder,
      part: Number(section.dataset.part),
      token,
    });
    this.entry = null;
  }

  async start() {
    this.part("consent").addEventListener("change", () => this.draw());
    this.part("record").addEventListener("click", () => this.record());
    this.part("stop").addEventListener("click", () => this.stop());
    this.part("pause").addEventListener("click", () => this.pause());
    this.part("send").addEventListener("click", () => this.send());
    this.part("chosen").addEventListener("change", (event) => this.choose(event.target.files[0]));
    addEventListener("beforeunload", (event) => {
      if (["recording", "paused"].includes(this.state) || this.unsafe && this.entry && this.state !== "kept") event.preventDefault();
    });
    if (!navigator.mediaDevices?.getUserMedia || !globalThis.MediaRecorder) this.cannot("unable");
    const found = await store.latest(this.person, this.performance).catch(() => null);
    if (!found) return this.become("waiting", "");
    this.part("consent").checked = true; // said when it was recorded
    this.take(found, "found");
    if (found.sending) this.send();
  }

  // ── Recording ────────────────────────────────────────────────────────────────────────────────────────────────

  async record() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
    } catch (refusal) {
      return this.cannot(refusal.name === "NotFoundError" || refusal.name === "NotReadableError" ? "absent" : "refused");
    }
    const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one));
    this.recorder = new MediaRecorder(this.stream, { ...(type && { mimeType: type }), audioBitsPerSecond: BITS });
    this.making = { id: store.newId(), person: this.person, performance: this.performance, made_at: Date.now(), sending: false };
    this.making.type = (this.recorder.mimeType || "audio/webm").split(";")[0];
    this.pieces = [];
    await this.safely(() => store.keep(this.making));
    this.recorder.addEventListener("dataavailable", (event) => this.heard(event.data));
    this.recorder.addEventListener("stop", () => this.stopped());
    this.recorder.start(PIECE);
    this.clock = { total: 0, since: performance.now() };
    this.watch();
    this.become("recording", "recording");
    this.section.dispatchEvent(new CustomEvent("recording:begun", { bubbles: true }));
    this.part("stop").focus();
  }

  heard(blob) {
    if (!blob.size) return;
    this.pieces.push(blob);
    const number = this.pieces.length;
    this.safely(() => store.keepPiece(this.making.id, number, blob));
  }

  pause() {
    if (this.recorder.state === "recording") {
      this.recorder.pause();
      this.clock.total += performance.now() - this.clock.since;
      this.clock.since = null;
      this.become("paused", "paused");
    } else {
      this.recorder.resume();
      this.clock.since = performance.now();
      this.become("recording", "recording");
    }
  }

  stop() {
    if (this.recorder?.state !== "inactive") this.recorder.stop();
  }

  async stopped() {
    for (const track of this.stream.getTracks()) track.stop();
    clearInterval(this.ticking);
    this.meter?.close();
    const blob = new Blob(this.pieces, { type: this.making.type });
    if (!blob.size) return this.become("waiting", "empty");
    await this.own({ ...this.making, blob });
  }

  async choose(file) {
    if (!file) return;
    if (file.size > Number(this.section.dataset.most)) return this.say(this.section.dataset.large);
    if (!file.size) return this.say(this.section.dataset.empty);
    await this.own({
      id: store.newId(), person: this.person, performance: this.performance, made_at: Date.now(), sending: false, type: file.type, blob: file,
    });
  }

  // What was just made takes the place of what was made before.
  async own(entry) {
    if (entry.blob.size > Number(this.section.dataset.most)) this.say(this.section.dataset.large);
    const kept = await this.safely(() => store.keep(entry));
    await this.safely(() => store.forgetPieces(entry.id));
    if (kept) await this.safely(() => store.forget(this.person, this.performance, { besides: entry.id }));
    this.take(entry, "recorded");
    this.part("heard").focus();
  }

  take(entry, words) {
    this.entry = entry;
    this.measured = measure(entry.blob);
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = URL.createObjectURL(entry.blob);
    this.part("heard").src = this.address;
    this.become("recorded", words);
  }

  // ── Sending ──────────────────────────────────────────────────────────────────────────────────────────────────

  async send() {
    if (!this.entry || this.state === "sending") return;
    this.entry.sending = true;
    await this.safely(() => store.keep(this.entry));
    this.become("sending", "");
    this.told(0, true);
    try {
      await this.sender.send(this.entry, this.measured, (percent, connected) => this.told(percent, connected));
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      this.entry.sending = false;
      await this.safely(() => store.keep(this.entry));
      this.become("recorded", "");
      return this.say(refusal.message || this.section.dataset.recorded);
    }
    await this.safely(() => store.forget(this.person, this.performance));
    this.become("kept", "kept");
    this.section.dispatchEvent(new CustomEvent("recording:kept", { bubbles: true }));
    const form = document.getElementById(this.section.dataset.handsIn);
    form?.requestSubmit();
  }

  told(percent, connected) {
    this.percent = percent ?? this.percent ?? 0;
    this.part("progress").value = this.percent;
    const tens = connected ? Math.floor(this.percent / 10) * 10 : this.percent; // a screen reader is not told each part
    this.say(this.section.dataset[connected ? "sending" : "cut"].replace("{percent}", tens));
  }

  // ── What is shown ────────────────────────────────────────────────────────────────────────────────────────────

  become(state, words) {
    this.state = this.section.dataset.state = state;
    if (words) this.say(this.section.dataset[words] + (this.unsafe ? ` ${this.section.dataset.unsafe}` : ""));
    this.draw();
  }

  draw() {
    const { state } = this;
    const ready = this.part("consent").checked;
    const live = state === "recording" || state === "paused";
    const show = (name, shown) => { for (const one of this.section.querySelectorAll(`[data-${name}]`)) one.hidden = !shown; };
    show("before", state === "waiting");
    show("record", !live && !["sending", "kept"].includes(state));
    show("stop", live);
    show("pause", live);
    show("after", state === "recorded");
    show("progress", state === "sending");
    show("file", !live && !["sending", "kept"].includes(state));
    show("time", live);
    show("level", live);
    this.part("record").disabled = !ready || this.unable;
    this.part("record").classList.toggle("button--line", state === "recorded");
    this.part("chosen").disabled = !ready;
    this.swap("record", state === "recorded");
    this.swap("pause", state === "paused");
    if (state === "waiting" && ready && !this.part("said").textContent) this.say(this.section.dataset.ready);
  }

  swap(name, again) {
    const button = this.part(name);
    button.querySelector("[data-first]").hidden = again;
    button.querySelector("[data-again]").hidden = !again;
  }

  cannot(why) {
    this.unable = why === "unable";
    this.part("file").open = true;
    this.become(this.entry ? "recorded" : "waiting", why);
  }

  say(words) {
    if (this.part("said").textContent !== words) this.part("said").textContent = words;
  }

  // How long, and how loud: that the microphone hears something is seen before it is too late.
  watch() {
    this.meter = new AudioContext();
    const analyser = this.meter.createAnalyser();
    this.meter.createMediaStreamSource(this.stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.ticking = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const loud = Math.min(1, 2 * Math.max(...samples.map(Math.abs)));
      this.part("level").firstElementChild.style.inlineSize = `${Math.round(100 * loud)}%`;
      const seconds = Math.floor((this.clock.total + (this.clock.since === null ? 0 : performance.now() - this.clock.since)) / 1000);
      this.part("time").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    }, 200);
  }

  // The device may be full, or closed to us: then it is kept in this page alone, and that is said.
  async safely(act) {
    try {
      await act();
      return true;
    } catch {
      this.unsafe = true;
      return false;
    }
  }
}

for (const section of document.querySelectorAll("[data-recorder]")) new Recorder(section).start();
