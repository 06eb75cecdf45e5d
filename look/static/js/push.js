/* “Wake this device”: asks the browser, and hands what it answers to the form. */
const form = document.querySelector("form[data-push]");

if (form && "serviceWorker" in navigator && "PushManager" in window && window.isSecureContext) {
  form.hidden = false;
  document.querySelector("[data-push-plain]").hidden = true;
  form.addEventListener("submit", (press) => {
    if (form.elements.endpoint.value) return;
    press.preventDefault();
    wake().catch(() => { form.querySelector("[data-said]").textContent = form.dataset.no; });
  });
}

async function wake() {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("no");
  await navigator.serviceWorker.register("/worker.js", { scope: "/", updateViaCache: "none" });
  const { pushManager } = await navigator.serviceWorker.ready;
  const before = await pushManager.getSubscription();
  if (before) await before.unsubscribe();
  const found = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: raw(form.dataset.push) });
  const { endpoint, keys } = found.toJSON();
  form.elements.endpoint.value = endpoint;
  form.elements.p256dh.value = keys.p256dh;
  form.elements.auth.value = keys.auth;
  form.submit();
}

function raw(text) {
  const padded = text.replaceAll("-", "+").replaceAll("_", "/") + "=".repeat((4 - (text.length % 4)) % 4);
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
}
