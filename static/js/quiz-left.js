// On the result: answers of this attempt that never reached the server are still on this device, and can be saved as a file.
import { hearPage } from "./quiz-clock.js";
import { Journal } from "./quiz-journal.js";
import { startRescue } from "./quiz-rescue.js";

const place = document.querySelector("[data-left]");
const journal = new Journal(place.dataset.person, place.dataset.quiz);
const left = journal.waiting().size;

if (left) {
  const { one, many } = place.dataset;
  hearPage(Number(place.dataset.now) * 1000);
  place.querySelector("[data-left-words]").textContent = left === 1 ? one : many.replace("{number}", left);
  startRescue(place.dataset, journal);
  place.querySelector("[data-left-forget]").addEventListener("click", () => { journal.close(); place.hidden = true; });
  place.hidden = false;
} else journal.close();
