/** Order: the lines of a question that asks for an order move up and down with buttons, too. The numbers beside them stay the fields.
 *  <div class="question"><span data-moves hidden>Or move …</span><ul class="in-order" data-moved="[line] is now number [place] of [total].">
 *    <li class="asked-row"><label for="r-1">…</label><select id="r-1"><option value="">–</option>…</select>
 *      <span data-moves hidden><button type="button" name="move" value="up">Move up</button>…</span></li></ul></div>
 *  Once each line has a number of its own they stand in that order. Choosing a number moves nothing while one chooses.
 */
import { announce } from "./announce.js";

const rows = (list) => [...list.querySelectorAll(".asked-row")];
const field = (row) => row.querySelector("select");
const place = (row) => field(row).selectedIndex; // 0: none yet

/** As numbered; a line without a number, or with one that is taken, gets a place that is left. */
function inOrder(list) {
  const placed = new Map();
  const rest = [];
  for (const row of rows(list)) {
    if (place(row) && !placed.has(place(row))) placed.set(place(row), row);
    else rest.push(row);
  }
  return rows(list).map((_row, n) => placed.get(n + 1) ?? rest.shift());
}

const numbered = (list) => inOrder(list).every((row, n) => place(row) === n + 1);

/** A line that is moved in the page would lose the focus. */
function stand(list, lines) {
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  if (rows(list).some((row, n) => row !== lines[n])) list.append(...lines);
  focused?.focus();
}

/** The first cannot go up, the last not down: said, but a button that rests keeps the focus. */
function ends(list) {
  const last = rows(list).length;
  const whole = numbered(list);
  for (const button of list.querySelectorAll("[name='move']")) {
    const here = place(button.closest(".asked-row"));
    button.setAttribute("aria-disabled", String(whole && here === (button.value === "up" ? 1 : last)));
  }
}

function move(button) {
  const row = button.closest(".asked-row");
  const list = row.closest(".in-order");
  const lines = inOrder(list);
  const from = lines.indexOf(row);
  const to = from + (button.value === "up" ? -1 : 1);
  if (lines[to]) [lines[from], lines[to]] = [lines[to], row];
  for (const [n, line] of lines.entries()) field(line).selectedIndex = n + 1;
  stand(list, lines);
  ends(list);
  for (const kind of ["input", "change"]) field(row).dispatchEvent(new Event(kind, { bubbles: true }));
  const said = { line: row.querySelector("label").textContent.trim(), place: place(row), total: lines.length };
  announce(list.dataset.moved.replace(/\[(line|place|total)\]/g, (_all, name) => said[name]));
}

function begin(within) {
  for (const list of within.querySelectorAll(".asked-rows.in-order")) {
    for (const part of list.closest(".question").querySelectorAll("[data-moves]")) part.hidden = false;
    // A browser gives back what was chosen by position, and lines that moved have another.
    for (const row of rows(list)) field(row).autocomplete = "off";
    if (numbered(list)) stand(list, inOrder(list));
    ends(list);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(".in-order [name='move']");
  if (button) move(button);
});
document.addEventListener("change", (event) => {
  const list = event.target.closest(".in-order");
  if (list) ends(list);
});
// A part of the page was put in anew, or filled by a script.
for (const kind of ["htmx:load", "answers:filled"]) document.addEventListener(kind, (event) => begin(event.target));
begin(document);
