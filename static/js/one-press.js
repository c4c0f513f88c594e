/** One press: a form that changes something is sent once, however often its button is pressed.
 *  <form method="post">…<button type="submit">Save</button></form>
 *  Buttons are put to rest after the browser has read the form, and wake again when the page is shown anew.
 */
const sent = new WeakSet();
const buttons = (form) => [...form.elements].filter((element) => element.type === "submit");

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (sent.has(form)) return event.preventDefault();
  sent.add(form);
  window.setTimeout(() => { for (const button of buttons(form)) button.setAttribute("aria-disabled", "true"); });
});

const wake = () => {
  for (const form of document.forms) {
    sent.delete(form);
    for (const button of buttons(form)) button.removeAttribute("aria-disabled");
  }
};
window.addEventListener("pageshow", wake);
document.addEventListener("htmx:afterRequest", wake);
