// The browser notebook on a second visit, without a network: what was loaded once is kept.
// VERSION and HELD are written by lite.py: what changes is loaded again, and all that a visit needs.
/* global VERSION, HELD */

// another course at the same host has caches of its own
const OWN = `course ${new URL(self.registration.scope).pathname} `;
const CACHE = OWN + VERSION;

self.addEventListener('install', event => {
  self.skipWaiting();
  event.waitUntil(caches.open(CACHE));
});

self.addEventListener('activate', event => {
  const old = name => name.startsWith(OWN) && name !== CACHE;
  const drop = async () => {
    for (const name of (await caches.keys()).filter(old)) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(drop());
});

/** Keep what a page has loaded before this worker was there. */
self.addEventListener('message', event => {
  const keep = async () => {
    const cache = await caches.open(CACHE);
    for (const url of event.data.keep)
      if (!(await cache.match(url))) await cache.add(url).catch(() => {});
  };
  event.waitUntil(keep());
});

async function fromNetwork(request, cache) {
  const answer = await fetch(request);
  if (answer.ok) cache.put(request, answer.clone());
  return answer;
}

async function answerTo(request) {
  const cache = await caches.open(CACHE);
  const held = await cache.match(request, {ignoreSearch: request.mode === 'navigate'});
  const {pathname} = new URL(request.url);
  if (held && HELD.some(part => pathname.includes(part))) return held;
  try {
    const answer = await fromNetwork(request, cache);
    if (answer.ok || !held) return answer;
  } catch {
    /* no network */
  }
  return held ?? new Response('', {status: 504, statusText: 'no network'});
}

self.addEventListener('fetch', event => {
  const {request} = event;
  if (request.method === 'GET' && request.url.startsWith('http'))
    event.respondWith(answerTo(request));
});
