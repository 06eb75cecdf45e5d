/* What happens elsewhere, as it happens: one connection for the whole browser, however many pages are open.

   Browsers allow six connections to one address. The page that holds the lock listens for all, and passes on what it
   hears; when it goes, the next takes its place from where each page stands, so that nothing is missed and nothing
   told twice. Browsers without locks listen page by page, and only while the page is looked at. */
const NAME = "withness-live";
const GATHER = 150; // milliseconds to hear what other pages want, before connecting
const ALONE = 3; // so many failures in a row, and a page tries without the others
const REST = 60_000; // a page nobody has looked at for so long stops listening
const channel = "BroadcastChannel" in window && navigator.locks ? new BroadcastChannel(NAME) : null;
const here = new Map(); // stream → the last number this page has heard
let wanted = new Map(); // while leading: stream → the number from which some page needs it
let hear = () => {};
let source, gathering, resting, letGo, leaving, leading = false, tries = 0;

/* Call `onFrame` for whatever happens after `cursor` (`group:G=41;me=7`), in order, each thing once. */
export function listen(cursor, onFrame) {
  hear = onFrame;
  for (const [stream, seq] of parse(cursor)) here.set(stream, seq);
  if (channel) channel.onmessage = (message) => heard(message.data);
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : wake()));
  document.addEventListener("freeze", sleep);
  for (const end of ["pagehide", "withness:leaving"]) addEventListener(end, sleep);
  addEventListener("pageshow", wake);
  wake();
  if (document.hidden) rest();
}

function wake() {
  clearTimeout(resting);
  if (letGo || leaving) {
    if (!leading && channel) channel.postMessage({ want: format(here) });
    return;
  }
  if (!channel) {
    leading = true;
    letGo = () => {};
    gather();
    return;
  }
  leaving = new AbortController();
  navigator.locks.request(NAME, { signal: leaving.signal }, lead).catch(() => {});
  channel.postMessage({ want: format(here) });
}

/* The other side of `wake`: give the lock to another page, or stop waiting for it. */
function sleep() {
  clearTimeout(resting);
  clearTimeout(gathering);
  gathering = undefined;
  if (source) source.close();
  leading = false;
  if (letGo) letGo();
  else if (leaving) leaving.abort();
  letGo = leaving = undefined;
}

function rest() {
  resting = setTimeout(sleep, channel ? REST : 0);
}

function lead() {
  if (!leaving) return undefined;
  leading = true;
  gather();
  return new Promise((done) => { letGo = done; });
}

/* Ask every page where it stands, then connect from the earliest of those places. One that keeps failing may be kept
   out by what another page wants, so it tries alone. */
function gather() {
  clearTimeout(gathering);
  if (source) source.close();
  wanted = new Map(here);
  if (channel && tries < ALONE) channel.postMessage({ ask: true });
  gathering = setTimeout(connect, GATHER);
}

function heard({ ask, want, frame }) {
  if (frame) deliver(frame);
  else if (ask && !leading && leaving) channel.postMessage({ want: format(here) });
  else if (want && leading) include(parse(want));
}

function include(places) {
  let behind = false;
  for (const [stream, seq] of places) {
    if (wanted.has(stream) && wanted.get(stream) <= seq) continue;
    behind = true;
    if (gathering) wanted.set(stream, seq);
  }
  if (behind && !gathering) gather();
}

function connect() {
  gathering = undefined;
  const streams = encodeURIComponent([...wanted.keys()].join(","));
  source = new EventSource(`/api/v1/live?streams=${streams}&after=${encodeURIComponent(format(wanted))}`);
  source.onmessage = (event) => pass(JSON.parse(event.data));
  source.addEventListener("hello", () => { tries = 0; });
  source.addEventListener("reset", (event) => pass({ ...JSON.parse(event.data), kind: "reset" }));
  source.addEventListener("gone", (event) => pass({ ...JSON.parse(event.data), seq: Infinity, kind: "gone" }));
  source.addEventListener("bye", (event) => (JSON.parse(event.data).why === "closing" ? again() : sleep()));
  source.onerror = trouble;
}

/* A short trouble is the browser's to mend (it resumes by Last-Event-ID); a refusal or a long one is ours. */
function trouble() {
  tries += 1;
  if (source.readyState === EventSource.CLOSED || tries > ALONE) again();
}

/* Later, and later each time. Who fails alone as well lets another page lead. */
function again() {
  source.close();
  clearTimeout(gathering);
  const pause = Math.min(1000 * 2 ** tries, 120_000) * (0.5 + Math.random() / 2);
  if (tries <= 2 * ALONE) gathering = setTimeout(gather, pause);
  else {
    sleep();
    tries = ALONE;
    setTimeout(wake, pause);
  }
}

function pass(frame) {
  if (wanted.has(frame.stream)) wanted.set(frame.stream, frame.seq);
  if (channel) channel.postMessage({ frame });
  deliver(frame);
}

function deliver(frame) {
  const last = here.get(frame.stream);
  if (last === undefined || (frame.seq <= last && frame.kind !== "reset")) return;
  here.set(frame.stream, frame.seq);
  if (frame.kind !== "blank") hear(frame);
}

function parse(cursor) {
  return cursor.split(";").filter(Boolean).map((place) => {
    const cut = place.lastIndexOf("=");
    return [place.slice(0, cut), Number(place.slice(cut + 1))];
  });
}

function format(places) {
  return [...places].map(([stream, seq]) => `${stream}=${seq}`).join(";");
}
