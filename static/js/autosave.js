/** Autosave: a while after the last keystroke the form's words are kept as a draft, and "Kept" is said. Once aloud, then quietly.
 *  <form method="post">…<input type="hidden" name="draft-proof"><input type="hidden" name="draft-hand"><input type="hidden" name="draft-from">
 *    <p data-autosave-url="/drafts/" data-saved="Kept at" data-not-saved="Not kept yet. Your words are still here.">
 *      <span data-autosave-status></span> <a href="…" data-autosave-also hidden>You also wrote this elsewhere</a></p></form>
 *  The server answers {"kept": true, "also": false}; "also": there is another draft of this form. Files are never sent.
 *  413 and {"sorry": "…"}: too long to keep. 429 and {"sorry": "…"}: too often, so it is tried again later, as without a connection.
 *  Each page writes a draft of its own (draft-hand) and counts what it says (draft-seq), so pages never overwrite each other.
 */
import { announce } from "./announce.js";
import { typedEarly } from "./typed-early.js";

const PAUSE = 1500;
const forms = new WeakMap();

function words(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return new URLSearchParams(data);
}

function keeper(form) {
  const here = form.querySelector("[data-autosave-url]");
  if (!here) return null;
  const status = here.querySelector("[data-autosave-status]");
  const also = here.querySelector("[data-autosave-also]");
  const state = { timer: 0, last: null, aloud: "" };
  let seq = 0;
  let under = null;

  const say = (text, what) => {
    status.textContent = text;
    if (state.aloud !== what) announce(text);
    state.aloud = what;
  };
  const save = async (keepalive = false) => {
    window.clearTimeout(state.timer);
    state.timer = 0;
    const body = words(form);
    const said = String(body);
    if (said === state.last) return;
    body.set("draft-seq", ++seq);
    under = new AbortController();
    try {
      const answer = await fetch(here.dataset.autosaveUrl, { method: "POST", body, keepalive, signal: under.signal, headers: { "X-Requested-With": "autosave" } });
      if (answer.status === 413) return say((await answer.json()).sorry, "not");
      if (answer.status === 429) throw Object.assign(new Error(), await answer.json());
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      state.last = said;
      const clock = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" }).format(new Date());
      say(`${here.dataset.saved} ${clock}`, "kept");
      also.hidden = !(await answer.json()).also;
      form.dispatchEvent(new CustomEvent("draft:saved", { bubbles: true }));
    } catch (error) {
      if (error.name === "AbortError") return;
      say(error.sorry ?? here.dataset.notSaved, "not");
      state.timer ||= window.setTimeout(save, PAUSE * 10);
    }
  };
  const later = () => { window.clearTimeout(state.timer); state.timer = window.setTimeout(save, PAUSE); };
  const rest = () => { window.clearTimeout(state.timer); state.timer = 0; under?.abort(); };
  return { later, rest, now: () => { if (state.timer) save(true); } };
}

const of = (form) => {
  if (form && !forms.has(form)) forms.set(form, keeper(form));
  return form && forms.get(form);
};
const known = () => [...document.forms].map((form) => forms.get(form)).filter(Boolean);

// Heard here and not at each form: a part of the page may be put in anew.
document.addEventListener("input", (event) => of(event.target.form)?.later());
document.addEventListener("submit", (event) => forms.get(event.target)?.rest());
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") known().forEach((one) => one.now()); });
// A page that the browser had put by after it was sent is another page from now on.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const hand of document.querySelectorAll("[name='draft-hand']")) {
    const other = crypto.getRandomValues(new Uint8Array(16));
    hand.value = [...other].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (hand.form) forms.delete(hand.form);
  }
});
for (const form of document.forms) if (form.querySelector("[data-autosave-url]") && typedEarly(form)) of(form).later();
