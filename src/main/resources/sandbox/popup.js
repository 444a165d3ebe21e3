// Tells Snap.js, on the page around this one, that the buyer is done or has closed the popup.
(() => {
  'use strict';

  const SHOWN_MS = 1_500;
  const told = document.getElementById('told');

  const tell = (callback) => {
    // To whichever shop laid the popup over its page: it holds nothing that proves anything.
    window.parent.postMessage({ snap: callback, result: JSON.parse(told.dataset.result) }, '*');
  };

  document.getElementById('close').addEventListener('click', () => tell(told.dataset.onClose));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') tell(told.dataset.onClose);
  });
  if (told.dataset.done === 'true') setTimeout(() => tell('success'), SHOWN_MS);
})();
