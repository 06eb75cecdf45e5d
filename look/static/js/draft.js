/* Keeps what is being written: two seconds after the last letter, and when the page goes. */
const PAUSE = 2000;

export function begin() {
  for (const form of document.querySelectorAll("form[data-draft]")) attend(form);
}

function attend(form) {
  const state = form.querySelector("[data-state]");
  let timer = 0;
  const stop = () => { clearTimeout(timer); timer = 0; };
  const keep = async () => {
    stop();
    const kept = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), keepalive: true })
      .then((answer) => answer.ok, () => false);
    if (kept && !timer) state.textContent = state.dataset.kept;
  };
  form.addEventListener("input", () => {
    stop();
    state.textContent = "";
    timer = setTimeout(keep, PAUSE);
  });
  for (const sending of ["submit", "withness:sending"]) form.addEventListener(sending, stop);
  addEventListener("withness:leaving", stop);
  addEventListener("pagehide", () => timer && keep());
}
