/* What is pressed in a circle goes out without loading the page again, each press once: a retry carries the same key. */
const TRIES = 6;

export function attendActs({ base, words, refresh }) {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-acts]");
    const button = event.submitter;
    if (!form || !button || button.dataset.busy) return form && event.preventDefault();
    event.preventDefault();
    return press({ form, button, base, words, refresh });
  });
}

async function press({ form, button, base, words, refresh }) {
  button.dataset.busy = "yes";
  const body = new FormData(form);
  body.set("act", button.value);
  if (!body.get("key")) body.set("key", key());
  const answer = await sendAct(`${base}/acts`, body);
  delete button.dataset.busy;
  const compose = form.matches("[data-compose]");
  const state = document.getElementById("state");
  if (!answer) {
    state.textContent = words.not_sent;
    return;
  }
  for (const field of form.querySelectorAll("input[name=key]")) field.value = answer.key || key();
  state.textContent = answer.why || "";
  if (answer.did && compose) form.querySelector("textarea").value = "";
  if (answer.did && !compose) for (const field of form.querySelectorAll("input.field")) field.value = "";
  if (!answer.did || form.closest("#holding") || button.id === "b-take") refresh();
}

/* Nothing pressed is lost with the line: it is tried again, and done once. */
async function sendAct(address, body) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
    if (answer && answer.status < 500) {
      const json = (answer.headers.get("Content-Type") || "").includes("json");
      const told = json ? await answer.json() : {};
      return { did: false, why: told.sentence || told.why || "", ...told };
    }
    await new Promise((done) => { setTimeout(done, 400 * 2 ** tries); });
  }
  return null;
}

function key() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
