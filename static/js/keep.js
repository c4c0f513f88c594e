/** Keep: the page on which a module is kept on this phone, or taken off it.
 *  <form data-keep data-course="…" data-module="…" hidden>…<progress data-keep-progress>…<p data-keep-sorry="full" hidden></form>
 *  <section data-keep-kept hidden>…<p data-ask="…"><button id="keep-remove">Remove</button></p></section>
 */
import { all, canKeep, keepsAnything } from "./kept.js";
import { keep, NoRoom, takeOffAsked } from "./keeping.js";

const form = document.querySelector("[data-keep]");
const kept = document.querySelector("[data-keep-kept]");
const { course, module } = form.dataset;
const part = (name) => form.querySelector(`[data-keep-${name}]`);
const mine = async () => (keepsAnything() ? (await all("modules")).find((one) => one.course === course && one.module === module) : null);

async function show() {
  const here = Boolean(await mine());
  form.hidden = here;
  kept.hidden = !here;
  return here;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  for (const sorry of form.querySelectorAll("[data-keep-sorry]")) sorry.hidden = true;
  part("going").hidden = false;
  const data = new FormData(form);
  const tell = (share) => { part("progress").value = share; };
  try {
    await keep(window.location.pathname, { token: data.get("csrfmiddlewaretoken"), film: Boolean(data.get("film")), tell });
    if (await show()) kept.focus();
  } catch (fault) {
    const sorry = form.querySelector(`[data-keep-sorry="${fault instanceof NoRoom ? "full" : "broken"}"]`);
    sorry.hidden = false;
    sorry.focus();
  }
  part("going").hidden = true;
  window.dispatchEvent(new Event("pageshow"));
});

document.getElementById("keep-remove").addEventListener("click", async (event) => {
  if (await takeOffAsked(await mine(), event.currentTarget.closest("[data-ask]").dataset.ask)) await show();
});

if (canKeep()) await show();
else document.querySelector("[data-keep-cannot]").hidden = false;
