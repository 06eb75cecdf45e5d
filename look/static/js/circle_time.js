/* The time left, softly: redrawn in steps of ten seconds, without numbers that tick. */
const STEP = 10_000;
let behind = 0; // how far this device's clock is from the house's

export function startClock(words) {
  const room = document.getElementById("room");
  if (room) behind = Number(room.dataset.clock) - Date.now();
  setInterval(() => showTime(document.getElementById("room"), words), STEP);
}

export function showTime(room, words) {
  const line = document.getElementById("left");
  if (!room || !line || !Number(room.dataset.until)) return;
  const now = Number(room.dataset.rests) || Date.now() + behind;
  const left = Math.max(0, Math.round((Number(room.dataset.until) - now) / 1000));
  line.textContent = Number(room.dataset.rests) ? "" : said(Math.round(left / 10) * 10, words);
  const arc = room.querySelector(".left");
  if (arc && Number(room.dataset.total)) arc.setAttribute("stroke-dasharray", `${Math.min(100, Math.round((100 * left) / Number(room.dataset.total)))} 100`);
}

function said(left, words) {
  const minutes = Math.floor(left / 60);
  const rest = left % 60;
  if (left <= 0) return words.finish;
  if (!minutes) return words.seconds.replace("%(s)s", rest);
  return (rest ? words.both : words.minutes).replace("%(m)s", minutes).replace("%(s)s", rest);
}
