{% load static %}/* Keeps the page that checks a letter without network, and answers with it when the network does not. */
'use strict';
const PAGE = '{% url "service:offline" %}';
const LIST = '{% url "service:revoked" %}';
const PARTS = ['{% static "web/kentongan.css" %}', '{% static "web/kentongan.js" %}', '{% static "web/icon.svg" %}', '{% static "web/vendor/htmx.min.js" %}', '{% static "service/service.css" %}', '{% static "service/offline.js" %}'];
/* The names of the parts change with their content, and so does this. */
const KEPT = 'keaslian:' + PARTS.join();
const PATIENCE_MS = 6000;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll([PAGE, LIST, ...PARTS].map((path) => new Request(path, { credentials: 'omit' })))).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  const forget = (names) => Promise.all(names.filter((name) => name.startsWith('keaslian:') && name !== KEPT).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(forget).then(() => self.clients.claim()));
});

function fromNetwork(request) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE_MS);
  return fetch(request, { signal: control.signal }).finally(() => clearTimeout(timer));
}

async function list(request) {
  const kept = await caches.open(KEPT);
  try {
    const answer = await fromNetwork(request);
    if (!answer.ok) throw new Error(answer.status);
    await kept.put(LIST, answer.clone());
    return answer;
  } catch {
    return kept.match(LIST);
  }
}

async function page(request) {
  try {
    const answer = await fromNetwork(request);
    if (answer.status < 502) return answer;
  } catch { /* No network: the kept page reads the code from the address. */ }
  return caches.open(KEPT).then((kept) => kept.match(PAGE));
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname === LIST) event.respondWith(list(request));
  else if (request.mode === 'navigate') event.respondWith(page(request));
  else if (PARTS.includes(url.pathname)) event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
});
