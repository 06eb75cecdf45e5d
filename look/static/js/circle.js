/* A circle as it goes on. Turns and hands are shown from what the stream tells; only when more has changed is the part
   of the page asked for again. Focus and scroll stay where they are; a screen reader hears at most one sentence in five
   seconds, and each share once. */
import { circleVoice } from "./circle_voice.js";
import { attendActs } from "./circle_acts.js";
import { showTime, startClock } from "./circle_time.js";
import { listen } from "./live.js";

const { circle, base, me, at } = document.body.dataset;
const BEAT = 20_000; // milliseconds between two signs that this page is open
const CROWD = me ? 1 : 16; // who listens without a seat may be one of a thousand: they ask less hastily
const OFTEN = new Set(["presence", "raise_hand", "lower_hand", "burning_desire", "done", "pass", "speak", "next", "extend", "pause", "resume", "later", "commit"]);
const words = JSON.parse(document.querySelector("[data-words]")?.dataset.words || "{}");
const voice = circleVoice(document.getElementById("voice"));
let asking = 0;
let again = false;
let touched = 0; // since when a finger rests on the page
addEventListener("pointerdown", () => { touched = Date.now(); }, true);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { touched = 0; }, true);

export function begin() {
  listen(circle, hear);
  if (at !== "room") return;
  attendActs({ base, words, refresh: () => refresh(0) });
  startClock(words);
  if (me) setInterval(beat, BEAT);
  addEventListener("online", () => refresh(0));
  document.addEventListener("visibilitychange", () => document.hidden || !me || beat());
}

function hear(frame) {
  if (frame.stream === "me") return frame.kind === "notice" && news();
  if (frame.kind === "gone" || at !== "room") return reload(frame.kind === "gone" ? 200 : 600);
  if (frame.kind === "close" || frame.kind === "reset") return reload(600);
  if (frame.kind === "join" && frame.wait && !document.getElementById("holding")) return undefined;
  const room = document.getElementById("room");
  if (frame.said) setTimeout(fetchSaid, (CROWD - 1) * 400 * Math.random());
  if (room && OFTEN.has(frame.kind) && String(frame.part) === room.dataset.part) return patch(room, frame);
  return refresh(500);
}

function news() {
  for (const mark of document.querySelectorAll("[data-waiting]")) mark.hidden = false;
}

/* What the stream says is enough for a turn, a hand or a tap. */
function patch(room, frame) {
  const actor = seat(frame.to || frame.seat);
  const before = room.dataset.now;
  const turned = String(frame.now) !== before;
  if (frame.kind === "presence") return tap(frame);
  if (frame.kind === "raise_hand" || frame.kind === "burning_desire") status(actor, words[frame.kind === "raise_hand" ? "hand" : "burning"], "hand");
  if (frame.kind === "lower_hand") status(actor, "");
  if (frame.kind === "pass") status(actor, words.passed);
  if (turned && Number(before)) status(seat(before), frame.kind === "pass" && String(frame.to || frame.seat) === before ? words.passed : words.spoken);
  Object.assign(room.dataset, { seq: frame.seq, now: frame.now, until: frame.until, rests: frame.rests });
  if (turned) turn(room, frame);
  const next = seat(frame.then);
  for (const one of document.querySelectorAll(".seats span")) if (one.textContent === words.next) one.textContent = "";
  if (next && !next.querySelector("span").textContent) next.querySelector("span").textContent = words.next;
  for (const field of document.querySelectorAll("input[name=seq]")) field.value = frame.seq;
  if (!turned) headline(room, frame);
  buttons(room, frame);
  showTime(room, words);
  if (document.getElementById("holding")) refresh(800);
  return undefined;
}

function turn(room, frame) {
  for (const one of document.querySelectorAll(".seats [aria-current]")) one.removeAttribute("aria-current");
  const speaker = seat(frame.now);
  if (speaker) {
    speaker.setAttribute("aria-current", "true");
    status(speaker, words.speaks);
  }
  breathe(room);
  headline(room, frame);
  voice.say(document.querySelector("#turn b").textContent + (speaker && String(frame.now) !== me ? ` ${words.speaking}` : ""));
}

function headline(room, frame) {
  const left = document.getElementById("left");
  const head = document.createElement("b");
  const speaker = seat(frame.now);
  head.textContent = frame.rests ? words.rest : String(frame.now) === me ? words.mine : speaker ? speaker.dataset.name : words.open;
  document.getElementById("turn").replaceChildren(head, ...(speaker && !frame.rests && String(frame.now) !== me ? [` ${words.speaking}`] : []), left);
}

/* The light breathes once when a turn begins. */
function breathe(room) {
  const svg = room.querySelector(".time");
  const glow = svg.querySelector(".glow") || document.createElementNS("http://www.w3.org/2000/svg", "circle");
  const fresh = glow.cloneNode();
  for (const [name, value] of [["class", "glow"], ["cx", 50], ["cy", 50], ["r", 46]]) fresh.setAttribute(name, value);
  glow.remove();
  svg.prepend(fresh);
}

function buttons(room, frame) {
  const mine = String(frame.now) === me;
  const actor = String(frame.to || frame.seat) === me;
  const show = (when, on) => { for (const button of room.querySelectorAll(`[data-when=${when}]`)) button.hidden = !on; };
  show("mine", mine);
  if (actor && frame.kind === "pass") { show("unspoken", false); show("passed", true); }
  if (actor && frame.kind === "speak") { show("unspoken", true); show("passed", false); }
  if (actor && frame.kind === "done") { show("unspoken", false); show("passed", false); }
  const up = Boolean(seat(me)?.classList.contains("hand"));
  show("up", up);
  show("down", !up && !mine);
  show("calm", !mine && !(actor && frame.kind === "burning_desire"));
  const send = document.querySelector("[data-send-act]");
  if (send) send.value = mine && room.querySelector("[data-when=unspoken]") ? "done" : "speak";
}

function status(one, text, mark = "") {
  if (!one) return;
  one.querySelector("span").textContent = text;
  one.classList.toggle("hand", mark === "hand");
}

function tap({ seat: by, tap: kind }) {
  const line = document.getElementById("taps");
  const one = seat(by);
  if (line && one && String(by) !== me && words[kind]) line.textContent = words[kind].replace("%(name)s", one.dataset.name);
}

function seat(number) {
  return document.querySelector(`.seats [data-seat="${number}"]`);
}

/* Many hear the same thing in the same moment; each waits its own short while before asking. */
function refresh(within) {
  if (asking) { again = true; return; }
  asking = setTimeout(fetchRoom, within * CROWD * Math.random());
}

async function fetchRoom() {
  const answer = await fetch(`${base}/room`).catch(() => null);
  asking = 0;
  if (answer && answer.status === 404) return reload(0);
  if (answer && answer.ok) replace(await answer.text());
  else refresh(4000);
  if (again) { again = false; refresh(300); }
  return undefined;
}

/* The new part takes the place of the old one; what somebody is typing in it, and where they are, stays. A button is not
   taken away from under a finger that is on it: the press would be lost. */
function replace(html) {
  if (touched && Date.now() - touched < 3000) { again = true; return; }
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("room");
  const old = document.getElementById("room");
  if (!fresh || Number(fresh.dataset.seq) < Number(old.dataset.seq)) return;
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  const typed = [...old.querySelectorAll("input.field")].map((field) => [field.id, field.value]);
  const folds = [...old.querySelectorAll("details")].map((fold) => [fold.id, fold.open]);
  const head = document.querySelector("#turn b")?.textContent;
  const changed = old.dataset.part !== fresh.dataset.part || head !== fresh.querySelector("#turn b").textContent;
  old.replaceWith(fresh);
  for (const [id, value] of typed) if (document.getElementById(id)) document.getElementById(id).value = value;
  for (const [id, open] of folds) if (document.getElementById(id)) document.getElementById(id).open = open;
  if (focused) (document.getElementById(focused) || document.getElementById("around")).focus({ preventScroll: true });
  for (const field of document.querySelectorAll("input[name=seq]")) field.value = fresh.dataset.seq;
  if (changed) voice.say(fresh.querySelector("#turn").innerText.split("\n")[0]);
  showTime(fresh, words);
  buttonsAfter(fresh);
}

function buttonsAfter(room) {
  const send = document.querySelector("[data-send-act]");
  if (send) send.value = room.dataset.now === me && room.querySelector("[data-when=unspoken]") ? "done" : "speak";
}

let fetching = false;
async function fetchSaid() {
  if (fetching) return setTimeout(fetchSaid, 400);
  fetching = true;
  const log = document.getElementById("log");
  const last = log.lastElementChild ? log.lastElementChild.dataset.said : 0;
  const answer = await fetch(`${base}/said?after=${last}`).catch(() => null);
  if (answer && answer.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const piece of page.querySelectorAll("[data-said]")) {
      if (document.getElementById(piece.id)) continue;
      log.append(piece);
      voice.say(`${words.wrote.replace("%(name)s", piece.querySelector(".by b").textContent)}: ${piece.querySelector(".words").textContent.trim()}`);
    }
  } else setTimeout(fetchSaid, 3000);
  fetching = false;
  return undefined;
}

function beat() {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (!token) return;
  const body = new FormData();
  body.set("csrfmiddlewaretoken", token.value);
  fetch(`${base}/here`, { method: "POST", body }).catch(() => {});
}

function reload(within) {
  setTimeout(() => location.reload(), within * Math.random());
}
