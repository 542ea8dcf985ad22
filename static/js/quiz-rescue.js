// The answers that this device has, as a file that a trainer can bring in. Its form is described in `assessments/quizzes/rescue.py`.
import { now } from "./quiz-clock.js";

export function startRescue(page, journal, before = () => {}) {
  for (const button of document.querySelectorAll("[data-rescue]")) {
    button.addEventListener("click", () => {
      before();
      download(page, journal);
    });
  }
}

function download(page, journal) {
  const at = new Date(now());
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([write(page, journal, at)], { type: "application/json" }));
  link.download = `${page.rescueName}-${at.toISOString().slice(0, 16).replace(/[-:]/g, "")}-${page.quiz.slice(0, 8)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

export function write(page, journal, at) {
  const content = {
    kind: "peldano-answers",
    version: 1,
    attempt: page.quiz,
    person: Number(page.person),
    quiz: page.title,
    written_at: at.toISOString(),
    answers: entries(journal),
  };
  const text = JSON.stringify(content);
  return JSON.stringify({ ...content, checksum: `crc32:${crc32(new TextEncoder().encode(text))}` });
}

function entries(journal) {
  const found = new Map();
  for (const [saved, list] of [[true, journal.saved()], [false, journal.waiting()]]) {
    for (const [slot, { answer, counter, seconds, chosen_at }] of list) {
      if (counter < (found.get(slot)?.counter ?? 0)) continue;
      found.set(slot, { slot, answer: answer.map(wellFormed), counter, seconds: seconds ?? 0, chosen_at, saved });
    }
  }
  return [...found.values()].sort((one, other) => one.slot - other.slot);
}

// Half of a pair of characters, which no file can hold.
const wellFormed = (text) => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

// Enough to find a file that was damaged; unlike a digest, it is there without a secure connection too.
function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
}
