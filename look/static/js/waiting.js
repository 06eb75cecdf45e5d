/* Words that wait on this device for the network, each with the key that makes it arrive once. Only where somebody
   asked for it (“On this device”); they carry the token of the one who wrote them, so that nobody else can send them. */
const BOX = "withness-device";
const SHELF = "waiting";

export async function allowed() {
  return "caches" in window && "indexedDB" in window && caches.has("withness-mine");
}

export function begin() {
  addEventListener("online", sendWaiting);
  return sendWaiting();
}

export async function putAside(form) {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const key = new Map(fields).get("key");
  if (!key || !(await allowed())) return false;
  await shelf("readwrite", (rows) => rows.put({ key, action: form.action, fields, refused: false }));
  return true;
}

export async function waiting() {
  return shelf("readonly", (rows) => rows.getAll());
}

export async function letGo(key) {
  if (await allowed()) await shelf("readwrite", (rows) => rows.delete(key));
}

export async function sendWaiting() {
  if (!(await allowed())) return;
  for (const letter of await waiting()) {
    if (letter.refused) continue;
    const body = new FormData();
    for (const [name, value] of letter.fields) body.append(name, value);
    const answer = await fetch(letter.action, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer || answer.status >= 500 || answer.status === 429) return;
    if (answer.status === 201) await letGo(letter.key);
    else await shelf("readwrite", (rows) => rows.put({ ...letter, refused: true }));
    dispatchEvent(new Event("withness:waiting"));
  }
}

function shelf(mode, deed) {
  return new Promise((done, no) => {
    const asked = indexedDB.open(BOX, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(SHELF, { keyPath: "key" });
    asked.onerror = () => no(asked.error);
    asked.onsuccess = () => {
      const box = asked.result;
      const step = box.transaction(SHELF, mode);
      const found = deed(step.objectStore(SHELF));
      step.oncomplete = () => { box.close(); done(found.result); };
      step.onerror = () => { box.close(); no(step.error); };
    };
  });
}
