/* Runs beside our pages, only where somebody asked for it, and keeps only what they asked to have kept.

   help: the page “Help now” as they last saw it, this house's styles, and pages for when there is no network.
   mine: their toolkit, and words still to send. Nothing sealed and no other page of theirs is ever kept. Leaving quickly
   and signing out drop all of it, and this script with it. That a box exists is what says that somebody agreed. */
const EDITION = {{ edition|tojson }};
const DRESS = {{ dress|tojson }};
const PAGES = {{ pages|tojson }};
const HELP = "withness-help";
const MINE = "withness-mine";
const BOX = "withness-device";
const OFFLINE = "/device/offline";
const ASIDE = "/device/aside";
const UNSENT = "/device/unsent";
const CALM = "/weather";
const TOOLKIT = "/skills/toolkit";
const WRITTEN = /^\/g\/[^/]+\/(shares\/new|s\/[^/]+\/replies)$/; // where words go that arrive once, by their key
const PATIENCE = 3000; // milliseconds before a kept “Help now” is shown instead of one that is still on its way

addEventListener("install", (event) => event.waitUntil(skipWaiting()));
addEventListener("activate", (event) => event.waitUntil(Promise.all([clients.claim(), renew()])));

addEventListener("message", (event) => {
  const { keep, drop } = event.data || {};
  const done = (good) => event.ports[0] && event.ports[0].postMessage(good);
  const deed = keep === "help" ? keepHelp : keep === "mine" ? keepMine : drop === "mine" ? dropMine : drop === "all" ? forget : null;
  if (deed) event.waitUntil(deed().then(() => done(true), () => done(false)));
});

addEventListener("fetch", (event) => {
  const at = new URL(event.request.url);
  if (at.origin !== location.origin) return;
  if (at.pathname === "/leave") event.respondWith(goAway(event, CALM));
  else if (event.request.method === "POST") {
    if (at.pathname === "/account/sign-out" || at.pathname === "/me/erase") event.respondWith(goAway(event, OFFLINE));
    else if (event.request.mode === "navigate" && !hasFiles(event.request)) event.respondWith(send(event, at));
  } else if (event.request.mode === "navigate") event.respondWith(turn(event, at));
  else if (DRESS.includes(at.pathname)) event.respondWith(kept(at.pathname).then((found) => found || fetch(event.request)));
});

/* Words that say nothing: whoever looks at the locked screen learns no more than that something is there. */
addEventListener("push", (event) => event.waitUntil(tell(event.data)));

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow("/notices"));
});

async function tell(data) {
  let words = "Something is waiting";
  try {
    words = data.json().words || words;
  } catch { /* a push without words */ }
  if (navigator.setAppBadge) navigator.setAppBadge().catch(() => {});
  await registration.showNotification("Withness", {
    body: words, tag: "withness", icon: {{ icon|tojson }}, badge: {{ badge|tojson }}, silent: false,
  });
}

function kept(path) {
  return caches.match(path, { ignoreVary: true, ignoreSearch: true });
}

async function turn(event, at) {
  const coming = fetch(event.request);
  if (at.pathname === "/help") return help(event, coming);
  try {
    const answer = await coming;
    if (at.pathname === TOOLKIT) event.waitUntil(renewToolkit(answer.clone()));
    return answer;
  } catch (no) {
    const mine = at.pathname === TOOLKIT ? await kept(TOOLKIT) : null;
    const instead = mine || (await kept(OFFLINE));
    if (instead) return instead;
    throw no;
  }
}

/* A file goes the browser's own way: some browsers lose it when a worker passes it on. */
function hasFiles(request) {
  return (request.headers.get("Content-Type") || "").startsWith("multipart/");
}

/* Sent before the page's own script had come, or where it never came: the browser's own error page would take the words
   of somebody in a tunnel. Any other form is answered with a page that can be loaded again, which sends it once more. */
async function send(event, at) {
  const copy = WRITTEN.test(at.pathname) ? event.request.clone() : null;
  try {
    return await fetch(event.request);
  } catch (no) {
    const aside = copy && (await putAside(copy).catch(() => false));
    const instead = await kept(aside ? ASIDE : UNSENT);
    if (instead) return instead;
    throw no;
  }
}

/* The same box as in waiting.js, which this script cannot import in every browser. */
async function putAside(request) {
  const fields = [...(await request.formData())].filter(([, value]) => typeof value === "string");
  const named = new Map(fields);
  if (!named.get("key") || named.has("do") || !(await caches.has(MINE))) return false;
  return new Promise((done, no) => {
    const asked = indexedDB.open(BOX, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("waiting", { keyPath: "key" });
    asked.onerror = () => no(asked.error);
    asked.onsuccess = () => {
      const step = asked.result.transaction("waiting", "readwrite");
      step.objectStore("waiting").put({ key: named.get("key"), action: request.url, fields, refused: false });
      step.oncomplete = () => { asked.result.close(); done(true); };
      step.onerror = () => { asked.result.close(); no(step.error); };
    };
  });
}

async function help(event, coming) {
  const copy = await kept("/help");
  const fresh = coming.then((answer) => {
    if (copy && answer.ok) event.waitUntil(put(HELP, "/help", answer.clone()));
    return answer;
  });
  if (!copy) return fresh;
  const late = new Promise((done) => { setTimeout(done, PATIENCE, copy); });
  return Promise.race([fresh.catch(() => copy), late]);
}

async function put(box, path, answer) {
  if (await caches.has(box)) await (await caches.open(box)).put(path, answer);
}

/* Signed out elsewhere, or in by somebody else: what was kept of the toolkit is not shown again. */
async function renewToolkit(answer) {
  if (!(await caches.has(MINE))) return;
  if (answer.ok && !answer.redirected) await put(MINE, TOOLKIT, answer);
  else await caches.delete(MINE);
}

async function keepHelp() {
  const box = await caches.open(HELP);
  await box.addAll(DRESS);
  for (const path of PAGES) await box.put(path, await whole(path));
  await box.put("/device/edition", new Response(EDITION));
}

async function keepMine() {
  await keepHelp();
  const toolkit = await whole(TOOLKIT);
  await (await caches.open(MINE)).put(TOOLKIT, toolkit);
}

async function whole(path) {
  const answer = await fetch(path, { cache: "no-store", credentials: "same-origin", redirect: "error" });
  if (!answer.ok) throw new Error("not now");
  return answer;
}

async function renew() {
  if (!(await caches.has(HELP))) return;
  const edition = await kept("/device/edition");
  if (!edition || (await edition.text()) !== EDITION) await keepHelp().catch(() => {});
}

async function dropMine() {
  await caches.delete(MINE);
  await dropWaiting();
}

function dropWaiting() {
  return new Promise((done) => {
    const asked = indexedDB.deleteDatabase(BOX);
    asked.onsuccess = asked.onerror = asked.onblocked = done;
  });
}

async function forget() {
  for (const shown of await registration.getNotifications()) shown.close();
  if (navigator.clearAppBadge) navigator.clearAppBadge().catch(() => {});
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  await dropWaiting();
  await registration.unregister();
}

async function goAway(event, instead) {
  const calm = await kept(instead);
  const gone = fetch(event.request).catch((no) => {
    if (calm) return calm;
    throw no;
  });
  event.waitUntil(forget());
  return gone;
}
