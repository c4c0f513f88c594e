/** Kept: what this phone keeps of modules and of what was done with them. One IndexedDB, and caches named "kept-…" and "shell-…".
 *  All of it belongs to one person, named by a key that says nothing (`mine.key`); of somebody else's it is wiped.
 *  import { all, put } from "./kept.js"; await put("outbox", { id, kind: "done", … });
 *  A browser that keeps nothing has no database either: ask keepsAnything() before.
 */
const NAME = "been-there";
const FLAG = "kept";
const STORES = { mine: "name", modules: "bundle", outbox: "id", told: "id", begun: "id" };
let opened;

export const canKeep = () => "serviceWorker" in navigator && "caches" in globalThis && "indexedDB" in globalThis && "locks" in navigator;

/** Asked on every page, so it must cost nothing. A worker has no localStorage, and runs only where something is kept. */
export function keepsAnything() {
  try { return !("localStorage" in globalThis) || localStorage.getItem(FLAG) !== null; } catch { return false; }
}

/** Only a page of hers on which something is kept makes a database. Who looks when everything went finds none and leaves none. */
const mayMake = () => "localStorage" in globalThis && keepsAnything();

/** The database, or null where there is none. */
function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 2);
    let none = false;
    asked.onupgradeneeded = ({ oldVersion }) => {
      none = !oldVersion && !mayMake();
      if (none) return asked.transaction.abort();
      const there = asked.result.objectStoreNames;
      for (const [store, keyPath] of Object.entries(STORES)) if (!there.contains(store)) asked.result.createObjectStore(store, { keyPath });
    };
    asked.onsuccess = () => {
      const close = () => { asked.result.close(); opened = undefined; };
      asked.result.onversionchange = close;
      asked.result.onclose = () => { opened = undefined; };
      resolve(asked.result);
    };
    asked.onerror = () => {
      opened = undefined;
      if (none) resolve(null);
      else reject(asked.error);
    };
  });
  return opened;
}

async function inside(store, mode, act) {
  const database = await open();
  if (!database) return undefined;
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode);
    const asked = act(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

export const get = (store, key) => inside(store, "readonly", (held) => held.get(key));
export const all = async (store) => (await inside(store, "readonly", (held) => held.getAll())) ?? [];
export const put = (store, value) => inside(store, "readwrite", (held) => held.put(value));
export const remove = (store, key) => inside(store, "readwrite", (held) => { held.delete(key); });
/** Takes one away and puts another in its place, together. */
export const replace = (store, old, value) => inside(store, "readwrite", (held) => { held.delete(old); held.put(value); });

export const flag = () => localStorage.setItem(FLAG, "yes");
export const cacheOf = (key, bundle) => `kept-${key}-${bundle}`;
export const shellOf = (version) => `shell-${version}`;

/** Is there something of hers that the house has not heard yet? Whole answers wait to be sent, begun ones for her. */
export const unsent = async () => (await Promise.all(["outbox", "begun"].map(all))).some((held) => held.length > 0);

/** Nothing is left that anybody could read or send: the rest goes, too. */
export async function wipeIfEmpty() {
  const left = await Promise.all(["modules", "outbox", "told"].map(all));
  const empty = left.every((held) => !held.length);
  if (empty) await wipe();
  return empty;
}

/** Everything goes: lessons, files, what was not sent, the worker. */
export async function wipe() {
  try { localStorage.removeItem(FLAG); } catch { /* a worker has none */ }
  for (const name of await caches.keys()) await caches.delete(name);
  for (const store of Object.keys(STORES)) await inside(store, "readwrite", (held) => { held.clear(); });
  (await open())?.close();
  opened = undefined;
  await new Promise((done) => { const asked = indexedDB.deleteDatabase(NAME); asked.onsuccess = asked.onerror = asked.onblocked = done; });
  const workers = navigator.serviceWorker ? await navigator.serviceWorker.getRegistrations() : [globalThis.registration];
  for (const worker of workers) await worker.unregister();
}
