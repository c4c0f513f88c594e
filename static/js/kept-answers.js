/** Kept answers: what she chooses and types in the questions of a kept lesson stays on this phone as she goes ("begun"), until it is sent.
 *  <section class="step"><div data-kept-answered hidden><p role="status" tabindex="-1">…</p><button name="again">Answer again</button></div>
 *    <form data-kept-check="step" autocomplete="off">…<p data-kept-open hidden>…</p><p data-kept-begun hidden>…</p><p data-kept-not hidden>…</p></form></section>
 *  Whole answers go into the outbox, and what was begun is gone. Only questions are kept so, never what she writes for herself.
 *  A form that is filled from here sends "answers:filled". The browser fills in nothing of its own (autocomplete): this is the one place.
 */
import { announce } from "./announce.js";
import { all, get, keepsAnything, put, remove } from "./kept.js";

const fields = (form) => [...form.elements].filter((one) => one.name.startsWith("q-"));
const tick = (field) => field.matches("[type=radio], [type=checkbox]");

/** What stands in the form, by question. */
function said(form) {
  const found = {};
  for (const [name, value] of new FormData(form)) {
    if (name.startsWith("q-") && value.trim()) (found[name.slice(2)] ??= []).push(value);
  }
  return found;
}

/** Nothing is without an answer, and lines in order have a place each. */
function whole(form, answers) {
  const empty = fields(form).some((one) => (tick(one) ? !answers[one.name.slice(2)] : !one.value.trim()));
  const twice = [...form.querySelectorAll(".in-order")].some((list) => {
    const places = [...list.querySelectorAll("select")].map((one) => one.value.split(":")[1]);
    return new Set(places).size < places.length;
  });
  return !empty && !twice;
}

/** An edition that came meanwhile may ask otherwise: what is no longer there is left out. */
export function fill(form, answers) {
  for (const one of fields(form)) {
    const values = answers[one.name.slice(2)] ?? [];
    if (tick(one)) one.checked = values.includes(one.value);
    else if (one.matches("select")) one.value = [...one.options].find((option) => option.value && values.includes(option.value))?.value ?? "";
    else one.value = values[0] ?? "";
  }
  form.dispatchEvent(new CustomEvent("answers:filled", { bubbles: true }));
}

/** `about` names the step: {course, module, step, link}. `send(answers)` puts whole answers into the outbox. */
export async function keepAnswers(form, about, send) {
  const id = `${about.course}/${about.step}`;
  const part = (name) => form.closest(".step").querySelector(`[data-kept-${name}]`);
  let lost = false; // this phone could not keep what stands in the form

  const tell = (what, aloud) => {
    for (const [name, here] of [["begun", what === "kept"], ["not", what === "not"]]) {
      if (aloud && here && part(name).hidden) announce(part(name).textContent);
      part(name).hidden = !here;
    }
  };
  const answered = (yes, focus = true) => {
    form.hidden = yes;
    part("answered").hidden = !yes;
    if (yes && focus) part("answered").querySelector("[role=status]").focus();
  };
  const restore = async () => {
    const held = lost || !keepsAnything() ? null : await get("begun", id);
    if (held) fill(form, held.answers);
    if (held) tell("kept");
    return Boolean(held);
  };

  const keepNow = async () => {
    if (!keepsAnything()) return;
    const answers = said(form);
    const any = Object.keys(answers).length > 0;
    try {
      await (any ? put("begun", { ...about, id, answers, at: Date.now() }) : remove("begun", id));
      lost = false;
      tell(any ? "kept" : "", true);
    } catch {
      lost = true;
      tell("not", true);
    }
  };
  form.addEventListener("input", keepNow);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answers = said(form);
    const ready = whole(form, answers);
    part("open").hidden = ready;
    if (!ready) return;
    await send(answers);
    if (!keepsAnything()) return;
    await remove("begun", id);
    tell("");
    answered(true);
  });
  part("answered").querySelector("button").addEventListener("click", () => answered(false));
  // Another page of this phone may have gone on with it.
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") restore(); });

  if (await restore()) return;
  const waiting = (await all("outbox")).find((event) => event.kind === "answered" && event.course === about.course && event.step === about.step);
  if (waiting) {
    fill(form, waiting.answers);
    answered(true, false);
  } else if (Object.keys(said(form)).length) await keepNow(); // what she did before this script was there
}
