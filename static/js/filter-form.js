/** Filter form: a list is sought again as the reader chooses or types; with hx-get on the form only the list is changed.
 *  <form method="get" data-filter-form hx-get="" hx-target="#list" hx-select="#list" hx-swap="outerHTML" hx-push-url="true">…</form>
 *  Without hx-get nothing is sent until the button is pressed, so that the reader's place is not lost.
 */
const PAUSE = 400;

for (const form of document.querySelectorAll("[data-filter-form][hx-get]")) {
  let timer;
  const later = (pause) => { window.clearTimeout(timer); timer = window.setTimeout(() => form.requestSubmit(), pause); };
  form.addEventListener("input", (event) => { if (event.target.matches("input[type='search'], input[type='text']")) later(PAUSE); });
  form.addEventListener("change", (event) => { if (!event.target.matches("input[type='search'], input[type='text']")) later(0); });
}
