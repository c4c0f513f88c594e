/** Outbox: what she did without a connection waits here and is sent, fifty at a time, until each was answered; each counts once.
 *  import { add, send } from "./outbox.js"; await add({ kind: "done", step, … }); const told = await send();
 *  Used by pages and by the worker alike. What the server refuses for good is kept in words ("told") until she has read it.
 */
import { all, get, keepsAnything, put, remove, replace, wipe } from "./kept.js";

const AT_ONCE = 50;
const SENT = ["id", "kind", "course", "module", "step", "at", "route", "answers", "intervals", "position"];
const only = (event) => Object.fromEntries(SENT.filter((name) => name in event).map((name) => [name, event[name]]));

/** One thing she did. What replaces something that still waits (`instead`: its id) takes its place. */
export async function add(event, instead) {
  const made = { ...event, id: crypto.randomUUID(), at: Date.now() };
  await (instead ? replace("outbox", instead, made) : put("outbox", made));
  const worker = await navigator.serviceWorker?.getRegistration("/learn/");
  // Where the browser can, it sends later by itself.
  worker?.sync?.register("outbox").catch(() => {});
  return made;
}

/** One tab at a time. Gives {bundles, sent} or why not: {offline}, {signedOut}, {wiped}. */
export const send = () => (keepsAnything() ? navigator.locks.request("outbox", sendAll) : {});

async function sendAll() {
  const mine = await get("mine", "mine");
  if (!mine) return {};
  if (navigator.onLine === false) return { offline: true };
  let now;
  try { now = await state(mine); } catch { return { offline: true }; }
  if (!now) return { signedOut: true };
  if (now.key !== mine.key) {
    await wipe();
    return { wiped: true };
  }
  // She is signed in here: from now on it stays another while (kept-until.js).
  await put("mine", { ...mine, seen: Date.now() });
  const waiting = (await all("outbox")).sort((one, other) => one.at - other.at);
  let sent = 0;
  while (waiting.length) {
    const batch = waiting.splice(0, AT_ONCE);
    const answers = await post(mine, now.token, batch).catch(() => null);
    if (!answers) return { offline: true, sent };
    for (const said of answers) sent += await settle(batch.find((event) => event.id === said.id), said);
  }
  return { ...now, sent };
}

/** Whose phone this is now, and what became of what it keeps; nothing when nobody is signed in. */
async function state(mine) {
  const asked = new URLSearchParams((await all("modules")).map((module) => ["bundle", module.bundle]));
  const answer = await fetch(`${mine.state}?${asked}`, { redirect: "manual", cache: "no-store" });
  if (answer.type === "opaqueredirect") return null;
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

async function post(mine, token, batch) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token, "X-Kept-For": mine.key };
  const body = JSON.stringify({ events: batch.map(only) });
  const answer = await fetch(mine.events, { method: "POST", headers, body, redirect: "manual" });
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.json()).events;
}

/** What was answered leaves the outbox; what may come again stays. Gives how many of it count now. */
async function settle(event, said) {
  if (!event || (said.outcome === "refused" && said.again)) return 0;
  const about = { id: event.id, at: event.at, title: event.title, link: event.link };
  if (said.outcome === "refused") await put("told", { ...about, say: "refused", sorry: said.sorry });
  if (event.kind === "answered" && said.out_of) {
    await put("told", { ...about, say: said.outcome === "done" ? "done" : "marked", right: said.score, total: said.out_of });
  }
  await remove("outbox", event.id);
  // Every question is answered well: what was begun since asks for nothing more.
  if (event.kind === "answered" && said.outcome === "done") await remove("begun", `${event.course}/${event.step}`);
  return said.outcome === "refused" || event.kind === "watched" ? 0 : 1;
}
