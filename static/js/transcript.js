/** Transcript: follows the film, a line pressed seeks to it, the place is kept, and what was played is told to the server.
 *  <div data-player data-position="134" data-progress-url="/…/"><video controls>…</video>
 *    <ol class="transcript-lines"><li><p class="cue" data-start="2.5">…</p></li></ol></div>
 *  Posted as JSON: {"position": 134.2, "duration": 500, "intervals": [[0, 41.5], [60, 134.2]]}, seconds of the film that were
 *  really played since the last post (seeking adds nothing). The server decides what they are worth.
 */
const EVERY = 15;
const token = () => document.querySelector("meta[name='csrf-token']")?.content ?? document.querySelector("[name='csrfmiddlewaretoken']")?.value;
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

function follow(box, media) {
  const cues = [...box.querySelectorAll(".cue[data-start]")].map((line) => {
    const button = document.createElement("button");
    button.type = "button"; button.className = "cue"; button.dataset.start = line.dataset.start;
    button.append(...line.childNodes);
    line.replaceWith(button);
    button.addEventListener("click", () => { media.currentTime = Number(button.dataset.start); media.play(); });
    return button;
  });
  let now;
  media.addEventListener("timeupdate", () => {
    const cue = cues.findLast((line) => Number(line.dataset.start) <= media.currentTime + 0.15);
    if (cue === now) return;
    now?.removeAttribute("aria-current");
    now = cue;
    if (!cue) return;
    cue.setAttribute("aria-current", "true");
    const list = cue.closest(".transcript-lines");
    if (list.contains(document.activeElement) && document.activeElement !== list) return;
    list.scrollTo({ top: cue.offsetTop - list.clientHeight / 3, behavior: calm.matches ? "auto" : "smooth" });
  });
}

function remember(box, media) {
  const url = box.dataset.progressUrl;
  let from = null, upTo = null, intervals = [];
  const close = () => { if (from !== null && upTo > from) intervals.push([from, upTo].map((s) => Math.round(s * 10) / 10)); from = upTo = null; };
  const tell = (keepalive = false) => {
    const playing = from !== null;
    close();
    if (playing && !media.paused) from = upTo = media.currentTime;
    if (!intervals.length) return;
    const said = intervals; intervals = [];
    const body = JSON.stringify({ position: Math.round(media.currentTime * 10) / 10, duration: media.duration, intervals: said });
    fetch(url, { method: "POST", body, keepalive, headers: { "Content-Type": "application/json", "X-CSRFToken": token() } })
      .then((answer) => { if (!answer.ok) throw new Error(answer.status); })
      .catch(() => { intervals = [...said, ...intervals]; });
  };
  let told = 0;
  media.addEventListener("playing", () => { close(); from = upTo = media.currentTime; });
  media.addEventListener("seeking", close);
  media.addEventListener("timeupdate", () => {
    if (media.seeking || media.paused) return;
    if (from === null) from = media.currentTime;
    upTo = media.currentTime;
    if (performance.now() - told > EVERY * 1000) { told = performance.now(); tell(); }
  });
  for (const kind of ["pause", "ended"]) media.addEventListener(kind, () => tell());
  window.addEventListener("pagehide", () => tell(true));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") tell(true); });
}

for (const box of document.querySelectorAll("[data-player]")) {
  const media = box.querySelector("video, audio");
  const place = Number(box.dataset.position);
  const resume = () => { if (place > 0 && place < media.duration - 3) media.currentTime = place; };
  if (media.readyState > 0) resume(); else media.addEventListener("loadedmetadata", resume, { once: true });
  follow(box, media);
  if (box.dataset.progressUrl) remember(box, media);
}
