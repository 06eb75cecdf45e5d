// Passkeys. A form with data-passkey="make" or "show" holds a hidden field for the device's answer; its options are in
// data-options, or are fetched from data-from when it is pressed. Without this module the form stays out of sight.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const words = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function readable(options) {
  const key = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
  if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (key[list]) key[list] = key[list].map((one) => ({ ...one, id: bytes(one.id) }));
  }
  return { publicKey: key };
}

function written(credential) {
  const { response } = credential;
  const answer = { clientDataJSON: words(response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) answer[part] = words(response[part]);
  }
  if (response.getTransports) answer.transports = response.getTransports();
  return JSON.stringify({
    id: credential.id, rawId: words(credential.rawId), type: credential.type, response: answer,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function ceremony(form) {
  const options = form.dataset.options || await (await fetch(form.dataset.from, { headers: { Accept: "application/json" } })).text();
  const asked = readable(JSON.parse(options));
  const credential = form.dataset.passkey === "make"
    ? await navigator.credentials.create(asked) : await navigator.credentials.get(asked);
  form.elements.credential.value = written(credential);
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential || !navigator.credentials) continue;
  form.hidden = false;
  const state = form.querySelector("[data-state]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    state.textContent = form.dataset.waiting;
    try {
      await ceremony(form);
    } catch {
      state.textContent = form.dataset.sorry;
    }
  });
}
for (const block of document.querySelectorAll("[data-if-passkeys]")) {
  block.hidden = !window.PublicKeyCredential;
}
