"""Understands what was typed, and says no in one sentence: on standard error, exit 2, nothing changed, no traceback."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from config.environment import BadSetting
from withness import __version__
from withness.foundation.refusing import Refused
from withness.home.commands import (
    audit,
    backup,
    bring_in,
    care_check,
    demo,
    doctor,
    export_group,
    export_meetings,
    first_steward,
    helplines,
    hints,
    import_group,
    import_meetings,
    measure,
    migrate,
    receive_mail,
    restore,
    route,
    serve,
    signin_link,
    simulate,
    steward,
    token,
)

COMMANDS: tuple[ModuleType, ...] = (
    serve,
    migrate,
    demo,
    first_steward,
    steward,
    signin_link,
    token,
    audit,
    backup,
    care_check,
    export_group,
    import_group,
    bring_in,
    export_meetings,
    helplines,
    hints,
    import_meetings,
    measure,
    receive_mail,
    restore,
    route,
    simulate,
    doctor,
)


SAYS = "A home for peer support groups."


class NotMeant(Exception):
    """What was typed cannot be understood; the sentence says why."""


class _Words(argparse.ArgumentParser):
    """argparse, with a sentence in place of a page of usage."""

    def error(self, message: str) -> NoReturn:
        """Raises `NotMeant`."""
        missing = message.removeprefix("the following arguments are required: ")
        if missing != message:
            message = f"please name {missing}"
        raise NotMeant(f"{self.prog}: {message}. To read more: {self.prog} --help")


def run(words: Sequence[str]) -> int:
    """Do what was typed; answers the exit code."""
    try:
        return _do(list(words))
    except (NotMeant, BadSetting) as no:
        return _no(str(no))
    except Refused as no:
        return _no(no.sentence)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 141
    except Exception as trouble:
        return _no(_sentence_for(trouble))


def _do(words: list[str]) -> int:
    if not words or words[0] in {"-h", "--help", "help"}:
        print(_overview())  # noqa: T201
        return 0 if words else 2
    if words[0] in {"-V", "--version", "version"}:
        print(f"withness {__version__}")  # noqa: T201
        return 0
    command = _command(words[0])
    parser = _Words(prog=f"withness {command.NAME}", description=command.SAYS, allow_abbrev=False)
    command.arguments(parser)
    return int(command.run(parser.parse_args(words[1:])))


def _command(name: str) -> ModuleType:
    known = {command.NAME: command for command in COMMANDS}
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=1)
    raise NotMeant(
        f"There is no command “{name}”. " + (f"Did you mean “{near[0]}”?" if near else "Try: withness --help")
    )


def _overview() -> str:
    lines = [f"Withness {__version__}. {SAYS}", "", "withness COMMAND [--help]", ""]
    return "\n".join(lines + [f"  {command.NAME:<15} {command.SAYS}" for command in COMMANDS])


def _no(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201
    return 2


def _sentence_for(trouble: Exception) -> str:
    """What happened, for somebody who keeps a server and does not read Python."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import Error as DatabaseTrouble

    from withness.foundation.databases import CarelessDatabase

    if isinstance(trouble, CarelessDatabase):
        return f"{trouble}."
    if isinstance(trouble, DatabaseTrouble):
        return "The database does not answer as it should. To see what is wrong: withness doctor"
    if isinstance(trouble, ImproperlyConfigured):
        return f"A setting is not right: {trouble}"
    if isinstance(trouble, OSError) and trouble.strerror:
        return f"{trouble.strerror}: {trouble.filename or 'this machine would not let us'}."
    step = trouble.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    where = f"{step.tb_frame.f_code.co_filename.rsplit('/', 2)[-2:]}:{step.tb_lineno}" if step else "somewhere"
    return f"Something in Withness itself went wrong ({type(trouble).__name__}, {where}). Please tell us: SECURITY.md"
