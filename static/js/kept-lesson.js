/** Kept lesson: what she does in a lesson of this phone goes into the outbox; films play where they are kept.
 *  <div data-kept-lesson data-bundle data-course data-module data-title data-online>… <form data-kept-check="step"> … <template data-kept-player="/media/…/"></div>
 *  <section id="lesson-end" data-reading="step" data-left-out="step step">…</section>
 *  The page knows nothing of her. What is done and not sent yet is looked up here. Where nothing is kept any more, the lesson online takes its place.
 */
import { all, keepsAnything } from "./kept.js";
import { keepAnswers } from "./kept-answers.js";
import { add } from "./outbox.js";

const lesson = document.querySelector("[data-kept-lesson]");
const end = document.getElementById("lesson-end");
const { course, module, title, online } = lesson.dataset;
const about = (step) => ({ course, module, step, title, link: `${online}#step-${step}` });
const waiting = async (kind, step) => (await all("outbox")).find((event) => event.kind === kind && event.course === course && event.step === step);

/** Signed out in another window, or taken off: what is done here now would lie on the phone and never be sent. */
function leave() {
  if (keepsAnything()) return false;
  window.location.replace(online);
  return true;
}

/** One thing she did, once: pressed twice, or done anew, it takes the place of the one that waits. */
async function keep(event) {
  if (leave()) return;
  await navigator.locks.request(`${event.kind}-${event.step}`, async () => {
    const instead = await waiting(event.kind, event.step);
    await add(event, instead?.id);
  });
  document.dispatchEvent(new CustomEvent("outbox:added"));
}

function isDone(box, focus = true) {
  for (const part of box.querySelectorAll("[data-not-done]")) part.hidden = true;
  const said = box.querySelector("[data-is-done]");
  said.hidden = false;
  if (focus) said.focus();
}

/** The other way asks for no film and no role-play: its words stand for them. */
async function done(short) {
  const leftOut = short ? end.dataset.leftOut.trim().split(" ").filter(Boolean) : [];
  for (const step of leftOut) await keep({ kind: "done", route: "transcript", ...about(step) });
  await keep({ kind: "done", route: "read", ...about(end.dataset.reading), link: online });
  isDone(end);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (button?.name === "done") await done(button.value === "short");
  if (button?.name === "words") {
    await keep({ kind: "done", route: "transcript", ...about(button.value) });
    isDone(button.closest(".step"));
  }
});

function checks() {
  for (const form of document.querySelectorAll("[data-kept-check]")) {
    const here = about(form.dataset.keptCheck);
    const { step, link } = here;
    keepAnswers(form, { course, module, step, link }, (answers) => keep({ kind: "answered", answers, ...here }));
  }
}

/** Parts that touch are one: a long film watched at one go is one part, however often it was told. */
function joined(parts) {
  const made = [];
  for (const [from, to] of [...parts].sort((one, other) => one[0] - other[0])) {
    const last = made.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else made.push([from, to]);
  }
  return made;
}

/** What was played of one film is one event, which grows until it is sent. */
const played = (step) => ({ intervals, position }) => navigator.locks.request(`played-${step}`, async () => {
  if (!keepsAnything()) return { kept: false, done: false };
  const before = await waiting("watched", step);
  const all = joined([...(before?.intervals ?? []), ...intervals]);
  await add({ kind: "watched", ...about(step), intervals: all, position }, before?.id);
  if (intervals.length) document.dispatchEvent(new CustomEvent("outbox:added"));
  return { kept: true, done: false };
});

/** The first of a part that is on this phone: the film, or else its sound. */
async function players() {
  for (const said of document.querySelectorAll("[data-kept-not-there]")) {
    const step = said.closest(".step");
    const held = [];
    for (const one of step.querySelectorAll("[data-kept-player]")) if (await caches.match(one.dataset.keptPlayer)) held.push(one);
    said.hidden = held.length > 0;
    if (held.length) held[0].before(held[0].content.cloneNode(true));
    else step.querySelector("details.more").open = true;
  }
  const boxes = document.querySelectorAll("[data-player]");
  if (!boxes.length) return;
  await import("./transcript.js");
  const { remember } = await import("./watched.js");
  for (const box of boxes) remember(box, box.querySelector("video, audio"), played(box.id));
}

function otherWay() {
  const way = document.querySelector("[data-another-way]");
  if (way && window.location.hash === "#another-way") way.open = true;
}

window.addEventListener("hashchange", otherWay);
otherWay();
// Not as soon as it is gone: that is while she is on her way to another page.
for (const kind of ["focus", "pageshow"]) window.addEventListener(kind, leave);
if (!leave()) {
  checks();
  if (await waiting("done", end.dataset.reading)) isDone(end, false);
  await players();
}
