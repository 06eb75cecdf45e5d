/* Sending words: once, however often the button is pressed, and again with the same key when the network fails. */
import { showReply } from "./replies.js";
import { letGo, putAside } from "./waiting.js";

const PAUSES = [3, 6, 12, 30, 60]; // seconds before each new try; the last one repeats

export function begin() {
  for (const form of document.querySelectorAll("form[data-send]")) attend(form);
}

function attend(form) {
  const letter = { form, state: form.querySelector("[data-state]"), busy: false, tries: 0, timer: 0 };
  let pressed = null;
  form.addEventListener("click", (press) => { pressed = press.target.closest("button") || pressed; });
  form.addEventListener("submit", (event) => {
    const asItIs = pressed && pressed.name === "as_it_is";
    if (pressed && pressed.name && !asItIs) return; // another button, such as “Keep as a draft”, goes the plain way
    event.preventDefault();
    if (letter.busy) return;
    clearTimeout(letter.timer);
    letter.asItIs = asItIs;
    pressed = null;
    send(letter);
  });
  addEventListener("online", () => letter.timer && send(letter));
}

async function send(letter) {
  const { form, state } = letter;
  clearTimeout(letter.timer);
  letter.timer = 0;
  letter.busy = true;
  say(state, "sending");
  const body = new FormData(form);
  if (letter.asItIs) body.set("as_it_is", "yes");
  hold(form, true);
  form.dispatchEvent(new Event("withness:sending"));
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.status >= 500) {
      if (json(answer)) show(form, (await answer.json()).care); // whom to call, also when nothing can be kept
      throw new Error("not now");
    }
    await settle(letter, answer);
  } catch {
    later(letter);
  }
  letter.busy = false;
}

async function settle(letter, answer) {
  const { form, state } = letter;
  letter.tries = 0;
  if (answer.status === 201 && json(answer)) return arrived(letter, await answer.json());
  hold(form, false);
  if (answer.status === 200 && json(answer)) {
    state.textContent = "";
    return show(form, (await answer.json()).hints);
  }
  if (answer.status === 422) return HTMLFormElement.prototype.submit.call(form); // the page says what needs a look
  if (json(answer)) state.textContent = (await answer.json()).sentence;
  else say(state, "refused");
  return undefined;
}

async function arrived({ form, state }, { to, key, care }) {
  const there = new URL(to, location.href);
  say(state, "sent");
  letGo(form.elements.key.value).catch(() => {});
  show(form, care || "");
  if (care && there.pathname !== location.pathname) return form.querySelectorAll("textarea, button, fieldset, .ask").forEach((part) => part.remove());
  if (there.pathname !== location.pathname) return location.assign(there);
  for (const field of form.querySelectorAll("textarea")) field.value = field.defaultValue = "";
  form.elements.key.value = key;
  hold(form, false);
  return showReply(there.hash.slice(1));
}

/* A card or hints, above the form's own fields; what stood there before goes. */
function show(form, piece) {
  for (const old of form.querySelectorAll("[data-piece]")) old.remove();
  if (!piece) return;
  const place = document.createElement("div");
  place.dataset.piece = "";
  place.append(...new DOMParser().parseFromString(piece, "text/html").body.childNodes);
  form.prepend(place);
  const first = place.querySelector("[tabindex]");
  if (first) first.focus();
}

function json(answer) {
  return (answer.headers.get("Content-Type") || "").startsWith("application/json");
}

function later(letter) {
  say(letter.state, "later");
  putAside(letter.form).then((kept) => kept && letter.timer && say(letter.state, "aside")).catch(() => {});
  const pause = PAUSES[Math.min(letter.tries, PAUSES.length - 1)];
  letter.tries += 1;
  letter.timer = setTimeout(() => send(letter), pause * 1000);
}

/* While words are on their way they are not changed: the first try may have arrived, and only its answer be lost. */
function hold(form, on) {
  for (const field of form.querySelectorAll("textarea, input:not([type=hidden])")) field.readOnly = on;
}

function say(state, what) {
  state.textContent = state.dataset[what];
}
