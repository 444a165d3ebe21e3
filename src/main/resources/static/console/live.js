/*
 * Says so where a live page is live no longer: the feed has told no moment for a while, or htmx could not
 * fetch the page again. The banner stands in the page, hidden, in the reader's words; it goes away when
 * news come. What is replaced under somebody's hands keeps the focus and stays open. Without this script
 * the page is as old as it says.
 */
(() => {
  "use strict";

  const LOOK_EVERY_MS = 1000;
  const HELD = "a[href], summary";
  const main = document.getElementById("main");
  const banner = document.getElementById("notlive");
  const withinMs = banner.dataset.withinSeconds * 1000;
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
    timeZone: banner.dataset.zone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  let freshAt = Date.now();
  let seenAt = Date.now();
  let held = { focused: null, opened: [] };
  let failed = false;
  let asked = false;

  /** Whoever is logged out is not helped by a reload. */
  function loggedOut(is) {
    banner.querySelector(".reload").hidden = is;
    banner.querySelector(".login").hidden = !is;
  }

  /** A stream that is refused does not tell a page why, so it is asked for once by other means. */
  async function ask() {
    if (asked) {
      return;
    }
    asked = true;
    const leave = new AbortController();
    try {
      const answer = await fetch(main.getAttribute("sse-connect"), { signal: leave.signal });
      failed = answer.status === 401;
    } catch {
      failed = false;
    } finally {
      leave.abort();
    }
    loggedOut(failed);
    show();
  }

  function show() {
    const stale = failed || Date.now() - Math.max(freshAt, seenAt) > withinMs;
    if (stale === !banner.hidden) {
      return;
    }
    main.classList.toggle("stale", stale);
    banner.querySelector("time").textContent = clock.format(freshAt);
    banner.hidden = !stale;
    if (stale && main.hasAttribute("sse-connect")) {
      ask();
    }
  }

  function fresh() {
    freshAt = Date.now();
    failed = false;
    asked = false;
    show();
  }

  function failure(event) {
    failed = true;
    loggedOut(event.detail.xhr?.status === 401);
    show();
  }

  /** Where a link or a summary stands, in words that hold when it is replaced. */
  function place(it) {
    const part = it.closest("[id], [sse-swap]");
    const link = it.getAttribute("href");
    return { part: part.id || part.getAttribute("sse-swap"), link, at: alike(part, link).indexOf(it) };
  }

  function alike(part, link) {
    return [...part.querySelectorAll(HELD)].filter((it) => it.getAttribute("href") === link);
  }

  function find({ part, link, at }) {
    const now = document.getElementById(part) ?? document.querySelector(`[sse-swap="${part}"]`);
    const links = now ? alike(now, link) : [];
    return links[at] ?? links[0];
  }

  /** What somebody holds while it is replaced under their hands: the focus, and what they opened. */
  function hold() {
    const focused = document.activeElement?.matches(HELD) ? document.activeElement : null;
    held = {
      focused: focused && main.contains(focused) ? place(focused) : null,
      opened: [...main.querySelectorAll("details[open] > summary")].map(place),
    };
  }

  function giveBack() {
    for (const summary of held.opened.map(find)) {
      summary?.parentElement.setAttribute("open", "");
    }
    if (held.focused && document.activeElement === document.body) {
      find(held.focused)?.focus({ preventScroll: true });
    }
  }

  document.addEventListener("htmx:sseBeforeMessage", hold);
  document.addEventListener("htmx:beforeSwap", hold);
  document.addEventListener("htmx:afterSettle", giveBack);
  document.addEventListener("htmx:sseMessage", (event) => {
    giveBack();
    if (event.detail.type === "asof") {
      fresh();
    }
  });
  document.addEventListener("htmx:sseError", (event) => {
    if (event.detail.source.readyState === EventSource.CLOSED) {
      ask();
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) {
      fresh();
    }
  });
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, failure);
  }
  // A page in the background may sleep: it is given its time anew.
  document.addEventListener("visibilitychange", () => {
    seenAt = Date.now();
  });
  setInterval(() => document.hidden || show(), LOOK_EVERY_MS);
})();
