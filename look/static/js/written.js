/* What two write to each other, brought up to date. The field below, and whatever has the focus, stay as they are. */
const list = () => document.getElementById("written");

/* Answers whether something new has come. */
export async function refreshWritten() {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer || !answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("written");
  if (!fresh) return false;
  const old = new Map([...list().children].map((one) => [one.id, one]));
  let came = false;
  const rows = [...fresh.children].map((one) => {
    const before = old.get(one.id);
    came ||= Boolean(one.id) && !before;
    const stays = before && (before.innerHTML === one.innerHTML || before.contains(document.activeElement));
    return stays ? before : document.importNode(one, true);
  });
  place(rows);
  return came;
}

/* Row by row, so that what stays is never taken out of the page: it would lose the focus. */
function place(rows) {
  for (const one of [...list().children]) if (!rows.includes(one)) one.remove();
  rows.forEach((row, n) => {
    const there = list().children[n];
    if (there !== row) list().insertBefore(row, there || null);
  });
}
