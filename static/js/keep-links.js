/** Keep links: beside a module, the way to keep it on this phone; shown only where a browser can. It says so where it is kept already.
 *  <p data-kept-here hidden><a href="/learn/courses/kept/">What is on this phone</a></p> is shown where something is.
 *  <p data-keep-link hidden><a href="/learn/courses/kept/<course>/<module>/"><span data-not-kept>Keep …</span><span data-is-kept hidden>On this phone</span></a></p>
 */
import { all, canKeep, keepsAnything } from "./kept.js";

for (const way of document.querySelectorAll("[data-kept-here]")) way.hidden = !keepsAnything();

if (canKeep()) {
  const here = new Set(keepsAnything() ? (await all("modules")).map((module) => module.keep) : []);
  for (const box of document.querySelectorAll("[data-keep-link]")) {
    const isHere = here.has(new URL(box.querySelector("a").href).pathname);
    box.querySelector("[data-not-kept]").hidden = isHere;
    box.querySelector("[data-is-kept]").hidden = !isHere;
    box.hidden = false;
  }
}
