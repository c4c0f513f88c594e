/** Begun here: what she began to answer on this phone without a connection is offered in the lesson online. Nothing is put in unasked.
 *  <section class="step" data-begun-here="course/step">…<form>
 *    <p data-begun-offer="It is in the form now." hidden>You began … <button type="button" name="begun" value="go-on">Go on with it</button></p>…</form></section>
 *  It leaves the phone when the house has it, as a draft or as an answer, and where every question is answered well.
 *  First it is asked who is signed in: another person's words are not offered.
 */
import { announce } from "./announce.js";
import { get, keepsAnything, remove } from "./kept.js";
import { fill } from "./kept-answers.js";
import { send } from "./outbox.js";

async function offer(step) {
  const id = step.dataset.begunHere;
  const held = await get("begun", id);
  if (!held || !(await send()).bundles) return;
  const box = step.querySelector("[data-begun-offer]");
  if (!box) return remove("begun", id);
  const form = box.closest("form");
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => {
    fill(form, held.answers);
    box.hidden = true;
    const field = form.querySelector("[name^='q-']");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    announce(box.dataset.begunOffer);
    form.addEventListener("draft:saved", () => remove("begun", id), { once: true });
    document.addEventListener("htmx:afterRequest", ({ detail }) => { if (detail.elt === form && detail.successful) remove("begun", id); });
  });
}

if (keepsAnything()) for (const step of document.querySelectorAll("[data-begun-here]")) await offer(step);
