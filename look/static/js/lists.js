/* On the pages for lists of meetings: says how far a reading is without loading the page anew, and packs a large file
   before it is sent. Without it the page loads itself again, and a file goes as it is. */
const onItsWay = document.querySelector("[data-on-its-way]");
const chosen = document.querySelector("[data-pack]");

if (onItsWay) setTimeout(look, 1500);
if (chosen && "CompressionStream" in window) chosen.addEventListener("change", pack);

async function look() {
  const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  const fresh = answer && answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = fresh && fresh.querySelector("[data-on-its-way]");
  if (fresh && !now) return location.reload();
  const said = onItsWay.querySelector("[role=status]");
  const says = now && now.querySelector("[role=status]").textContent;
  if (now && said.textContent !== says) said.textContent = says;
  if (now) onItsWay.querySelector("progress").replaceWith(now.querySelector("progress"));
  return setTimeout(look, 1500);
}

async function pack() {
  const file = chosen.files[0];
  if (!file || file.size < 200000 || file.name.endsWith(".gz")) return;
  const packed = await new Response(file.stream().pipeThrough(new CompressionStream("gzip"))).blob();
  if (chosen.files[0] !== file) return;
  const box = new DataTransfer();
  box.items.add(new File([packed], file.name));
  chosen.files = box.files;
}
