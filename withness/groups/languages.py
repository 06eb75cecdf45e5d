"""Languages a group may speak, each under its own name."""

from __future__ import annotations

from functools import cache

from django.conf.locale import LANG_INFO


@cache
def known_languages() -> dict[str, str]:
    """Code and name, as its speakers write it, in the order of the names."""
    named = {code: info["name_local"] for code, info in LANG_INFO.items() if "name_local" in info and len(code) <= 8}
    plain = {code: name for code, name in named.items() if "-" not in code or code.startswith(("zh-han", "pt-br"))}
    return dict(sorted(plain.items(), key=lambda item: item[1].casefold()))


def language_name(code: str) -> str:
    """The language's own name for itself; the code where we do not know it."""
    return known_languages().get(code, code)
