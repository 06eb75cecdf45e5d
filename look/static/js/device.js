/* “On this device”: keeps, and drops, what somebody asks to have at hand. Until they ask, nothing is kept at all. */
import { letGo, sendWaiting, waiting } from "./waiting.js";

const page = document.querySelector("[data-device]");
const said = page.querySelector("[data-said]");

if ("serviceWorker" in navigator && "caches" in window && window.isSecureContext) begin();

function begin() {
  document.querySelector("[data-plain]").hidden = true;
  page.hidden = false;
  page.addEventListener("click", (press) => {
    const button = press.target.closest("button");
    if (button) act(button);
  });
  addEventListener("withness:waiting", show);
  show();
}

async function act(button) {
  const { keep, drop, sendNow, throwAway } = button.dataset;
  button.disabled = true;
  said.textContent = said.dataset.working;
  let good = true;
  if (keep) good = await ask({ keep }).catch(() => false);
  else if (drop) good = await ask({ drop }).catch(() => false);
  else if (throwAway) await letGo(throwAway);
  else if (sendNow !== undefined) await sendWaiting();
  button.disabled = false;
  said.textContent = good ? "" : said.dataset.no;
  await show();
}

async function ask(words) {
  if (words.drop && !(await navigator.serviceWorker.getRegistration())) return true;
  await navigator.serviceWorker.register("/worker.js", { scope: "/", updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  const line = new MessageChannel();
  return new Promise((answer) => {
    line.port1.onmessage = ({ data }) => answer(data);
    active.postMessage(words, [line.port2]);
  });
}

async function show() {
  for (const what of ["help", "mine"]) {
    const here = await caches.has(`withness-${what}`);
    for (const one of page.querySelectorAll(`[data-when="${what}"], [data-drop="${what}"]`)) one.hidden = !here;
    for (const one of page.querySelectorAll(`[data-keep="${what}"]`)) one.hidden = here;
  }
  const place = page.querySelector("[data-waiting-words]");
  if (place) list(place, (await caches.has("withness-mine")) ? await waiting() : []);
}

function list(place, letters) {
  const rows = place.querySelector("[data-list]");
  place.hidden = letters.length === 0;
  rows.replaceChildren(...letters.map((letter) => {
    const row = document.createElement("li");
    const words = document.createElement("p");
    words.dir = "auto";
    words.className = "words";
    words.textContent = new Map(letter.fields).get("words") || "";
    const button = document.createElement("button");
    button.className = "btn";
    button.type = "button";
    button.dataset.throwAway = letter.key;
    button.textContent = rows.dataset.throw;
    row.append(words, button);
    if (letter.refused) {
      const why = document.createElement("p");
      why.textContent = rows.dataset.refused;
      words.after(why);
    }
    return row;
  }));
}
