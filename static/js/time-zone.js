/** Time zone: suggests the zone of this device where nobody has chosen one yet.
 *  <select name="time_zone" data-suggest-time-zone>…</select>
 */
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();

for (const select of document.querySelectorAll("[data-suggest-time-zone]")) {
  const offered = [...select.options].some((option) => option.value === timeZone);
  if (offered && !select.closest("form").querySelector(".form-errors")) select.value = timeZone;
}
