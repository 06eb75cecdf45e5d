/* What a page does when something happens elsewhere. Nothing moves under the reader's eyes, and focus stays. */
import { refreshBeside } from "./beside.js";
import { refreshCards } from "./cards.js";
import { listen } from "./live.js";
import { dropReply, showReply } from "./replies.js";
import { refreshWritten } from "./written.js";

const { live, group, share, talk } = document.body.dataset;
const SPEAK = 5000; // a screen reader hears of something new at most once in this many milliseconds
const patience = new Map();
let spoken = 0;

export function begin() {
  listen(live, (frame) => (frame.stream === "me" ? onNotice(frame) : onGroup(frame)));
}

function onNotice(frame) {
  if (frame.kind !== "notice" && frame.kind !== "reset") return;
  for (const mark of document.querySelectorAll("[data-waiting]")) mark.hidden = false;
}

function onGroup(frame) {
  if (frame.kind === "reset" || frame.kind === "gone") show("[data-changed]");
  else if (talk) onTalk();
  else if (share) onShare(frame);
  else if (location.search) frame.kind === "share" && show("[data-new]");
  else if (group) soon("cards", 1200, () => refreshCards().then((fresh) => fresh && tell()));
}

async function onShare({ kind, share: about, reply }) {
  if (about !== share) return;
  if (kind === "presence") soon("beside", 400, refreshBeside);
  else if (reply && kind === "taken_back") dropReply(reply);
  else if (reply) soon(reply, 400, () => showReply(reply).then((fresh) => fresh && tell()));
  else if (kind === "taken_back") takenBack();
  else if (kind === "edit") show("[data-changed]");
}

/* To look is to have read it: a page that nobody looks at waits until somebody does. */
function onTalk() {
  if (location.search) show("[data-changed]");
  else if (document.hidden) document.addEventListener("visibilitychange", onTalk, { once: true });
  else soon("written", 400, () => refreshWritten().then((fresh) => fresh && tell()));
}

/* The words go at once; what is left says why. */
function takenBack() {
  const note = document.querySelector("[data-taken-back]");
  for (const words of document.querySelectorAll("main article, main form, #replies")) words.remove();
  if (note) note.hidden = false;
}

function show(mark) {
  for (const line of document.querySelectorAll(mark)) line.hidden = false;
}

/* Many listeners hear the same thing at the same moment; each waits its own short while before asking. */
function soon(name, within, work) {
  if (patience.has(name)) return;
  patience.set(name, setTimeout(() => { patience.delete(name); work(); }, 100 + Math.random() * within));
}

function tell() {
  const voice = document.querySelector("[data-voice]");
  if (!voice || Date.now() - spoken < SPEAK) return;
  spoken = Date.now();
  voice.textContent = "";
  requestAnimationFrame(() => { voice.textContent = voice.dataset.voice; });
}
