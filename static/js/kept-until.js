/** Kept until: thirty days after she was last online and signed in here, what is kept goes by itself. What waits to be sent waits on.
 *  import { endOld, until } from "./kept-until.js"; await endOld(); const day = until(await get("mine", "mine"));
 *  Nobody opens it: it lies there, and is gone before anything of it is shown (kept-worker.js, kept-list.js).
 */
import { all, cacheOf, get, put, remove } from "./kept.js";
import { send } from "./outbox.js";

const STAYS = 30 * 24 * 60 * 60 * 1000;
// A phone that kept something before this was written down is counted from now on.
export const until = (mine) => new Date((mine.seen ?? Date.now()) + STAYS);

async function old() {
  const mine = await get("mine", "mine");
  return mine && Date.now() > until(mine) && (await all("modules")).length > 0;
}

/** Sending asks who is signed in: is it still her, everything stays. */
export async function endOld() {
  if (!(await old())) return;
  await send();
  if (await old()) await end();
}

/** Lessons, files, begun answers and what was told of sent ones go. The list, which is the same for everybody, can still say why. */
async function end() {
  const { key, list } = await get("mine", "mine");
  for (const { bundle } of await all("modules")) {
    const cache = await caches.open(cacheOf(key, bundle));
    for (const request of await cache.keys()) if (new URL(request.url).pathname !== list) await cache.delete(request);
    await remove("modules", bundle);
  }
  for (const { id } of await all("begun")) await remove("begun", id);
  for (const { id, say } of await all("told")) if (say !== "refused") await remove("told", id);
  await put("told", { id: "old", say: "old", at: Date.now() });
}
