// What axe does not look for, or only guesses at. Run in a page; answers one line for each thing that stands in somebody's way.
// Each check is a sentence of docs/accessibility.md. Nothing here may find anything on a page of ours.
() => {
  const found = [];
  const say = (what, one) => found.push(`${what}: ${(one.outerHTML || one.nodeName).slice(0, 110)}`);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const seen = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== "hidden";
  const text = (one) => (one.textContent || "").replace(/\s+/g, " ").trim();
  const each = (selector, what, wrong) => all(selector).filter((one) => wrong(one)).forEach((one) => say(what, one));
  const english = (document.documentElement.lang || "").startsWith("en");
  const page = document.querySelector("main") || document.body;
  const prose = all("p, li, dd", page).filter(seen);
  const theirs = (one) => one.closest(".words, [dir=auto], bdi:not([lang]), pre, code, textarea"); // what people wrote is theirs

  // Links
  const vague = /^(click|tap|press)?\s*(here|this|link|more|read more|details|go|continue reading|learn more)[.…]?$/i;
  each("a[href]", "a link whose words say nothing", (a) => vague.test(a.getAttribute("aria-label") || text(a)) || (text(a) && !/[\p{L}\p{N}]/u.test(text(a)) && !a.getAttribute("aria-label")));
  each("a", "a link that leads nowhere", (a) => ["#", ""].includes(a.getAttribute("href")) || /^javascript:/i.test(a.getAttribute("href") || ""));
  each("a[target=_blank]", "a new window without a word", (a) => !/window|tab|ventana|pestaña|نافذة/i.test(text(a)));
  each("a[href]", "a file without a word of what it is", (a) => { const kind = (a.getAttribute("href").match(/\.(pdf|docx?|mp3|ogg|wav|mp4|webm|avi|png|jpe?g|gif)($|\?)/i) || [])[1]; return kind && !new RegExp(`${kind}.*\\d`, "i").test(text(a)); });
  each("a[href]", "sound, film or picture without its words", (a) => /\.(mp3|ogg|wav|mp4|webm|avi|png|jpe?g|gif)($|\?)/i.test(a.getAttribute("href")) && !/transcript|in words/i.test(text(a.parentElement)));
  each("main a[href] + a[href]", "two links side by side to one place", (a) => a.getAttribute("href") === a.previousElementSibling.getAttribute("href") && !a.getAttribute("href").startsWith("#"));
  each("p a[href]:not(.btn) + a[href]:not(.btn)", "links with nothing between them", (a) => a.previousSibling === a.previousElementSibling || (!text(a.previousSibling) && getComputedStyle(a).display === "inline"));
  each("main p a[href]", "a link that looks like the words around it", (a) => seen(a) && !a.className && getComputedStyle(a).textDecorationLine === "none" && getComputedStyle(a).borderBottomStyle === "none" && text(a.parentElement) !== text(a));
  const places = new Map();
  for (const a of all("main a[href]").filter((one) => seen(one) && !theirs(one) && !one.closest("nav"))) {
    if (a.querySelector(".hide") || a.closest("li, article, td, dd")) continue; // said along, or by what it stands in
    const words = a.getAttribute("aria-label") || text(a), to = a.getAttribute("href").split("#")[0];
    if (to && places.has(words) && places.get(words) !== to) say("the same words lead to two places", a);
    places.set(words, to);
  }

  // Pictures. The house has drawn signs beside words, and nothing else; whatever more comes needs somebody to look at it.
  each("main img:not([data-known])", "a picture that nobody has looked at", () => true);
  each("img[alt], input[type=image][alt], area[alt]", "a picture called like a file", (i) => /\.\w{3,4}$|^(image|picture|photo|img|button|submit|spacer|graphic)\b/i.test(i.alt));
  each("img[role=presentation], img[role=none]", "a picture that is and is not there", (i) => i.alt !== "");
  each("img[title]", "a picture with two names", (i) => i.title !== i.alt);
  each("a img", "a picture that repeats its link", (i) => i.alt && text(i.closest("a")) === i.alt);
  each("main *", "a picture behind an empty box", (one) => /url\(/.test(getComputedStyle(one).backgroundImage) && !text(one) && !one.getAttribute("aria-label") && !one.getAttribute("aria-hidden") && one.tagName !== "INPUT" && one.tagName !== "SELECT" && one.clientWidth > 24);
  each("audio, video, object, embed, applet", "something that plays", () => true);
  each("main iframe", "a page within the page", () => true);

  // Words
  each("center, font, blink, marquee, big, tt, strike, basefont, frame, acronym, dir", "an element of long ago", () => true);
  each("[bgcolor], [color]:not(svg *):not(svg):not(link):not(meta), [align], body[text], [accesskey], [onchange], [onfocus], [onblur]", "an attribute that does harm", () => true);
  each("[style]", "a style of its own", (one) => /color|font|background/i.test(one.getAttribute("style")));
  each("main p", "an empty paragraph", (p) => !text(p) && !p.children.length && seen(p) && !p.id && ![...p.attributes].some((a) => /^(data-|role|aria)/.test(a.name)));
  each("main pre", "a block of code that does not say so", (one) => !one.querySelector("code, samp, kbd"));
  each("main article", "an article without a name", (one) => !one.querySelector("h1, h2, h3, h4, h5, h6, header, .words") && !one.getAttribute("aria-label") && !one.getAttribute("aria-labelledby"));
  for (const p of prose.filter((one) => !theirs(one))) {
    const words = text(p), style = getComputedStyle(p), size = parseFloat(style.fontSize), lines = p.clientHeight / parseFloat(style.lineHeight || size);
    const bold = p.tagName === "P" && !p.className && !p.closest(".hint, .card, [role=alert]") && p.children.length === 1 && /^(B|STRONG|BIG)$/.test(p.children[0].tagName) && text(p.children[0]) === words;
    if (bold && words.length < 60 && !/[.?!:…]$/.test(words) && p.nextElementSibling && /^(P|UL|OL)$/.test(p.nextElementSibling.tagName)) say("words dressed as a heading", p);
    if (parseFloat(style.fontSize) > 22 && p.tagName === "P" && words.length < 60 && parseInt(style.fontWeight) >= 600) say("words dressed as a heading", p);
    if (style.textAlign === "justify") say("words pulled to both edges", p);
    if (style.textTransform === "uppercase" && words.split(" ").length > 3) say("words in capitals", p);
    if (/(\b[A-Z]{2,}\b[ ,.]*){5,}/.test(words)) say("words in capitals", p);
    if (p.tagName === "P" && lines > 1.9 && parseFloat(style.lineHeight) / size < 1.35) say("lines too close", p);
    if (p.clientWidth / size > 46 && words.length > 160) say("lines too long", p);
    if (words.split(" ").length > 160) say("a wall of words", p);
    if (/^\s*([-•*–]|\d+[.)])\s/.test(p.textContent) && p.tagName === "P" && (p.querySelector("br") || (p.nextElementSibling && /^\s*([-•*–]|\d+[.)])\s/.test(p.nextElementSibling.textContent)))) say("a list that is none", p);
    if (english && /\b(in|marked|shown in) (red|green|blue|orange)\b|\b(on|to) the (left|right)\b(?! (hand )?side of)|\b(round|square|triangular) (button|sign)\b|\b(the|box|button|link|list) (above|below)\b(?=[.,])/i.test(words)) say("pointed at by place or colour", p);
  }
  each("main em, main i, main cite", "a long slanted passage", (one) => text(one).split(" ").length > 25);
  each("main p, main li", "a long slanted passage", (one) => getComputedStyle(one).fontStyle === "italic" && text(one).split(" ").length > 25 && !theirs(one));
  each("main *", "words too small", (one) => seen(one) && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && parseFloat(getComputedStyle(one).fontSize) < 12 && !one.closest("svg"));
  each("main *", "words that only a style says", (one) => ["::before", "::after"].some((part) => /["'][^"']*\p{L}{3}/u.test(getComputedStyle(one, part).content)));

  // Languages: a run of words in another script or tongue says so, and runs its own way
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  const tongues = { en: /\b(the|and|you|with|that|for|this|are)\b/gi, es: /(^|\s)(que|una?|los|las|para|con|está|por|del)(?=\s)/gi };
  const own = (document.documentElement.lang || "").slice(0, 2);
  while (walker.nextNode()) {
    const node = walker.currentNode, one = node.parentElement, words = node.data.trim();
    if (words.length < 12 || !seen(one) || theirs(one) || one.closest("script, style, option, svg, nav, [translate=no]")) continue;
    const holder = one.closest("[lang]"), lang = ((holder && holder.lang) || "").slice(0, 2);
    const arabic = (words.match(/[\u0600-\u06ff]/g) || []).length > words.length * 0.5 && !/[a-z]{2}/i.test(words);
    if (arabic && lang !== "ar") say("another tongue that does not say so", one);
    if (!arabic && lang === "ar" && /[a-z]{4}/i.test(words) && holder !== document.documentElement) say("a tongue that is not the one it says", one);
    if (arabic && getComputedStyle(one).direction !== "rtl") say("words that run the wrong way", one);
    if (!arabic && lang !== "ar" && getComputedStyle(one).direction === "rtl" && !one.closest("bdi")) say("words that run the wrong way", one);
    if (words.split(/\s+/).length >= 6 && !arabic) {
      const many = Object.fromEntries(Object.entries(tongues).map(([name, sign]) => [name, (words.match(sign) || []).length]));
      const guess = many.es > many.en + 1 ? "es" : many.en > many.es + 1 ? "en" : lang;
      if (guess !== lang) say("another tongue that does not say so", one);
    }
  }
  const many = { en: (text(page).match(tongues.en) || []).length, es: (text(page).match(tongues.es) || []).length };
  if ((own === "es" && !many.es && many.en > 8) || (own === "en" && many.es > 3 * many.en + 8)) say("a page in another tongue than it says", page.cloneNode(false));
  if (/^(untitled|document|page|title|index|home page|new page|test)\b|\.html?$/i.test(document.title)) say("a title that says nothing", document.querySelector("title"));

  // Tables, lists, headings
  each("main table", "a table without a name", (one) => !one.caption && !one.getAttribute("aria-label") && !one.getAttribute("aria-labelledby"));
  each("main table", "a table without headings, or of nothing else", (one) => !one.querySelector("th") || !one.querySelector("td"));
  each("main table table", "a table in a table", () => true);
  each("main th:not([scope])", "a heading that does not say for what", (one) => one.closest("table").querySelectorAll("tr").length > 1);
  each("main tr", "a row with too few or too many cells", (row) => { const wide = (one) => [...one.cells].reduce((sum, cell) => sum + cell.colSpan, 0); const first = row.closest("table").rows[0]; return !row.closest("table").querySelector("[rowspan]") && wide(row) !== wide(first); });
  each("main th[scope=row] + th[scope=row]", "two headings for one row", () => true);
  each("main td", "an empty cell", (one) => !text(one) && !one.children.length && (one.cellIndex || one.parentElement.rowIndex)); // the corner may be
  each("main *", "a layout that pretends to be a table", (one) => getComputedStyle(one).display === "table" && one.tagName !== "TABLE" && seen(one));
  each("li", "a point without a list", (one) => !/^(UL|OL|MENU)$/.test(one.parentElement.tagName));
  each("ul > :not(li, script, template), ol > :not(li, script, template)", "a list in a list, not in its point", () => true);
  each("dt, dd", "a term without its list", (one) => !one.closest("dl"));
  each("h1, h2, h3, h4, h5, h6", "an empty heading", (one) => !text(one));

  // Forms
  const fields = all("input:not([type=hidden], [type=submit], [type=button], [type=image], [type=reset]), select, textarea").filter((one) => !(one.classList.contains("hide") && one.tabIndex < 0)).filter((one) => seen(one) || one.parentElement && seen(one.parentElement));
  for (const one of fields) {
    const names = [...(one.labels || [])].filter((label) => text(label));
    const given = one.getAttribute("aria-label") || one.getAttribute("aria-labelledby");
    if (!names.length && !given) say("a field without a name", one);
    if (names.length > 1) say("a field with two names", one);
    if (names.length && !names.some(seen) && !names.some((label) => label.closest(".hide")) && !given) say("a name nobody hears", one);
    const name = names[0] && names[0].getBoundingClientRect(), box = one.getBoundingClientRect();
    if (name && seen(names[0]) && Math.abs(name.top - box.top) < 20 && box.left - name.right > 160) say("a name far from its field", one);
    const near = one.closest(".ask") || one.parentElement;
    const wrong = near && (near.classList.contains("wrong") || one.getAttribute("aria-invalid") === "true");
    const tied = (one.getAttribute("aria-describedby") || "").split(" ").map((id) => document.getElementById(id)).filter(Boolean);
    const told = near && tied.concat(all(".trouble", near)).concat(all(".trouble", one.closest("fieldset") || near)).find((words) => words.classList.contains("trouble") && text(words).length > 12);
    if (wrong && (!told || !seen(told))) say("a fault that does not say what helps", one);
    if (wrong && told && !(one.getAttribute("aria-describedby") || (one.closest("fieldset") && one.closest("fieldset").getAttribute("aria-describedby")) || "").split(" ").includes(told.id)) say("a fault that is not tied to its field", one);
    const hint = near && near.classList.contains("ask") && near.querySelector("p.small");
    if (hint && hint.id && !(one.getAttribute("aria-describedby") || "").split(" ").includes(hint.id)) say("a hint that is not tied to its field", one);
    if (one.placeholder && !names.length && !one.getAttribute("aria-labelledby")) say("a name that goes when one types", one);
  }
  const called = new Map();
  for (const label of all("main form label").filter((one) => seen(one) && text(one))) {
    const key = [label.closest("form"), label.closest("fieldset")], same = (called.get(text(label)) || []).find((one) => one[0] === key[0] && one[1] === key[1]);
    if (same) say("two fields of one name", label);
    called.set(text(label), [...(called.get(text(label)) || []), key]);
  }
  each("label[for]", "a name for nobody", (one) => !document.getElementById(one.htmlFor));
  each("label", "an empty name", (one) => !text(one));
  each("fieldset", "a group without a name", (one) => !one.querySelector("legend") || !text(one.querySelector("legend")));
  each("input[type=radio]", "choices outside a group", (one) => one.name && all(`input[type=radio][name="${CSS.escape(one.name)}"]`).length > 1 && !one.closest("fieldset, [role=radiogroup], [role=group]"));
  each("input[type=checkbox]", "choices outside a group", (one) => one.name && all(`input[type=checkbox][name="${CSS.escape(one.name)}"]`).length > 1 && !one.closest("fieldset, [role=group]"));
  each("form", "a fault that nobody is told", (one) => one.querySelector(".wrong, [aria-invalid=true]") && !document.querySelector(".trouble, [role=alert]"));

  // Hands
  each("[tabindex]", "a place of its own in the order", (one) => one.tabIndex > 0);
  each("[tabindex='0']", "a stop where there is nothing to do", (one) => !one.getAttribute("role") && !one.matches("a, button, input, select, textarea, summary, audio, video, [contenteditable]") && one.scrollHeight <= one.clientHeight + 1 && one.scrollWidth <= one.clientWidth + 1);
  each("[onclick], [onmouseover], [onmousedown]", "only for a mouse", () => true);
  each("[role=button], [role=link], [role=tab], [role=menuitem], [role=checkbox]", "a part that only looks like one", (one) => !one.matches("button, a[href], input, summary") || (one.matches("a") && one.getAttribute("role") === "button"));
  each("[aria-expanded], [aria-haspopup]", "a fold that no key opens", (one) => one.tabIndex < 0);
  each("main [title]", "words that only a mouse finds", (one) => one.tabIndex < 0 && !/^(ABBR|IFRAME|DFN|IMG|SVG)$/i.test(one.tagName));
  each("a[title], button[title]", "a name said twice", (one) => one.title.trim() === text(one));
  each("[role=dialog], [role=alertdialog], .lightbox, .modal", "a window that the browser does not know", (one) => one.tagName !== "DIALOG");
  each("nav ul ul, nav li > div", "a menu that only a mouse opens", (one) => !seen(one) && !(one.previousElementSibling && one.previousElementSibling.matches("button[aria-expanded], summary")));
  const moved = (one) => { const style = getComputedStyle(one), round = getComputedStyle(one.parentElement); return style.order !== "0" || (/flex/.test(round.display) && /reverse/.test(round.flexDirection + round.flexWrap)); };
  each("main *", "an order that the eye and the key do not share", (one) => moved(one) && (one.tabIndex >= 0 || one.querySelector("a, button, input") || text(one)));
  const ids = new Set();
  each("[id]", "one name for two things", (one) => { const twice = ids.has(one.id); ids.add(one.id); return twice; });

  // Eyes
  each("main *", "a box that does not grow with its words", (one) => { const style = getComputedStyle(one); return seen(one) && /hidden|clip/.test(style.overflowY) && one.clientHeight > 2 && one.scrollHeight > one.clientHeight + 4 && text(one) && !one.matches("textarea, select, .hide, .hide *, svg *"); });
  if (/user-scalable\s*=\s*(no|0)|maximum-scale\s*=\s*1\b/.test((document.querySelector("meta[name=viewport]") || {}).content || "")) say("a page that cannot be made larger", document.querySelector("meta[name=viewport]"));
  for (const move of document.getAnimations()) {
    const timing = move.effect && move.effect.getComputedTiming();
    if (timing && timing.iterations === Infinity) say("something that never stops moving", move.effect.target || document.body);
  }
  if (document.querySelector("meta[http-equiv=refresh i]")) say("a page that goes by itself", document.querySelector("meta[http-equiv=refresh i]"));
  for (const one of all("main :is(a[href], button, input:not([type=hidden]), select, textarea, summary)").filter(seen).slice(0, 12)) {
    const look = () => { const style = getComputedStyle(one); return [style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 && style.outlineColor, style.boxShadow, style.borderColor, style.backgroundColor, style.textDecoration].join("|"); };
    const before = document.activeElement, bare = look();
    one.focus({ focusVisible: true, preventScroll: true });
    if (document.activeElement === one && look() === bare) say("one does not see where one is", one);
    one.blur();
    if (before && before !== document.body) before.focus({ preventScroll: true });
  }
  return [...new Set(found)];
}
