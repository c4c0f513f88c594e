/** Watched: what was really played is told to the server, every quarter of a minute and whenever the film stops or the page goes.
 *  <div data-player data-progress-url="/…/"><video controls>…</video></div>
 *  A link beside it with data-after-telling (the same film as sound alone) is followed once the place is told.
 *  Posted as JSON: {"position": 134.2, "seq": 1763…, "intervals": [[0, 41.5], [60, 134.2]]}: seconds of the film, only what is new
 *  since the last post; seeking adds nothing but the place. What could not be told, or was not kept, is told again the next time. The first
 *  post has no intervals: it starts the server's clock, and the server decides what everything after it is worth.
 */
const EVERY = 15_000;
const tenths = (seconds) => Math.round(seconds * 10) / 10;
const token = () => document.querySelector("[name='csrfmiddlewaretoken']")?.value ?? "";

/** How far the house's clock is ahead of this device's, by its first answer: of two devices, the one she used last says where she is. */
let ahead;
const now = () => Date.now() + (ahead ?? 0);

const toServer = (box) => async (said, keepalive) => {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token() };
  const answer = await fetch(box.dataset.progressUrl, { method: "POST", body: JSON.stringify(said), keepalive, headers });
  if (!answer.ok) throw new Error(answer.status);
  ahead ??= Date.parse(answer.headers.get("Date")) - Date.now() || 0;
  return answer.json();
};

/** `post` takes what was played and answers {kept, done}; a kept lesson brings its own (the outbox). */
export function remember(box, media, post = toServer(box)) {
  let from = null;
  let upTo = null;
  let told = performance.now();
  let untold = [];
  let place = null; // the second that was told last; none before the first post

  const close = () => {
    if (from !== null && upTo > from) untold.push([tenths(from), tenths(upTo)]);
    from = upTo = null;
  };

  const again = (intervals) => {
    untold = [...intervals, ...untold];
    place = null;
  };

  const tell = async (keepalive = false) => {
    const goesOnFrom = media.paused || media.seeking ? null : upTo;
    close();
    from = upTo = goesOnFrom;
    told = performance.now();
    const position = tenths(media.currentTime);
    if (!untold.length && position === place) return;
    place = position;
    const intervals = untold;
    untold = [];
    try {
      const detail = await post({ position, seq: now(), intervals }, keepalive);
      if (!detail.kept) again(intervals);
      box.dispatchEvent(new CustomEvent("watched:told", { bubbles: true, detail }));
    } catch {
      again(intervals);
    }
  };

  for (const link of box.closest(".step")?.querySelectorAll("[data-after-telling]") ?? []) {
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      media.pause();
      await tell();
      window.location.assign(link.href);
    });
  }
  if (media.readyState > 0) tell(); else media.addEventListener("loadedmetadata", () => tell(), { once: true });
  media.addEventListener("seeking", close);
  media.addEventListener("playing", () => { from ??= upTo = media.currentTime; });
  media.addEventListener("timeupdate", () => {
    if (media.seeking || media.paused) return;
    from ??= media.currentTime;
    upTo = media.currentTime;
    if (performance.now() - told > EVERY) tell();
  });
  for (const kind of ["pause", "ended"]) {
    media.addEventListener(kind, () => {
      // The film says where it is four times a second; she may have stopped it between two of them.
      if (from !== null && !media.seeking) upTo = Math.max(upTo, media.currentTime);
      tell();
    });
  }
  window.addEventListener("pagehide", () => tell(true));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") tell(true); });
}
