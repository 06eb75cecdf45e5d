/* A reply that is not on the page yet, put where it belongs, without moving what somebody is reading. */
const replies = () => document.getElementById("replies");
const address = (id) => `${location.pathname}/r/${id}`;

export async function showReply(id) {
  const piece = await fetchPiece(id);
  if (!piece || !replies()) return false;
  const there = document.getElementById(id);
  if (there) there.replaceWith(piece);
  else replies().append(piece);
  return !there;
}

export function dropReply(id) {
  const there = document.getElementById(id);
  if (there && replies().contains(there)) there.remove();
}

async function fetchPiece(id) {
  const answer = await fetch(address(id)).catch(() => null);
  if (!answer || !answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.getElementById(id);
}
