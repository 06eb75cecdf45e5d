"""English made regular: short forms written out, slang and common misspellings replaced, so that rules stay few."""

from __future__ import annotations

import re

_WHOLE = {
    "im": "i am", "ive": "i have", "ill": "i will", "id": "i would", "cant": "can not", "canʼt": "can not",
    "cannot": "can not", "wont": "will not", "wonʼt": "will not", "dont": "do not", "doesnt": "does not",
    "didnt": "did not", "isnt": "is not", "wasnt": "was not", "werent": "were not", "havent": "have not",
    "hasnt": "has not", "wouldnt": "would not", "couldnt": "could not", "shouldnt": "should not", "arent": "are not",
    "aint": "am not", "shes": "she is", "hes": "he is", "theyre": "they are", "theyd": "they would",
    "youre": "you are", "youll": "you will", "itʼs": "it is", "heʼs": "he is", "sheʼs": "she is", "thatʼs": "that is",
    "thereʼs": "there is", "whoʼs": "who is", "whatʼs": "what is", "gonna": "going to", "gunna": "going to",
    "wanna": "want to", "wana": "want to", "gotta": "got to", "wnat": "want", "wnt": "want", "waant": "want",
    "myslef": "myself", "mysef": "myself", "meself": "myself", "kil": "kill", "kll": "kill", "k*ll": "kill",
    "kys": "kill yourself", "2nite": "tonight", "tonite": "tonight", "2night": "tonight", "tmrw": "tomorrow",
    "tmr": "tomorrow", "anymore": "any more", "nomore": "no more", "noone": "no one", "abt": "about", "ppl": "people",
    "forever": "for ever", "bc": "because", "rn": "right now", "meds": "pills", "pils": "pills", "pill": "pills",
    "tablets": "pills", "painkillers": "pills", "medication": "pills", "medications": "pills", "medicine": "pills",
    "medicines": "pills", "feelin": "feeling", "thinkin": "thinking", "bf": "boyfriend", "gf": "girlfriend",
    "bro": "brother", "mum": "mother", "mom": "mother", "dad": "father", "dadʼs": "fatherʼs", "d*e": "die", "goin": "going",
    "u": "you", "pistol": "gun", "rifle": "gun", "revolver": "gun", "shotgun": "gun", "handgun": "gun",
    "thru": "through", "bcs": "because", "committing": "commit", "commiting": "commit", "comitting": "commit",
    "unalived": "unalive", "unaliving": "unalive", "goodbyes": "goodbyes", "just": "", "really": "", "actually": "",
    "kinda": "", "literally": "", "honestly": "", "truly": "", "simply": "", "only": "", "fucking": "", "seriously": "",
}  # fmt: skip
_ENDINGS = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}
_PHRASES = (
    ("un alive", "unalive"), ("my self", "myself"), ("want 2 ", "want to "), ("going too ", "going to "),
    ("need 2 ", "need to "), ("good bye", "goodbye"), ("no body", "nobody"), ("self harm", "selfharm"),
    ("can not only", "can not"),
)  # fmt: skip
_SUICIDE = re.compile(r"\bs[u*][iy*]?[cs][iy*]?d\w*")


def regular(text: str) -> str:
    """Plain sentences, one a line, with their short forms written out."""
    words = " ".join([made for made in [_word(word) for word in text.split(" ")] if made])
    for phrase, instead in _PHRASES:
        if phrase in words:
            words = words.replace(phrase, instead)
    return _SUICIDE.sub("suicide", words) if "d" in words else words


def _word(word: str) -> str:
    known = _WHOLE.get(word)
    if known is not None:
        return known
    if "ʼ" in word:
        stem, _mark, ending = word.partition("ʼ")
        if ending == "t" and stem.endswith("n"):
            return f"{stem[:-1]} not"
        if ending in _ENDINGS:
            return f"{stem} {_ENDINGS[ending]}"
    return word
