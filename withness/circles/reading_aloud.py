"""What is read or done in a part of a circle: the format's own words, a skill that was brought, or the group's agreement."""

from __future__ import annotations

from dataclasses import replace

from withness.circles.formats.plan import SKILL, Phase
from withness.circles.models import Circle
from withness.groups.agreeing import agreement_of


def as_read(circle: Circle, phase: Phase) -> Phase:
    """The part with the words that stand there today. The agreement is read as it is now, a clause on each line: a circle
    that began before a change reads what holds. Needs `circle.group`.
    """
    if phase.kind == SKILL and circle.skill:
        return replace(phase, words=circle.skill)
    if phase.reads_agreement:
        lines = (line.strip().removeprefix("- ").strip() for line in agreement_of(circle.group).words.split("\n"))
        return replace(phase, words="\n".join(line for line in lines if line))
    return phase
