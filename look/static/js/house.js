/* Brings a page the scripts its marks ask for, and no others. Every page works without any of them. */
import { readyToLeave } from "./leave.js";

readyToLeave();

const wishes = [
  ["[data-live]", () => import("./arrivals.js")],
  ["[data-circle]", () => import("./circle.js")],
  ["[data-voices]", () => import("./voices.js")],
  ["form[data-send]", () => import("./send.js")],
  ["form[data-draft]", () => import("./draft.js")],
  ["form[data-presences]", () => import("./presence.js")],
];

if ("caches" in window) {
  caches.has("withness-mine").then((here) => here && import("./waiting.js").then((script) => script.begin())).catch(() => {});
}
if (navigator.clearAppBadge && document.querySelector("[data-waiting][hidden]")) navigator.clearAppBadge().catch(() => {});

/* A page that stands where a form could not be sent: loading it again sends the form. */
for (const button of document.querySelectorAll("[data-again]")) {
  button.hidden = false;
  button.addEventListener("click", () => location.reload());
}

/* The mark that a page is whole is for whoever must not press before that: our journeys, and other programs. */
const wished = wishes.filter(([mark]) => document.querySelector(mark));
let coming = wished.length;
const whole = () => { if (coming === 0) document.documentElement.dataset.whole = ""; };
for (const [, bring] of wished) {
  bring().then((script) => { script.begin(); }).finally(() => { coming -= 1; whole(); });
}
whole();
