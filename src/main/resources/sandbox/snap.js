// Snap.js as a shop's page sees it: pay() lays Midtrans' page over the shop's and calls back. What it
// calls back is said in the buyer's browser and proves nothing, here as there.
(() => {
  'use strict';

  const script = document.currentScript;
  const origin = new URL(script.src).origin;
  const clientKey = script.getAttribute('data-client-key') || '';
  const CALLBACKS = { success: 'onSuccess', pending: 'onPending', error: 'onError', close: 'onClose' };

  let frame = null;
  let options = {};

  const hide = () => {
    if (frame) frame.remove();
    frame = null;
  };

  const pay = (token, given) => {
    if (frame) {
      throw new Error('snap.pay is not allowed to be called in this state. Invalid state transition from PopupInView to PopupInView');
    }
    options = given || {};
    frame = document.createElement('iframe');
    frame.id = 'snap-midtrans';
    frame.title = 'Midtrans (SANDBOX)';
    frame.allow = 'payment';
    frame.src = origin + '/snap/v4/popup/' + encodeURIComponent(token)
      + '?client_key=' + encodeURIComponent(clientKey)
      + '&language=' + encodeURIComponent(options.language || 'id');
    Object.assign(frame.style, {
      position: 'fixed', inset: '0', width: '100%', height: '100%', border: '0', zIndex: '999999',
    });
    document.body.append(frame);
    frame.focus();
  };

  window.addEventListener('message', (event) => {
    if (!frame || event.origin !== origin || event.source !== frame.contentWindow) return;
    const name = CALLBACKS[event.data && event.data.snap];
    if (!name) return;
    const result = event.data.result;
    hide();
    if (options[name]) options[name](name === 'onClose' ? undefined : result);
    else if (result && result.finish_redirect_url) location.assign(result.finish_redirect_url);
  });

  window.snap = { pay: pay, show: () => {}, hide: hide };
})();
