/** Start: brings in a behaviour only where the page has something for it. Every page works without any of them.
 *  <form data-autosave-url="/somewhere/"> … brings in autosave.js, and so on down the list.
 *  <html data-started> says that all of them are there: the page's own "load" does not wait for them.
 */
const behaviours = {
  "[data-menu]": () => import("./menu.js"),
  "[data-leave-page]": () => import("./leave-page.js"),
  "form[method='post']": () => import("./one-press.js"),
  ".in-order [name='move']": () => import("./order.js"),
  "[data-autosave-url]": () => import("./autosave.js"),
  "[data-confirm-leave]": () => import("./confirm-leave.js"),
  "[data-filter-form]": () => import("./filter-form.js"),
  "[data-suggest-time-zone]": () => import("./time-zone.js"),
  "[data-player]": () => import("./transcript.js"),
  "[data-outbox]": () => import("./outbox-told.js"),
  "[data-keep-link], [data-kept-here]": () => import("./keep-links.js"),
  "[data-begun-here]": () => import("./begun-here.js"),
  "[data-signs-out]": () => import("./sign-out.js"),
  "[data-recorder]": () => import("./record.js"),
};

const wanted = Object.entries(behaviours).filter(([selector]) => document.querySelector(selector));
Promise.allSettled(wanted.map(([, bring]) => bring())).then((all) => {
  document.documentElement.dataset.started = "";
  for (const { reason } of all) if (reason) throw reason; // one that could not be had is told to the console, as ever
});

// A form that came back with something to look at: take the reader there.
document.querySelector("[data-focus]")?.focus();
