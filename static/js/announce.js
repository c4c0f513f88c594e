/** Announce: says something in the page's quiet live region, for those who listen to the page.
 *  <p class="visually-hidden" id="announce" role="status"></p>
 *  import { announce } from "./announce.js"; announce("Saved");
 */
export function announce(words) {
  const region = document.getElementById("announce");
  if (!region) return;
  region.textContent = "";
  window.setTimeout(() => { region.textContent = words; }, 60);
}
