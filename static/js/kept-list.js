/** Kept list: what is on this phone, with a way to each lesson and a way to take it off. The page itself knows nothing of her.
 *  <div data-kept-list></div><template data-kept-module>…</template><template data-kept-lesson-row>…</template>
 *  Where a page had to be asked for without a connection (?from=), its kept lesson is opened instead.
 */
import { all, get, keepsAnything, unsent, wipe } from "./kept.js";
import { endOld, until } from "./kept-until.js";
import { takeOffAsked } from "./keeping.js";

const list = document.querySelector("[data-kept-list]");
const { ask } = document.querySelector("[data-ask]").dataset;
const made = (name) => document.querySelector(`template[data-kept-${name}]`).content.firstElementChild.cloneNode(true);
// As dates and numbers stand everywhere here: those of the United States.
const date = new Intl.DateTimeFormat(`${document.documentElement.lang}-US`, { dateStyle: "long" });
const size = (bytes) => new Intl.NumberFormat(`${document.documentElement.lang}-US`, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(Math.max(bytes / 1e6, 0.1));

function row(lesson, done, begun) {
  const item = made("lesson-row");
  const link = item.querySelector("[data-link]");
  link.href = lesson.kept;
  link.textContent = lesson.title;
  item.querySelector("[data-done]").hidden = !done.has(lesson.online);
  item.querySelector("[data-begun]").hidden = !begun.has(lesson.online);
  return item;
}

function card(module, ...known) {
  const item = made("module");
  item.querySelector("[data-title]").textContent = module.title;
  item.querySelector("[data-lessons]").append(...module.lessons.map((lesson) => row(lesson, ...known)));
  item.querySelector("[data-size]").textContent = size(module.size);
  const button = item.querySelector("button");
  button.setAttribute("aria-label", `${button.textContent.trim()}: ${module.title}`);
  button.addEventListener("click", async () => {
    if (!(await takeOffAsked(module, ask))) return;
    await show();
    document.getElementById("main").focus();
  });
  return item;
}

/** Until when it stays here if nobody signs in. */
async function day() {
  const mine = await get("mine", "mine");
  document.querySelector("[data-until]").textContent = mine ? date.format(until(mine)) : "";
}

async function show() {
  if (keepsAnything()) await endOld();
  const [modules, waiting, answers] = keepsAnything() ? await Promise.all(["modules", "outbox", "begun"].map(all)) : [[], [], []];
  const from = new URLSearchParams(window.location.search).get("from");
  const lesson = modules.flatMap((module) => module.lessons).find((one) => one.online === from);
  if (lesson) return window.location.replace(lesson.kept);
  const done = new Set(waiting.filter((event) => event.kind === "done").map((event) => event.link));
  const begun = new Set(answers.map((one) => one.link.split("#")[0]));
  list.replaceChildren(...modules.map((module) => card(module, done, begun)));
  document.querySelector("[data-until-box]").hidden = !modules.length;
  if (modules.length) await day();
  document.querySelector("[data-kept-none]").hidden = modules.length > 0;
  for (const part of document.querySelectorAll("[data-kept-some]")) part.hidden = !keepsAnything();
  document.querySelector("[data-offline]").hidden = navigator.onLine;
}

document.getElementById("remove-all").addEventListener("click", async () => {
  if ((await unsent()) && !window.confirm(ask)) return;
  await wipe();
  await show();
});
for (const kind of ["online", "offline"]) window.addEventListener(kind, show);
document.addEventListener("outbox:sent", show);
await show();
