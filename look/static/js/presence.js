/* “I hear you” without loading the page again. */
import { refreshBeside } from "./beside.js";

export function begin() {
  for (const form of document.querySelectorAll("form[data-presences]")) form.addEventListener("click", (press) => tap(press, form));
}

async function tap(press, form) {
  const button = press.target.closest("button[name=kind]");
  if (!button) return;
  press.preventDefault();
  if (button.dataset.busy) return;
  button.dataset.busy = "yes";
  const body = new FormData(form);
  body.set("kind", button.value);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  delete button.dataset.busy;
  if (!answer || answer.status !== 201) return fall(form, button);
  button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  return refreshBeside();
}

/* The plain way, so that the page says what is the matter. */
function fall(form, button) {
  const kind = document.createElement("input");
  kind.type = "hidden";
  kind.name = button.name;
  kind.value = button.value;
  form.append(kind);
  form.submit();
}
