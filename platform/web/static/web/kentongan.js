/* Small behaviours on top of pages that work without them. ES2020, no eval, no framework.
   Everything hangs on data-* attributes; docs/design-system.md lists them. */
(() => {
  'use strict';
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const on = (name, act) => document.addEventListener(name, act);
  const target = (event, selector) => event.target.closest && event.target.closest(selector);

  /* 1. Toasts: good news at the bottom; the style sheet lets them leave. */
  function toast(text) {
    const box = one('#toasts');
    if (!box) return;
    const item = document.createElement('div');
    item.className = 'toast';
    item.appendChild(document.createElement('p')).textContent = text;
    box.appendChild(item);
    while (box.children.length > 2) box.firstElementChild.remove();
  }
  on('toast', (event) => (event.detail.messages || []).forEach((message) => toast(message.text)));
  on('animationend', (event) => event.animationName === 'leave' && event.target.remove());

  /* 2. Bad news at the top of the page, where it stays. */
  const trouble = (text) => notice(text, 'danger');
  function notice(text, tone) {
    const box = one('#page-message');
    if (!box) return;
    const item = document.createElement('div');
    item.className = `banner banner-${tone}`;
    item.setAttribute('role', tone === 'danger' ? 'alert' : 'status');
    item.appendChild(document.createElement('p')).textContent = text;
    box.replaceChildren ? box.replaceChildren(item) : ((box.textContent = ''), box.appendChild(item));
    box.scrollIntoView({ block: 'nearest' });
  }

  /* 3. htmx: what to do with answers that are not 200. */
  on('htmx:beforeSwap', (event) => {
    const { xhr } = event.detail;
    if (xhr.status < 400 || !xhr.getResponseHeader('HX-Retarget')) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });
  on('htmx:responseError', (event) => {
    const { xhr } = event.detail;
    const again = one('#sign-in-again');
    if (xhr.status === 401 && again && again.showModal) again.showModal();
    else trouble(`Server menjawab dengan kode ${xhr.status}. Isian Anda masih ada di halaman ini; coba lagi sebentar.`);
  });
  on('htmx:sendError', () => trouble('Tidak ada sambungan. Isian Anda masih ada di halaman ini; coba lagi setelah tersambung.'));
  on('htmx:timeout', () => trouble('Server terlalu lama menjawab. Isian Anda masih ada di halaman ini; coba lagi.'));
  on('htmx:xhr:progress', (event) => {
    const bar = one('progress[data-upload]', event.target);
    if (bar && event.detail.lengthComputable) Object.assign(bar, { max: event.detail.total, value: event.detail.loaded });
  });
  on('htmx:load', (event) => start(event.detail.elt));

  /* 4. Drafts of long forms, kept in this browser without what is secret, for whoever is signed in. A draft goes when the office
     says that it took the form (web/drafts.py), at signing out, and after three days. */
  const DRAFT = 'draft:';
  const KEPT_FOR = 72 * 3600 * 1000;
  const LOOKS_SECRET = /\d{10,}/;
  const account = () => document.body.dataset.account || '';
  const place = (name) => `${DRAFT}${account()}:${name}`;
  const path = (form) => form.getAttribute('action') || location.pathname + location.search;
  /* Whatever an officer writes at length has a draft, named by its page; other forms name theirs. */
  function draftOf(form) {
    if (form.dataset.draft) return form.dataset.draft;
    if (!account() || form.method !== 'post' || form.hasAttribute('hx-post') || !one('textarea', form)) return '';
    return `${path(form)}~${all('form').filter((other) => path(other) === path(form)).indexOf(form)}`;
  }
  function keepable(element) {
    return element.name && !element.hasAttribute('data-secret') && !/^(file|password|hidden|submit)$/.test(element.type)
      && !LOOKS_SECRET.test(element.value.replace(/[\s.-]/g, ''));
  }
  function readDraft(key) {
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      return kept && Date.now() - kept.at < KEPT_FOR ? kept : null;
    } catch { return null; }
  }
  /* What was sent and not taken comes back whole; what was only begun fills empty fields. */
  function restoreDraft(form) {
    const kept = readDraft(place(draftOf(form)));
    if (!kept) return;
    if (form.dataset.draftOver !== undefined) return offerDraft(form, kept.fields);
    let isBack = false;
    for (const [name, value] of Object.entries(kept.fields)) {
      const field = form.elements[name];
      if (!field || !('value' in field)) continue;
      if (field.type === 'checkbox') {
        if (kept.sent && field.value === value) field.checked = true;
      } else if (field.value !== value && (kept.sent || !field.value)) {
        field.value = value;
        isBack = isBack || field.value === value;
      }
    }
    const files = one('input[type=file]', form) ? ' Foto dan berkas perlu dipilih lagi.' : '';
    if (isBack && kept.sent) notice(`Isian yang tadi belum terkirim sudah dikembalikan.${files} Periksa, lalu kirim sekali lagi.`, 'info');
  }
  /* A form that came filled is not written over unasked. */
  function offerDraft(form, fields) {
    const others = Object.entries(fields).filter(([name, value]) => {
      const field = form.elements[name];
      return field && 'value' in field && field.type !== 'checkbox' && field.value !== value;
    });
    const offer = one('[data-draft-found]', form);
    if (!others.length || !offer) return;
    offer.hidden = false;
    one('[data-draft-use]', offer).addEventListener('click', () => {
      others.forEach(([name, value]) => fill(form.elements[name], value));
      offer.hidden = true;
    });
    one('[data-draft-drop]', offer).addEventListener('click', () => { forget(place(draftOf(form))); offer.hidden = true; });
  }
  const waiting = new WeakMap();
  let isLeaving = false;
  function saveDraft(form, sent = false) {
    clearTimeout(waiting.get(form));
    if (isLeaving) return;
    const fields = {};
    for (const field of form.elements) {
      if (keepable(field) && (field.checked || !/^(radio|checkbox)$/.test(field.type))) fields[field.name] = field.value;
    }
    try { localStorage.setItem(place(draftOf(form)), JSON.stringify({ at: Date.now(), sent, fields })); } catch { return; }
    const sign = one('[data-draft-sign]', form);
    const time = new Date().toTimeString().slice(0, 5).replace(':', '.');
    if (sign) sign.textContent = `Draf tersimpan ${time}`;
  }
  on('input', (event) => {
    const form = target(event, 'form');
    if (!form || !draftOf(form)) return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => saveDraft(form), 800));
  });
  /* Sent along, so that the answer can say which draft was taken. */
  function nameDraft(form) {
    const field = form.elements._draft || form.appendChild(document.createElement('input'));
    Object.assign(field, { type: 'hidden', name: '_draft', value: draftOf(form) });
  }
  function forget(key) {
    try { localStorage.removeItem(key); } catch { /* no storage */ }
  }
  function forgetWhere(isOver) {
    try { Object.keys(localStorage).filter((key) => key.startsWith(DRAFT) && isOver(key)).forEach(forget); } catch { /* no storage */ }
  }
  function forgetTaken() {
    const taken = document.cookie.match(/(?:^|; )isian=([^;]*)/);
    if (taken) {
      forget(place(decodeURIComponent(taken[1])));
      document.cookie = 'isian=; max-age=0; path=/; SameSite=Lax';
    }
    forgetWhere((key) => !readDraft(key));
  }

  /* 5. Sending: one click is enough; signing out wipes the person's drafts. */
  on('submit', (event) => {
    const form = event.target;
    if (form.matches('[data-sign-out]')) {
      isLeaving = true;
      forgetWhere((key) => key.startsWith(place('')));
    }
    if (draftOf(form)) {
      saveDraft(form, true);
      nameDraft(form);
    }
    if (form.hasAttribute('hx-post') || form.method === 'get') return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = 'yes';
    const button = event.submitter || one('[type=submit]', form);
    if (button) button.setAttribute('aria-busy', 'true');
  });
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    all('form[data-sent]').forEach((form) => { delete form.dataset.sent; });
    all('[aria-busy=true]').forEach((button) => button.removeAttribute('aria-busy'));
  });

  /* 6. Typing helpers: live preview, quick chips, choice cards, tick all. */
  on('input', (event) => {
    if (!event.target.name) return;
    all(`[data-follow="${CSS.escape(event.target.name)}"]`).forEach((place) => { place.textContent = event.target.value || '........'; });
  });
  on('change', (event) => {
    const field = event.target;
    if (field.type === 'radio') {
      all(`input[name="${CSS.escape(field.name)}"]`, field.form || document).forEach((radio) => {
        const card = radio.closest('.choice');
        if (card) card.classList.toggle('chosen', radio.checked);
      });
    }
    if (field.type === 'checkbox' && target(event, '.choice-cards .choice')) field.closest('.choice').classList.toggle('chosen', field.checked);
    if (field.dataset.checkAll) all(field.dataset.checkAll).forEach((box) => { box.checked = field.checked; });
    if (field.dataset.submit !== undefined) field.form.requestSubmit ? field.form.requestSubmit() : field.form.submit();
    if (field.dataset.file !== undefined) showFiles(field);
  });

  /* 7. Clicks: chips, dialogs, copying, closing. */
  on('click', (event) => {
    const chip = target(event, '[data-fill]');
    const opener = target(event, '[data-dialog-open]');
    const copier = target(event, '[data-copy]');
    const spot = target(event, '[data-line]');
    const piece = target(event, '[data-insert]');
    if (spot) goTo(event, one(spot.dataset.for), Number(spot.dataset.line), Number(spot.dataset.column));
    if (piece) insert(one(piece.dataset.for), piece.dataset.insert);
    if (chip) fill(one(chip.dataset.for), chip.dataset.fill);
    if (target(event, '[data-close]')) target(event, '.toast,.banner').remove();
    if (target(event, '[data-dialog-close]')) target(event, 'dialog').close();
    if (target(event, '[data-print]')) print();
    if (copier && navigator.clipboard) navigator.clipboard.writeText(copier.dataset.copy).then(() => toast('Tautan disalin.'));
    if (opener) openDialog(event, one(opener.dataset.dialogOpen));
    if (!target(event, '.global-search')) all('.global-search').forEach(forgetFound);
    all('details[data-menu][open]').forEach((menu) => menu.contains(event.target) || menu.removeAttribute('open'));
  });
  function forgetFound(form) {
    const found = form && one('#found', form);
    if (found) found.textContent = '';
  }
  function fill(field, value) {
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  }
  function goTo(event, area, line, column) {
    event.preventDefault();
    const before = area.value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    const height = parseFloat(getComputedStyle(area).lineHeight) || 24;
    area.focus();
    area.setSelectionRange(before + column - 1, before + (area.value.split('\n')[line - 1] || '').length);
    area.scrollTop = Math.max(0, (line - 4) * height);
    area.scrollIntoView({ block: 'center' });
  }
  function insert(area, piece) {
    area.focus();
    area.setRangeText(piece, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
  function openDialog(event, dialog) {
    if (!dialog || !dialog.showModal) return;
    event.preventDefault();
    dialog.showModal();
  }

  /* 8. Keys: shortcuts written on the buttons, arrows in lists, Esc closes menus. */
  on('keydown', (event) => {
    const name = `${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${(event.key || '').toLowerCase()}`;
    const wanted = one(`[data-shortcut="${CSS.escape(name)}"]`);
    if (wanted && (event.ctrlKey || event.metaKey || /^f\d/.test(name))) {
      event.preventDefault();
      wanted.matches('input') ? wanted.focus() : wanted.click();
    }
    if (event.key === '/' && !target(event, 'input,select,textarea')) {
      const box = all('[data-search]').find((input) => input.offsetParent);
      if (box) { event.preventDefault(); box.focus(); }
    }
    if (event.key === 'Escape') {
      forgetFound(target(event, '.global-search'));
      const menu = target(event, 'details[data-menu][open]');
      if (menu) { menu.removeAttribute('open'); one('summary', menu).focus(); }
    }
    const list = target(event, '[data-list]');
    if (list && /^Arrow(Up|Down)$/.test(event.key)) {
      const stops = all('input[type=search],.results a,.results button', list);
      const next = stops[stops.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1)];
      if (next) { event.preventDefault(); next.focus(); }
    }
  });

  /* 9. Files: show names and sizes, and shrink photos before they travel. */
  const LONG_SIDE = 1600;
  const ENOUGH_BYTES = 300000;
  async function showFiles(field) {
    if (field.dataset.shrink !== undefined) await shrink(field);
    const list = one('[data-file-list]', field.parentElement);
    const size = (file) => `${file.name} (${Math.ceil(file.size / 1024)} KB)`;
    if (list) list.textContent = [...field.files].map(size).join(', ');
  }
  async function shrink(field) {
    const file = field.files[0];
    if (!file || !/^image\/(jpeg|png|webp)$/.test(file.type) || file.size <= ENOUGH_BYTES) return;
    try {
      const image = await createImageBitmap(file);
      const scale = Math.min(1, LONG_SIDE / Math.max(image.width, image.height));
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: image.width * scale, height: image.height * scale });
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.75));
      if (!blob || blob.size >= file.size) return;
      const parcel = new DataTransfer();
      parcel.items.add(new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' }));
      field.files = parcel.files;
    } catch { /* the original is sent */ }
  }

  /* 10. The connection's sign. */
  function connection() {
    const sign = one('[data-connection]');
    if (!sign) return;
    sign.textContent = navigator.onLine ? 'Tersambung' : 'Luring';
    sign.classList.toggle('offline', !navigator.onLine);
  }
  addEventListener('online', connection);
  addEventListener('offline', connection);

  /* 11. A choice made by hand leads on to the first empty field of the form it opens; whoever chooses with arrow keys stays. */
  let leads = '';
  on('pointerdown', (event) => { leads = (target(event, '[data-leads-to]') || { dataset: {} }).dataset.leadsTo || ''; });
  on('keydown', () => { leads = ''; });
  function leadOn(root) {
    const form = leads && one(leads, root);
    if (!form) return;
    leads = '';
    const field = all('input[type=text],input[type=number],input:not([type]),select,textarea', form).find((one) => !one.value && one.offsetParent);
    if (field) field.focus();
  }

  /* 12. Start of a page or of a swapped part: drafts come back, errors get the focus. */
  function start(root) {
    all('form', root).filter(draftOf).forEach(restoreDraft);
    leadOn(root);
    const summary = root.matches && root.matches('[data-focus]') ? root : one('[data-focus]', root);
    if (!summary) return;
    summary.focus();
    if (!document.title.startsWith('Galat: ')) document.title = `Galat: ${document.title}`;
  }
  forgetTaken();
  start(document);
  connection();

  /* 13. Pages that may be kept for a time without network name the script that keeps them; it is fetched when all else is there. */
  const worker = one('meta[name=offline-worker]');
  if (worker && 'serviceWorker' in navigator) addEventListener('load', () => navigator.serviceWorker.register(worker.content).catch(() => {}));

  /* 14. The session ended while this page was open, and somebody signed in again in another tab. The same person goes on here, with
     the proof of origin that belongs to the new session; another person would send it under a wrong name. */
  const ENTERED = 'entered';
  async function standing() {
    if (!account()) return;
    const answer = await fetch(document.body.dataset.standing).then((found) => found.ok && found.json()).catch(() => null);
    if (!answer || answer.account === null) return;
    const again = one('#sign-in-again');
    const waits = again && again.open;
    if (waits) again.close();
    if (String(answer.account) !== account()) {
      trouble('Akun lain sudah masuk di peramban ini. Salin isian yang penting, lalu muat ulang halaman.');
      return;
    }
    all('input[name=csrfmiddlewaretoken]').forEach((field) => { field.value = answer.token; });
    document.body.setAttribute('hx-headers', JSON.stringify({ 'X-CSRFToken': answer.token }));
    if (waits) notice('Anda sudah masuk lagi. Isian masih ada; tekan tombolnya sekali lagi.', 'info');
  }
  const hasEntered = account() && document.referrer.startsWith(location.origin) && new URL(document.referrer).pathname === '/masuk/';
  try { if (hasEntered) localStorage.setItem(ENTERED, String(Date.now())); } catch { /* no storage */ }
  addEventListener('storage', (event) => event.key === ENTERED && standing());
  on('visibilitychange', () => document.hidden || standing());
})();
