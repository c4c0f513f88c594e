/** Leave this page: without script a plain link; with it, this page is taken out of the history, and Escape pressed twice leaves too.
 *  <a href="https://www.weather.gov/" rel="noreferrer" data-leave-page>Leave this page</a>
 */
const link = document.querySelector("[data-leave-page]");
const leave = () => window.location.replace(link.href);
let last = -Infinity;

link.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (event.timeStamp - last < 1500) leave();
  last = event.timeStamp;
});
