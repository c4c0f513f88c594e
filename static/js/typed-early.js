/** Typed early: was something typed in a form before its script was there? What the browser or another script put in is not hers.
 *  import { typedEarly } from "./typed-early.js"; if (typedEarly(form)) …
 */
const changed = (field) => ("checked" in field && /^(radio|checkbox)$/.test(field.type) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
const hers = (field) => field.matches("textarea, input:not([type=hidden], [type=file])");

export const typedEarly = (form) => Boolean(navigator.userActivation?.hasBeenActive) && [...form.elements].some((field) => hers(field) && changed(field));
