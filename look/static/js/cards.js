/* The list of a group's shares, brought up to date. New ones come in above what is being read, without moving it. */
const list = () => document.getElementById("shares");

/* Answers whether something new has come. */
export async function refreshCards() {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer || !answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("shares");
  const line = document.querySelector("[data-new]");
  if (!fresh && list()) list().replaceChildren();
  if (!fresh) return false;
  if (!list()) return begin(fresh, line);
  const place = reading();
  const came = take(fresh);
  if (scrollY <= 8) return came;
  if (came) show(line);
  keepPlace(place);
  return came;
}

/* The first share of a quiet group takes the place of the words that say that nobody has shared yet. */
function begin(fresh, line) {
  const quiet = document.querySelector("[data-quiet]");
  if (!quiet) return show(line);
  quiet.replaceWith(fresh);
  return true;
}

function take(fresh) {
  const old = new Map([...list().children].map((card) => [name(card), card]));
  const kept = new Set();
  let came = false;
  for (const card of [...fresh.children].reverse()) {
    const before = old.get(name(card));
    kept.add(name(card));
    if (!before) {
      list().prepend(card);
      came = true;
    } else if (before.innerHTML !== card.innerHTML && !before.contains(document.activeElement)) {
      before.replaceWith(card);
    }
  }
  forget([...old], kept);
  return came;
}

/* A card that stood between two which still stand, and is gone: its author took it back. */
function forget(old, kept) {
  const last = old.map(([id]) => kept.has(id)).lastIndexOf(true);
  for (const [id, card] of old.slice(0, last + 1)) if (!kept.has(id)) card.remove();
}

/* What is being read stays where it is on the screen. */
function reading() {
  const card = [...list().children].find((one) => one.getBoundingClientRect().bottom > 80);
  return card ? { id: name(card), top: card.getBoundingClientRect().top } : {};
}

function keepPlace({ id, top }) {
  const there = id && document.getElementById(id);
  if (there) scrollBy(0, there.parentElement.getBoundingClientRect().top - top);
}

function name(card) {
  return card.firstElementChild.id;
}

function show(line) {
  if (line) line.hidden = false;
  return true;
}
