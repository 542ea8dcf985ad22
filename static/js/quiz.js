// The screens of an open attempt: each answer is kept on this device, sent at once, and only the server's word makes it "saved".
import { start } from "./quiz-answers.js";
import { hearPage, now } from "./quiz-clock.js";
import { Journal } from "./quiz-journal.js";
import { startKeys } from "./quiz-keys.js";
import { mark } from "./quiz-map.js";
import { Notices } from "./quiz-notices.js";
import { Pages } from "./quiz-pages.js";
import { Questions } from "./quiz-questions.js";
import { startRescue } from "./quiz-rescue.js";
import { Seconds } from "./quiz-seconds.js";
import { Sender } from "./quiz-sender.js";
import { Server } from "./quiz-server.js";
import { SignIn } from "./quiz-sign-in.js";
import { Status } from "./quiz-status.js";
import { Tab } from "./quiz-tabs.js";
import { Timer } from "./quiz-timer.js";

const TYPING = 600; // ms of silence after which what is being typed is sent
const GRACE = 10000; // ms after the end in which the server still takes an answer
const SETTLED = 5000; // ms for which what the server said of all answers is not asked again

const form = document.querySelector("[data-quiz]");
const page = form.dataset;
const reviewing = "quizReview" in page;
hearPage(Number(page.now) * 1000);

const journal = new Journal(page.person, page.quiz);
const questions = new Questions(journal, reviewing, take);
const server = new Server(form);
const status = new Status(document.querySelector("[data-save]"), journal);
const notices = new Notices();
const seconds = new Seconds(page.quiz, questions);
const sender = new Sender(server, journal, heard);
const signIn = new SignIn(document.querySelector("[data-sign-in-dialog]"), server);
let timer = null;
let going = false;
let over = false;
let askedAt = 0;

// ── Answers ─────────────────────────────────────────────────────────────────────────────────────────────────────

function take(question, { final }) {
  const slot = Number(question.dataset.slot);
  const answer = questions.changed(question);
  if (!answer) return final ? sender.hurry() : undefined;
  // The clock says when it was chosen; the last counter known keeps it going up whatever the clocks do.
  questions.number(question, Math.max(Math.round(now()), Number(question.dataset.counter) + 1));
  journal.keep(slot, { answer, counter: Number(question.dataset.counter), seconds: seconds.of(slot), chosen_at: new Date(now()).toISOString() });
  mark(slot, answer.length > 0);
  if (!refused()) notices.saved();
  status.say("saving");
  if (final) sender.hurry();
  else sender.soon(TYPING);
}

// ── What the server says ────────────────────────────────────────────────────────────────────────────────────────

function heard(mood, said = {}) {
  if (mood === "saved") return saved(said);
  if (mood === "closed") return end(said);
  status.say(mood);
  if (mood === "refused") notices.unsaved(said.said || status.line.dataset.refused, refused());
}

function saved(said) {
  const question = questions.get(said.slot);
  if (!said.kept && question) questions.show(question, said.answer, said.counter);
  if (!refused()) notices.saved();
  if (journal.pending().size) return;
  status.say("saved", said.kept ? said.said : status.line.dataset.elsewhere);
}

const refused = () => journal.waiting().size - journal.pending().size;

// Answers given on another device are shown; an end that was moved is counted to.
async function refresh() {
  askedAt = Date.now();
  const state = await server.state();
  if (state.status === 401) status.say("away");
  if (state.status === 404) status.say("stranger");
  if (state.status !== 200) return state;
  if (!state.open) end(state);
  else pages.fetch();
  timer?.set(state.deadline);
  for (const { slot, counter, answer } of state.answers ?? []) {
    const question = questions.get(slot);
    journal.drop(slot, counter);
    if (!question || counter <= Number(question.dataset.counter)) continue;
    questions.show(question, answer, counter);
    status.say("saved", status.line.dataset.elsewhere);
  }
  return state;
}

// The attempt is over. What is still here is offered as a file; it stays on the device until it is brought in.
function end(said) {
  over = true;
  sender.held = true;
  questions.freeze(true);
  const left = journal.waiting().size;
  if (left) {
    status.say("closed");
    notices.unsaved(said.said ?? "", left, said.url);
    return;
  }
  journal.close();
  location.assign(said.url);
}

async function timeIsUp() {
  const state = await refresh();
  if (over || (timer.deadline && timer.deadline > now())) return;
  questions.freeze(true);
  status.say("ending");
  await sender.hurry();
  // Until the server has ended it: what another device sent in time may still be on its way.
  setTimeout(finish, Math.max(0, timer.deadline + GRACE - now()) + 500);
  return state;
}

async function finish() {
  if (over) return;
  await sender.hurry();
  const state = await refresh();
  if (!over) setTimeout(finish, state.status === 200 ? 1000 : GRACE);
}

// ── Going on ────────────────────────────────────────────────────────────────────────────────────────────────────

async function askForSignIn() {
  if (!await signIn.ask()) return false;
  await refresh();
  return over ? false : sender.resume();
}

// Nothing is left behind: a page is left only when everything on it is saved.
async function allSaved() {
  if (await sender.hurry()) return true;
  return status.signIn.hidden ? false : askForSignIn();
}

async function leave(button) {
  await tab.decided; // whoever is quicker than the tabs is not passed over
  if (!tab.holding) return notices.tab.querySelector("button").focus();
  if (pages.goes(button)) return void sender.hurry(); // on its own: the next press may come before it has been heard
  if (!await allSaved()) return status.line.scrollIntoView({ block: "nearest" });
  if (reviewing) return handIn();
  if (!navigator.onLine) return status.say("offline");
  location.assign(pages.addressOf(button));
}

// Handed in only when the server is there to say so: a page of the browser's own in its place would tell nobody anything.
async function handIn() {
  let state = await refresh();
  if (state.status === 401 || state.status === 404) state = await signIn.ask() ? await refresh() : state;
  if (over) return;
  if (state.status !== 200) return status.say(state.status === 0 ? "offline" : status.line.dataset.mood);
  const open = state.answers.filter((one) => !one.answer.length).length;
  const field = form.querySelector("[name=unanswered]");
  if (open < Number(field.value)) field.value = open;
  form.submit();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (going || over) return;
  going = true;
  try { await leave(event.submitter); } finally { going = false; }
});

// ── One tab at a time ───────────────────────────────────────────────────────────────────────────────────────────

let held = false;
let watched = false;

function tabTold(state) {
  const holding = state === "holding";
  notices.elsewhere(!holding, held);
  sender.held = !holding || over;
  questions.freeze(!holding || over);
  if (!holding) {
    watched = true;
    return status.say("none");
  }
  held = true;
  if (watched) refresh();
  if (sender.held) return;
  sender.resume().then((done) => { if (done && reviewing && waited) location.reload(); });
}

// ── Start ───────────────────────────────────────────────────────────────────────────────────────────────────────

start(form);
for (const question of form.querySelectorAll("[data-slot]")) questions.adopt(question);
questions.showWaiting();
const pages = new Pages(form, (question) => questions.arrived(question), (slot) => questions.markAnswered(slot));
const waited = journal.waiting().size > 0;
if (refused()) notices.unsaved(status.line.dataset.refused, refused());
const timePlace = document.querySelector("[data-timer]");
if (timePlace) timer = new Timer(timePlace, timeIsUp);
startRescue(page, journal);
if (!reviewing) startKeys(questions);

const tab = new Tab(`quiz:${page.person}:${page.quiz}`, tabTold);
notices.tab.querySelector("button").addEventListener("click", () => tab.take());
status.signIn.addEventListener("click", (event) => { event.preventDefault(); askForSignIn(); });
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && tab.holding && !over && Date.now() - askedAt > SETTLED) refresh();
});
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
addEventListener("beforeunload", (event) => { if (!journal.keeps && journal.pending().size) event.preventDefault(); });
