// The buyer's page, live. It never says that something was paid: it asks the server again, and shows
// what the server answers. What Midtrans' script calls back is a reason to ask, and nothing more.
(() => {
  'use strict';

  const EVERY_MS = 3_000;
  const SOON_MS = 1_000;
  const SOON_LOOKS = 30;
  const SETTLED_MS = 30_000;
  const LOOKS_MAX = 2_000;
  const LOOK_TIME_MAX_MS = 10_000;
  const MISSED_MAX = 3;
  const SNAP_WAIT_MS = 6_000;

  let looks = 0;
  let soon = 0;
  let missed = 0;
  let timer = 0;
  let paying = false;

  const order = () => document.getElementById('order');
  const show = (id, shown) => {
    const element = document.getElementById(id);
    if (element) element.hidden = !shown;
  };

  const adopt = (html) => {
    const next = new DOMParser().parseFromString(html, 'text/html').getElementById('order');
    if (!next || next.dataset.version === order().dataset.version && !next.querySelector('.problem:not([hidden])')) {
      return;
    }
    const focused = document.activeElement && document.activeElement.id;
    order().replaceWith(document.adoptNode(next));
    if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
    soon = 0;
    dress();
  };

  // Whether it was answered: not where we ask too often, which is no reason to doubt the line.
  const ask = async (path, method) => {
    const answer = await fetch(path, {
      method: method,
      headers: { Accept: 'text/html' },
      cache: 'no-store',
      signal: AbortSignal.timeout(LOOK_TIME_MAX_MS),
    });
    if (answer.status === 429) return false;
    if (!answer.ok && answer.status !== 503) throw new Error('answered ' + answer.status);
    adopt(await answer.text());
    return true;
  };

  const look = async () => {
    clearTimeout(timer);
    if (document.hidden || ++looks > LOOKS_MAX) return;
    try {
      if (await ask(location.pathname, 'GET')) missed = 0;
    } catch {
      missed++;
    }
    soon = Math.max(0, soon - 1);
    show('offline', missed >= MISSED_MAX);
    show('looking', soon > 0);
    const moving = order().dataset.moving === 'true';
    timer = setTimeout(look, soon > 0 ? SOON_MS : moving ? EVERY_MS : SETTLED_MS);
  };

  // Midtrans' popup said something. Whatever it was: the server knows better.
  const lookSoon = () => {
    paying = false;
    soon = SOON_LOOKS;
    look();
  };

  const closed = () => {
    paying = false;
    look();
  };

  const popUp = (link) => {
    if (paying) return true;
    try {
      paying = true;
      window.snap.pay(link.dataset.token, {
        language: order().dataset.language,
        onSuccess: lookSoon,
        onPending: lookSoon,
        onError: lookSoon,
        onClose: closed,
      });
      return true;
    } catch {
      paying = false;
      return false;
    }
  };

  const pay = (event) => {
    const link = event.currentTarget;
    if (window.snap && link.dataset.token && popUp(link)) event.preventDefault();
  };

  // Opens the payment at Midtrans first, and then its popup, by one press.
  const openFirst = async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const button = form.querySelector('button');
    button.disabled = true;
    show('busy', false);
    try {
      if (!(await ask(form.getAttribute('action'), 'POST'))) {
        show('busy', true);
        return;
      }
      const link = document.getElementById('pay');
      if (link && !(window.snap && popUp(link))) location.assign(link.href);
    } catch {
      show('offline', true);
    } finally {
      button.disabled = false;
    }
  };

  const copy = async (event) => {
    const button = event.currentTarget;
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    const [before, after] = button.querySelectorAll('span');
    before.hidden = true;
    after.hidden = false;
    setTimeout(() => {
      before.hidden = false;
      after.hidden = true;
    }, 2_000);
  };

  const countDown = () => {
    for (const element of document.querySelectorAll('[data-until]')) {
      const left = Math.max(0, Math.floor(Number(element.dataset.until) - Date.now() / 1_000));
      const two = (number) => String(number).padStart(2, '0');
      const hours = Math.floor(left / 3_600);
      element.textContent =
        (hours > 0 ? hours + ':' : '') + two(Math.floor(left / 60) % 60) + ':' + two(left % 60);
      element.parentElement.classList.toggle('short', left < 120);
    }
  };

  const dress = () => {
    document.getElementById('pay')?.addEventListener('click', pay);
    document.getElementById('open')?.addEventListener('submit', openFirst);
    for (const button of document.querySelectorAll('[data-copy]')) {
      button.hidden = !navigator.clipboard;
      button.addEventListener('click', copy);
    }
    countDown();
  };

  // A shop that sends its buyer to /o/<token>#pay wants the payment to be open already.
  const payAtOnce = () => {
    if (location.hash !== '#pay') return;
    history.replaceState(null, '', location.pathname);
    const until = Date.now() + SNAP_WAIT_MS;
    const tryIt = () => {
      const link = document.getElementById('pay');
      if (window.snap && link && link.dataset.token) popUp(link);
      else if (Date.now() < until) setTimeout(tryIt, 100);
    };
    tryIt();
  };

  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) look();
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) look();
  });

  dress();
  payAtOnce();
  setInterval(countDown, 1_000);
  timer = setTimeout(look, EVERY_MS);
})();
