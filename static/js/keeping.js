/** Keeping: fetches a module into this phone, whole or not at all; takes it off again; refreshes what was released anew.
 *  import { keep, takeOff } from "./keeping.js"; await keep("/learn/courses/kept/<course>/<module>/", { token, film: true, tell });
 */
import { all, cacheOf, flag, get, put, remove, shellOf, wipe, wipeIfEmpty } from "./kept.js";

export class NoRoom extends Error {}

/** `tell(share)` hears how far it is, 0 to 1. Raises NoRoom where the phone is full, anything else where the way broke. */
export const keep = (address, how) => navigator.locks.request("keeping", () => keepNow(address, how));

async function keepNow(address, { token, film, tell = () => {}, before }) {
  const answer = await fetch(address, { method: "POST", headers: { "X-CSRFToken": token }, redirect: "error" });
  if (!answer.ok) throw new Error(answer.status);
  const bundle = await answer.json();
  const mine = await get("mine", "mine");
  if (mine && mine.key !== bundle.key) await wipe();
  const files = bundle.files.filter((file) => (film ? !file.sound : !file.film));
  const size = film ? bundle.sizes.all : bundle.sizes.words;
  await room(size);
  const name = cacheOf(bundle.key, bundle.bundle);
  flag();
  try {
    const had = before && (await caches.open(cacheOf(bundle.key, before)));
    await fill(await caches.open(shellOf(bundle.shell.version)), bundle.shell.files.map((file) => [file, file]));
    const pages = [bundle.list, ...bundle.lessons.map((lesson) => lesson.kept)].map((page) => [page, page]);
    await fill(await caches.open(name), [...pages, ...files.map((file) => [file.address, file.source])], tell, had);
    await navigator.serviceWorker.register(bundle.worker, { type: "module", scope: "/learn/", updateViaCache: "none" });
    const { key, list, state, events } = bundle;
    await put("mine", { name: "mine", key, list, state, events, seen: Date.now() });
    const { course, module, title, lessons } = bundle;
    await put("modules", { bundle: bundle.bundle, course, module, title, lessons, keep: bundle.keep, film: Boolean(film), size, shell: bundle.shell.version, at: Date.now() });
  } catch (fault) {
    await caches.delete(name);
    await wipeIfEmpty();
    throw fault.name === "QuotaExceededError" ? new NoRoom() : fault;
  }
  for (const old of await all("modules")) {
    if (old.course === bundle.course && old.module === bundle.module && old.bundle !== bundle.bundle) await drop(old.bundle);
  }
  await tidy();
}

async function room(size) {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota && size > quota - usage) throw new NoRoom();
  navigator.storage?.persist?.().catch(() => {});
}

/** Pairs of (address it is asked by, where it comes from). What an older copy has is not fetched again: but for pages, it is the same. */
async function fill(cache, pairs, tell = () => {}, had = null) {
  for (const [number, [address, source]] of pairs.entries()) {
    const there = had && address !== source && (await had.match(address));
    const found = there || (await fetch(source, { redirect: "error", cache: "no-cache" }));
    if (!found.ok) throw new Error(`${found.status} ${source}`);
    await cache.put(address, found);
    tell((number + 1) / pairs.length);
  }
}

async function drop(bundle) {
  const { key } = await get("mine", "mine");
  await remove("modules", bundle);
  await caches.delete(cacheOf(key, bundle));
}

/** What she began to answer in a module and has not sent. */
const begunIn = async ({ course, module }) => (await all("begun")).filter((one) => one.course === course && one.module === module);

/** One module goes, with what was begun in it; with the last one everything, if nothing waits to be sent or to be read. */
export async function takeOff(module) {
  for (const one of await begunIn(module)) await remove("begun", one.id);
  await drop(module.bundle);
  if (!(await wipeIfEmpty())) await tidy();
}

/** The same when she asks for it: what she began there is not lost unasked. Gives whether it is gone. */
export async function takeOffAsked(module, words) {
  if ((await begunIn(module)).length && !window.confirm(words)) return false;
  await takeOff(module);
  return true;
}

/** Caches that belong to nothing: of a fetching that broke off, of a shell that no module needs. */
async function tidy() {
  const { key } = await get("mine", "mine");
  const modules = await all("modules");
  const wanted = new Set(modules.flatMap((module) => [cacheOf(key, module.bundle), shellOf(module.shell)]));
  for (const name of await caches.keys()) if (!wanted.has(name)) await caches.delete(name);
}

/** Online again: what is gone leaves, what is newer is fetched, what may no longer be shown is taken out. `now` is the house's state. */
export async function follow(now) {
  await navigator.locks.request("keeping", { ifAvailable: true }, (free) => (free ? tidy() : null));
  const waiting = new Set((await all("outbox")).map((event) => `${event.course}/${event.module}`));
  for (const module of await all("modules")) {
    const { standing, files } = now.bundles[module.bundle] ?? {};
    const about = { id: module.bundle, at: Date.now(), title: module.title };
    if (standing === "gone") {
      await put("told", { ...about, say: "gone" });
      await takeOff(module);
    } else if (waiting.has(`${module.course}/${module.module}`)) {
      continue;
    } else if (standing === "newer" || (standing === "good" && module.shell !== now.shell)) {
      const kept = await keep(module.keep, { token: now.token, film: module.film, before: module.bundle }).then(() => true, () => false);
      if (kept && standing === "newer") await put("told", { ...about, say: "newer" });
    } else if (standing === "good") {
      await takeOut(module, new Set(files));
    }
  }
}

async function takeOut(module, allowed) {
  const { key } = await get("mine", "mine");
  const cache = await caches.open(cacheOf(key, module.bundle));
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (/^\/(media|pictures)\//.test(pathname) && !allowed.has(pathname)) await cache.delete(request);
  }
}
