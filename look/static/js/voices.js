/* Our own page of sound: one microphone in, one mixed sound out. The offer waits until it holds every way to us. */
const form = document.querySelector("[data-voices-form]");
const state = document.getElementById("v-state");
const [join, mute, leave, talking, sound] = ["v-join", "v-mute", "v-leave", "v-talking", "v-sound"].map((id) => document.getElementById(id));
const base = document.body.dataset.voices;
const BEAT = 5000;
let line = "";
let call, microphone, beating;

export function begin() {
  join.addEventListener("click", enter);
  mute.addEventListener("click", hush);
  leave.addEventListener("click", () => out("left"));
  addEventListener("pagehide", () => line && out("left"));
}

async function enter() {
  join.disabled = true;
  try {
    microphone = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
    call = new RTCPeerConnection();
    for (const track of microphone.getTracks()) call.addTrack(track, microphone);
    call.ontrack = ({ streams }) => { [sound.srcObject] = streams; };
    await call.setLocalDescription(await call.createOffer());
    await gathered(call);
    const answer = await send("/offer", { sdp: call.localDescription.sdp });
    line = answer.line;
    await call.setRemoteDescription({ type: "answer", sdp: answer.sdp });
    state.textContent = state.dataset.joined;
    beating = setInterval(beat, BEAT);
    for (const [button, on] of [[join, false], [mute, true], [leave, true]]) button.hidden = !on;
  } catch {
    out("trouble");
  }
  join.disabled = false;
}

function gathered(peer) {
  return new Promise((done) => {
    if (peer.iceGatheringState === "complete") done();
    peer.onicegatheringstatechange = () => peer.iceGatheringState === "complete" && done();
    setTimeout(done, 3000);
  });
}

function hush() {
  const off = mute.getAttribute("aria-pressed") !== "true";
  mute.setAttribute("aria-pressed", String(off));
  for (const track of microphone.getTracks()) track.enabled = !off;
}

async function beat() {
  const answer = await send("/beat", { line }).catch((no) => (no.message === "shut" ? { open: false } : null));
  if (answer && !answer.open) out("left");
  else if (answer) talking.textContent = answer.talking.length ? talking.dataset.words.replace("%(names)s", answer.talking.join(", ")) : "";
}

function out(why) {
  clearInterval(beating);
  if (line) send("/beat", { line, do: "leave" }).catch(() => {});
  line = "";
  if (call) call.close();
  for (const track of microphone ? microphone.getTracks() : []) track.stop();
  state.textContent = state.dataset[why];
  for (const [button, on] of [[join, true], [mute, false], [leave, false]]) button.hidden = !on;
}

async function send(where, fields) {
  const body = new FormData(form);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const answer = await fetch(base + where, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: fields.do === "leave" });
  if (answer.status === 403 || answer.status === 404) throw new Error("shut");
  if (!answer.ok) throw new Error("not now");
  return answer.status === 204 ? {} : answer.json();
}
