/** Autosave: a while after the last keystroke the form's words are posted as a draft, and "Saved" is said.
 *  <form method="post" data-autosave-url="/draft/" data-saved="Saved at" data-not-saved="Not saved yet. Your words are still here.">
 *    … <p class="saved" data-autosave-status></p>
 *  </form>
 *  The server answers 2xx. Files are never sent. Reflections do not use this: they are saved when their author asks.
 */
import { announce } from "./announce.js";

const PAUSE = 1500;

for (const form of document.querySelectorAll("[data-autosave-url]")) {
  const status = form.querySelector("[data-autosave-status]");
  let timer;
  let last = "";

  const words = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return new URLSearchParams(data);
  };
  const say = (text) => {
    if (status) status.textContent = text;
    announce(text);
  };
  const save = async (keepalive = false) => {
    const body = words();
    if (String(body) === last) return;
    try {
      const answer = await fetch(form.dataset.autosaveUrl, { method: "POST", body, keepalive, headers: { "X-Requested-With": "autosave" } });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      last = String(body);
      const clock = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" }).format(new Date());
      say(`${form.dataset.saved ?? "Saved"} ${clock}`);
      form.dispatchEvent(new CustomEvent("draft:saved", { bubbles: true }));
    } catch {
      say(form.dataset.notSaved ?? "Not saved yet. Your words are still here.");
      timer = window.setTimeout(save, PAUSE * 10);
    }
  };

  last = String(words());
  form.addEventListener("input", () => { window.clearTimeout(timer); timer = window.setTimeout(save, PAUSE); });
  form.addEventListener("submit", () => window.clearTimeout(timer));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && timer) save(true); });
}
