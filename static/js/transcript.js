/** Transcript: follows the film; a line pressed seeks to it; the film opens where the reader left it. Without script the lines are just read.
 *  <div data-player data-position="134"><video controls>…</video>
 *    <ol class="transcript-lines" tabindex="0"><li><p class="cue" data-start="2.5"><time>0:02</time><span>…</span></p></li></ol></div>
 *  With data-progress-url, watched.js is brought in too.
 */
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

function buttonFor(line, media) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "cue";
  button.dataset.start = line.dataset.start;
  button.append(...line.childNodes);
  button.addEventListener("click", () => { media.currentTime = Number(button.dataset.start); media.play(); });
  line.replaceWith(button);
  return button;
}

function bringIntoView(cue) {
  const list = cue.closest(".transcript-lines");
  const readerIsInTheList = list.contains(document.activeElement) && document.activeElement !== list;
  if (!readerIsInTheList) list.scrollTo({ top: cue.offsetTop - list.clientHeight / 3, behavior: calm.matches ? "auto" : "smooth" });
}

function follow(box, media) {
  const cues = [...box.querySelectorAll(".cue[data-start]")].map((line) => buttonFor(line, media));
  let now;
  media.addEventListener("timeupdate", () => {
    const cue = cues.findLast((line) => Number(line.dataset.start) <= media.currentTime + 0.15);
    if (cue === now) return;
    now?.removeAttribute("aria-current");
    cue?.setAttribute("aria-current", "true");
    if (cue) bringIntoView(cue);
    now = cue;
  });
}

function resume(media, place) {
  const go = () => { if (place > 0 && place < media.duration - 3) media.currentTime = place; };
  if (media.readyState > 0) go();
  else media.addEventListener("loadedmetadata", go, { once: true });
}

for (const box of document.querySelectorAll("[data-player]")) {
  const media = box.querySelector("video, audio");
  resume(media, Number(box.dataset.position));
  follow(box, media);
  import("./habits.js").then(({ habits }) => habits(box, media));
  if (box.dataset.progressUrl) import("./watched.js").then(({ remember }) => remember(box, media));
}
