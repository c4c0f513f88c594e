/** Sign out: what this phone keeps is taken off first. What waits is sent before; if it cannot be, she is asked.
 *  Without a connection nobody hears of it: she is told so, and may take everything off the phone all the same.
 *  <form method="post" action="/accounts/logout/"><button data-signs-out="Some of what you did is not sent yet. … Leave all the same?"
 *    data-signs-out-offline="There is no connection … Take everything … off this phone now?">Sign out</button></form>
 */
import { keepsAnything, unsent, wipe } from "./kept.js";
import { send } from "./outbox.js";

const TOO_LONG = 8000;
const inTime = (work) => Promise.race([work, new Promise((done) => window.setTimeout(done, TOO_LONG))]);

for (const words of document.querySelectorAll("[data-signs-out]")) {
  const form = words.closest("form");
  form.addEventListener("submit", async (event) => {
    if (!keepsAnything()) return;
    event.preventDefault();
    if (navigator.onLine === false) {
      if (window.confirm(words.dataset.signsOutOffline)) await inTime(wipe()).catch(() => {});
      return window.dispatchEvent(new Event("pageshow"));
    }
    await inTime(send()).catch(() => {});
    const lost = keepsAnything() && (await unsent());
    if (lost && !window.confirm(words.dataset.signsOut)) return window.dispatchEvent(new Event("pageshow"));
    if (keepsAnything()) await inTime(wipe()).catch(() => {});
    form.submit();
  });
}
