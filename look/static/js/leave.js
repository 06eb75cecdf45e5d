/* Leaving quickly: a press, or Escape three times. The page is empty before the browser has begun to go anywhere.

   Who stands behind somebody's chair sees the screen, not the network, so blanking comes first. Other open pages of
   the house in this browser go too. */
const TIMES = 3;
const WITHIN = 3000; // milliseconds from the first press to the last
const room = "BroadcastChannel" in window ? new BroadcastChannel("withness-leave") : null;
let way = "/leave";
let presses = [];

export function readyToLeave() {
  const link = document.querySelector("[data-leave]");
  if (!link) return;
  way = link.getAttribute("href");
  say(link);
  link.addEventListener("click", (press) => {
    press.preventDefault();
    leave();
  });
  addEventListener("keydown", count, true);
  addEventListener("pageshow", (shown) => shown.persisted && forget());
  if (room) room.onmessage = go;
}

/* The hint is true only where this script runs, so the script brings it. */
function say(link) {
  const hint = document.createElement("span");
  hint.id = "leave-by-key";
  hint.hidden = true;
  hint.textContent = link.dataset.leave;
  link.after(hint);
  link.setAttribute("aria-describedby", hint.id);
}

function count(key) {
  if (key.repeat) return;
  if (key.key !== "Escape") {
    presses = [];
    return;
  }
  const now = Date.now();
  presses = [...presses.filter((at) => now - at < WITHIN), now];
  if (presses.length >= TIMES) leave();
}

function leave() {
  if (room) room.postMessage("leave");
  go();
}

function go() {
  blank();
  location.replace(way);
}

function blank() {
  document.documentElement.hidden = true;
  document.title = "\u00a0";
  for (const sound of document.querySelectorAll("audio, video")) sound.pause();
  dispatchEvent(new Event("withness:leaving"));
  document.body.replaceChildren();
}

/* Back has brought this page from the browser's memory, though it was told to keep none: look again, or show nothing. */
function forget() {
  document.documentElement.hidden = true;
  location.reload();
}
