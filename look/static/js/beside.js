/* The sentence that says who is beside a share. */
export async function refreshBeside() {
  const sentence = document.getElementById("beside");
  if (!sentence) return;
  const answer = await fetch(`${location.pathname}/beside`).catch(() => null);
  if (answer && answer.ok) sentence.textContent = await answer.text();
}
