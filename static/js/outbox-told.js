/** Outbox told: sends what waits, whenever there may be a connection, and says what came of it until she has read it.
 *  <section data-outbox hidden><p data-waiting hidden>… <strong data-count></strong></p><ul data-told></ul><template data-say="marked">…</template></section>
 *  Pages that add to the outbox send document "outbox:added"; it answers with "outbox:sent".
 */
import { all, keepsAnything, remove, wipeIfEmpty } from "./kept.js";
import { follow } from "./keeping.js";
import { send } from "./outbox.js";

const box = document.querySelector("[data-outbox]");
let counts = false; // something was sent while this page was open
const part = (name) => box.querySelector(`[data-${name}]`);

function item(said) {
  const made = box.querySelector(`template[data-say="${said.say}"]`).content.firstElementChild.cloneNode(true);
  for (const words of made.querySelectorAll("p")) {
    for (const node of words.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) node.data = node.data.replace("[right]", said.right).replace("[total]", said.total);
    }
  }
  const put = (name, value) => { const at = made.querySelector(`[data-${name}]`); if (at) at.textContent = value; };
  put("title", said.title);
  put("sorry", said.sorry);
  const link = made.querySelector("[data-link]");
  if (link && said.link) link.href = said.link;
  made.querySelector("[name='dismiss']")?.addEventListener("click", async () => {
    await remove("told", said.id);
    await navigator.locks.request("keeping", wipeIfEmpty);
    await show();
    document.getElementById("main").focus();
  });
  return made;
}

async function show({ sent = 0, signedOut = false } = {}) {
  const [told, waiting] = keepsAnything() ? await Promise.all([all("told"), all("outbox")]) : [[], []];
  const items = told.sort((one, other) => one.at - other.at).map(item);
  counts ||= sent > 0;
  if (counts) items.unshift(item({ say: "sent" }));
  part("told").replaceChildren(...items);
  part("waiting").hidden = !waiting.length;
  part("count").textContent = waiting.length;
  part("sign-in").hidden = !signedOut;
  part("later").hidden = signedOut;
  box.hidden = !items.length && !waiting.length;
}

async function round() {
  if (!keepsAnything()) return;
  const told = await send();
  if (told.wiped) return window.location.reload();
  if (told.bundles) await follow(told);
  await show(told);
  document.dispatchEvent(new CustomEvent("outbox:sent"));
}

if (keepsAnything()) {
  await show();
  window.addEventListener("online", round);
  document.addEventListener("outbox:added", round);
  await round();
}
