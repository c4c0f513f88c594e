/** The service worker of /learn/: it answers from what she kept, and leaves everything else to the net. It never keeps anything itself.
 *  It is brought in by /learn/worker.js and runs only on phones that keep a module.
 */
import { endOld } from "./kept-until.js";
import { send } from "./outbox.js";

const LIST = "/learn/courses/kept/";
const LESSONS = `${LIST}bundle/`;
const SHELL = new URL("../", import.meta.url).pathname;
const kept = (address) => caches.match(address, { ignoreVary: true, ignoreSearch: true });

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("sync", (event) => { if (event.tag === "outbox") event.waitUntil(send().then((told) => { if (told.offline) throw new Error("later"); })); });

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, pathname));
  else if (pathname.startsWith(SHELL)) event.respondWith(shell(request, event.clientId));
  else if (request.destination && request.referrer.startsWith(origin + LESSONS)) event.respondWith(file(request));
});

/** A kept lesson as it was kept; everything else from the net, and without one the list of what is here. */
async function page(request, pathname) {
  if (pathname.startsWith(LIST)) await endOld().catch(() => {});
  const stored = await kept(pathname);
  if (stored && pathname.startsWith(LESSONS)) return stored;
  try {
    return await fetch(request);
  } catch (fault) {
    if (stored) return stored;
    if (await kept(LIST)) return Response.redirect(`${LIST}?from=${encodeURIComponent(pathname)}`);
    throw fault;
  }
}

async function shell(request, clientId) {
  const client = clientId && (await self.clients.get(clientId));
  if (client && new URL(client.url).pathname.startsWith(LESSONS)) return (await kept(request.url)) ?? fetch(request);
  return fetch(request).catch(async () => (await kept(request.url)) ?? Response.error());
}

/** A picture, captions, sound or film of a kept lesson; the part that a player asks for. */
async function file(request) {
  const stored = await kept(request.url);
  if (!stored) return fetch(request);
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "") ?? [];
  if (first === undefined) return stored;
  const whole = await stored.blob();
  const end = Math.min(last ? Number(last) + 1 : whole.size, whole.size);
  const headers = { "Content-Type": stored.headers.get("Content-Type"), "Accept-Ranges": "bytes", "Content-Range": `bytes ${first}-${end - 1}/${whole.size}`, "Content-Length": end - first };
  return new Response(whole.slice(Number(first), end), { status: 206, headers });
}
