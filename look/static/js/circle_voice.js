/* One sentence for a screen reader, at most every five seconds; what comes meanwhile waits and is said together. */
const SPEAK = 5000;

export function circleVoice(element) {
  let waiting = [];
  let last = 0;
  let timer = 0;
  function flush() {
    element.textContent = "";
    requestAnimationFrame(() => {
      timer = 0;
      last = Date.now(); // of what was heard: on a slow device that is later than when it was due
      element.textContent = waiting.join(". ");
      waiting = [];
    });
  }
  return {
    say(text) {
      if (!element || !text || waiting.includes(text)) return;
      waiting.push(text);
      if (!timer) timer = setTimeout(flush, Math.max(0, last + SPEAK - Date.now()));
    },
  };
}
