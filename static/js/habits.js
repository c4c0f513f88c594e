/** Habits: how she likes to watch, kept on this device alone: captions on or off and in which language, and the speed. Keys, too.
 *  <div data-player><video controls>…<track kind="captions" srclang="en" default></video>
 *    <p data-player-own hidden><label>Speed <select data-player-speed><option value="1">1×</option></select></label></p></div>
 *  Keys count only while the film itself has the focus: k j l c m < >. Without script the browser's own controls do all of it.
 */
const KEPT = "player";
const AWAY = 10;

function kept() {
  try { return JSON.parse(localStorage.getItem(KEPT)) ?? {}; } catch { return {}; }
}

function keep(change) {
  try { localStorage.setItem(KEPT, JSON.stringify({ ...kept(), ...change })); } catch { /* a browser that keeps nothing */ }
}

function speed(box, media) {
  const choice = box.querySelector("[data-player-speed]");
  const speeds = [...choice.options].map((option) => option.value);
  const set = (value) => { choice.value = value; media.defaultPlaybackRate = media.playbackRate = Number(value); };
  if (speeds.includes(kept().speed)) set(kept().speed);
  choice.addEventListener("change", () => { set(choice.value); keep({ speed: choice.value }); });
  // Chosen in the browser's own menu.
  media.addEventListener("ratechange", () => {
    const value = String(media.playbackRate);
    if (speeds.includes(value) && value !== choice.value) { choice.value = value; keep({ speed: value }); }
  });
  return (by) => {
    const next = speeds[speeds.indexOf(choice.value) + by];
    if (next) { set(next); keep({ speed: next }); }
  };
}

function captions(media) {
  const tracks = [...media.textTracks];
  const shown = () => tracks.find((track) => track.mode === "showing");
  const show = (wanted) => { for (const track of tracks) track.mode = track === wanted ? "showing" : "disabled"; };
  const { captions: liked } = kept();
  if (liked === "") show(null);
  else if (liked) show(tracks.find((track) => track.language === liked) ?? tracks[0]);
  media.textTracks.addEventListener("change", () => keep({ captions: shown()?.language ?? "" }));
  return () => show(shown() ? null : tracks.find((track) => track.language === kept().captions) ?? tracks[0]);
}

export function habits(box, media) {
  for (const own of box.querySelectorAll("[data-player-own]")) own.hidden = false;
  const faster = speed(box, media);
  const toggle = captions(media);
  const keys = {
    k: () => (media.paused ? media.play() : media.pause()),
    j: () => { media.currentTime -= AWAY; },
    l: () => { media.currentTime += AWAY; },
    c: toggle,
    m: () => { media.muted = !media.muted; },
    "<": () => faster(-1),
    ">": () => faster(1),
  };
  media.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}
