/* Verification pages: lets the phone keep what it needs to check a letter without network, and checks one on the kept page. */
(() => {
  'use strict';
  const base = '/verifikasi/';
  const box = document.querySelector('[data-offline-check]');
  const listUrl = base + 'pencabutan.json';

  if ('serviceWorker' in navigator) {
    navigator.serviceWorker.register(base + 'pekerja.js', { scope: base }).catch(() => {});
    /* Every visit with network brings the kept list up to date. */
    if (!box && navigator.serviceWorker.controller) fetch(listUrl).catch(() => {});
  }
  if (!box) return;

  const part = (name) => document.querySelector(`[data-${name}]`);
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
  const day = (text) => new Date(+text.slice(0, 4), +text.slice(4, 6) - 1, +text.slice(6, 8));
  const spelt = (date) => new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'long', year: 'numeric' }).format(date);

  function say(tone, word, text) {
    box.classList.add(`card-accent-${tone}`);
    part('word').classList.add(`standing-${tone}`);
    part('word').textContent = word;
    part('text').textContent = text;
  }

  function tellAge(since) {
    const at = new Date(since);
    const hours = Math.floor((Date.now() - at) / 3600000);
    const ago = hours < 1 ? 'kurang dari satu jam lalu' : hours < 48 ? `${hours} jam lalu` : `${Math.floor(hours / 24)} hari lalu`;
    const clock = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit' }).format(at);
    part('age-text').textContent = `Dimuat ${spelt(at)} pukul ${clock} (${ago}). Pembatalan sesudah itu belum diketahui ponsel ini.`;
    part('age').hidden = false;
    return hours;
  }

  async function isSigned(key, code, body, signature) {
    const kind = { name: 'ECDSA', namedCurve: 'P-256' };
    const publicKey = await crypto.subtle.importKey('jwk', key, kind, false, ['verify']);
    const text = new TextDecoder().decode(bytes(body));
    const message = new TextEncoder().encode(`${code}|${text}`);
    const holds = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, publicKey, bytes(signature), message);
    return holds ? text.split('|') : null;
  }

  async function hidden(code) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code)));
    return [...digest.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  function show([number, signed, until, title, name]) {
    part('number').textContent = number;
    part('signed').textContent = spelt(day(signed));
    part('until').textContent = until ? `sampai ${spelt(day(until))}` : 'tanpa batas waktu';
    part('title').textContent = title;
    part('name').textContent = name;
    part('facts').hidden = false;
  }

  async function check() {
    const code = (location.pathname.slice(base.length).match(/^([0-9A-Z]{8})\/$/) || [])[1];
    const [body, signature] = location.hash.slice(1).split('.');
    if (!code || !signature) {
      say('warn', 'PERLU JARINGAN', 'Pindai QR di surat, atau sambungkan ponsel ke internet untuk memeriksa dengan kode.');
      return;
    }
    part('code').textContent = ` kode ${code.slice(0, 4)}-${code.slice(4)}`;
    const list = await (await fetch(listUrl)).json();
    const words = await isSigned(list.key, code, body, signature).catch(() => null);
    if (!words) {
      say('danger', 'BUKAN SURAT KAMI', 'Tanda tangan di QR ini tidak cocok dengan kunci kantor desa. Jangan dipakai.');
      return;
    }
    show(words);
    const hours = tellAge(list.as_of);
    const end = words[2] && day(words[2]);
    if (list.cancelled.includes(await hidden(code))) say('danger', 'DIBATALKAN', 'Surat ini sudah dibatalkan dan tidak berlaku lagi.');
    else if (end && end.setHours(24) <= Date.now()) say('warn', 'KEDALUWARSA', 'Surat ini asli, tetapi masa berlakunya sudah lewat.');
    else if (hours >= 24 * 7) say('warn', 'ASLI, DAFTAR LAMA', 'QR ini asli. Daftar pembatalan di ponsel ini sudah lebih dari seminggu; periksa lagi dengan jaringan.');
    else say('ok', 'ASLI', 'QR ini dibuat kantor desa dan suratnya tidak ada di daftar pembatalan.');
    part('again').href = location.pathname + location.hash;
  }

  check().catch(() => say('warn', 'BELUM DAPAT DIPERIKSA', 'Ponsel ini belum menyimpan kunci kantor desa. Sambungkan ke internet lalu muat ulang.'));
})();
