"""What was wrong with a field, in a sentence. The checker's own words would name its types, not the sender's trouble."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


def sentence_for(error: dict[str, Any]) -> str:
    """A sentence for one error of the checker. Never a word of what was sent."""
    about = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return _("This is missing.")
        case "string_type" | "string_unicode":
            return _("This must be text.")
        case "int_type" | "int_parsing" | "int_from_float" | "int_parsing_size":
            return _("This must be a whole number.")
        case "bool_type" | "bool_parsing":
            return _("This must be true or false.")
        case "literal_error":
            return _("Choose one of: %(choices)s.") % {"choices": about["expected"]}
        case "string_too_long":
            return _("This is longer than %(n)s letters.") % {"n": about["max_length"]}
        case "greater_than_equal":
            return _("This must be at least %(n)s.") % {"n": about["ge"]}
        case "less_than_equal":
            return _("This must be at most %(n)s.") % {"n": about["le"]}
    return _("This could not be understood.")
