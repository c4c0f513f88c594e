/** Confirm leaving: where words were typed and not saved, the browser asks before they are lost.
 *  <form method="post" data-confirm-leave>…</form>
 */
import { typedEarly } from "./typed-early.js";

const unsaved = new Set([...document.querySelectorAll("form[data-confirm-leave]")].filter(typedEarly));

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.hasAttribute("data-confirm-leave")) unsaved.add(form);
});
for (const kind of ["submit", "draft:saved"]) {
  document.addEventListener(kind, (event) => unsaved.delete(event.target));
}
window.addEventListener("beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });
