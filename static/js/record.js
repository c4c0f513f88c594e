/** Record: a button that records her voice into the file field beside it. Without it the field itself takes a file.
 *  <div data-recorder data-start="Record" data-stop="Stop" data-running="Recording." data-done="Recorded." data-sorry="Choose a file instead.">
 *    <input type="file" accept="audio/*">
 *  </div>
 *  Nothing is sent: the recording lies in the field until the form is. It ends by itself after five minutes.
 */
import { announce } from "./announce.js";

const LONGEST = 5 * 60 * 1000;
const KINDS = { "audio/mp4": "m4a", "audio/webm": "webm", "audio/ogg": "ogg" };

function hangUp(box) {
  const field = box.querySelector("input[type='file']");
  const kind = Object.keys(KINDS).find((type) => MediaRecorder.isTypeSupported(type));
  if (!kind) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-plain", textContent: box.dataset.start });
  const status = Object.assign(document.createElement("p"), { className: "small quiet" });
  const say = (text) => { status.textContent = text; announce(text); };
  let recorder;

  const keep = (parts) => {
    const file = new File(parts, `recording.${KINDS[kind]}`, { type: kind });
    const held = new DataTransfer();
    held.items.add(file);
    field.files = held.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    say(box.dataset.done);
  };
  const start = async () => {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      say(box.dataset.sorry);
      return;
    }
    const parts = [];
    recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: 64000 });
    const end = window.setTimeout(() => recorder.stop(), LONGEST);
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => {
      window.clearTimeout(end);
      for (const track of stream.getTracks()) track.stop();
      button.textContent = box.dataset.start;
      keep(parts);
    });
    recorder.start();
    button.textContent = box.dataset.stop;
    say(box.dataset.running);
  };

  button.addEventListener("click", () => (recorder?.state === "recording" ? recorder.stop() : start()));
  const row = Object.assign(document.createElement("div"), { className: "cluster" });
  row.append(button, status);
  (field.closest(".file-drop") ?? field).before(row);
}

if (navigator.mediaDevices && window.MediaRecorder && window.DataTransfer) document.querySelectorAll("[data-recorder]").forEach(hangUp);
