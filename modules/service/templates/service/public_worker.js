{% load static %}/* Keeps public pages this phone has opened, and shows them with their age while there is no network. Nothing of officers, nothing of a person. */
'use strict';
const STATIC = '{% get_static_prefix %}';
const KEPT = 'umum:1';
const MOST = 12;
const PATIENCE_MS = 6000;
const WEEK_MS = 7 * 24 * 3600000;
const AT = 'X-Disimpan';
/* Which pages may be asked for here; which of them may be kept the server says of each answer. */
const PUBLIC = /^\/(layanan\/([a-z0-9-]+\/)?|lacak\/[0-9A-Za-z-]{8,9}\/)?$/;

self.addEventListener('install', (event) => {
  event.waitUntil(fetch('/', { credentials: 'omit' }).then((answer) => keep('/', answer)).catch(() => {}).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  const forget = (names) => Promise.all(names.filter((name) => name.startsWith('umum:') && name !== KEPT).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(forget).then(() => self.clients.claim()));
});

async function keep(path, answer) {
  if (answer.status !== 200 || answer.redirected || answer.headers.get('X-Boleh-Disimpan') !== 'ya') return;
  const headers = { 'Content-Type': 'text/html; charset=utf-8', [AT]: new Date().toISOString() };
  const policy = answer.headers.get('Content-Security-Policy');
  if (policy) headers['Content-Security-Policy'] = policy;
  const kept = await caches.open(KEPT);
  const text = await answer.text();
  await kept.delete(path);
  await kept.put(path, new Response(text, { headers }));
  const parts = [...text.matchAll(/(?:href|src)="([^"]+\.(?:css|js))"/g)].map((found) => found[1]).filter((part) => part.startsWith(STATIC));
  await Promise.all(parts.map(async (part) => (await kept.match(part)) || kept.add(part).catch(() => {})));
  await drop(kept);
}

async function drop(kept) {
  const paths = (await kept.keys()).map((request) => new URL(request.url).pathname);
  const pages = paths.filter((path) => !path.startsWith(STATIC));
  const parts = paths.filter((path) => path.startsWith(STATIC));
  const old = [...pages.slice(0, -MOST), ...parts.slice(0, -2 * MOST)];
  await Promise.all(old.map((path) => kept.delete(path)));
}

function age(since) {
  const hours = Math.floor((Date.now() - since) / 3600000);
  const ago = hours < 1 ? 'kurang dari satu jam lalu' : hours < 48 ? `${hours} jam lalu` : `${Math.floor(hours / 24)} hari lalu`;
  const day = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'long', year: 'numeric' }).format(since);
  const clock = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit' }).format(since);
  return `Disimpan ${day} pukul ${clock} (${ago}). Mungkin sudah berubah.`;
}

async function fromKept(path) {
  const kept = await caches.open(KEPT);
  const asked = await kept.match(path);
  const found = asked || (await kept.match('/'));
  if (!found) return Response.error();
  const since = new Date(found.headers.get(AT));
  if (Date.now() - since > WEEK_MS) {
    await kept.delete(asked ? path : '/');
    return Response.error();
  }
  const title = asked ? 'Tanpa jaringan' : 'Tanpa jaringan. Halaman itu belum pernah dibuka di ponsel ini';
  const sign = `<div class="banner banner-warn" role="alert" data-kept><div><p class="strong">${title}</p><p>${age(since)}</p></div></div>`;
  const text = (await found.text()).replace(/<main [^>]*>/, (main) => main + sign);
  return new Response(text, { headers: found.headers });
}

async function page(event, path) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(event.request, { signal: control.signal });
    if (answer.status === 502 || answer.status === 504) return await fromKept(path);
    event.waitUntil(keep(path, answer.clone()));
    return answer;
  } catch {
    return fromKept(path);
  } finally {
    clearTimeout(timer);
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && !url.search && PUBLIC.test(url.pathname)) event.respondWith(page(event, url.pathname));
  else if (url.pathname.startsWith(STATIC) && /\.(css|js)$/.test(url.pathname)) event.respondWith(fetch(request).catch(async () => (await caches.match(request)) || Response.error()));
});
