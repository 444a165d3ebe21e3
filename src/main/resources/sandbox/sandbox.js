// Keeps the guide of the front page up to date; everything else works without.
(() => {
  'use strict';

  const EVERY_MS = 1_000;
  const LOOKS_MAX = 3_600;
  let looks = 0;

  const look = async () => {
    const shown = document.getElementById('first');
    if (!document.hidden && looks++ < LOOKS_MAX) {
      try {
        const answer = await fetch('/first', { cache: 'no-store', signal: AbortSignal.timeout(5_000) });
        const next = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('first');
        if (answer.ok && next && next.innerHTML !== shown.innerHTML) {
          shown.replaceWith(document.adoptNode(next));
        }
      } catch {
        // The sandbox is gone for a moment, or for good; the next look tells.
      }
    }
    setTimeout(look, EVERY_MS);
  };
  setTimeout(look, EVERY_MS);
})();
