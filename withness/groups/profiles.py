"""The eight ways of being a group. A profile sets how things begin; the group may decide otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from withness.groups.models import Group


@dataclass(frozen=True)
class Profile:
    """What a profile decides. The fields are the questions a group can answer in its own way."""

    slug: str
    title: str | Promise
    sentence: str | Promise
    cross_talk: str = "in_discussion"  # never · in_discussion · always
    advice: bool = True  # whether “advice welcome” may be chosen
    counters: bool = True  # whether days may be counted
    risk_tooling: bool = True  # whether words that sound like crisis open a private card
    measures: bool = True  # whether questionnaires are offered
    private_messages: bool = False
    conscience: str = "never"  # everybody is asked about the agreement; who proposes: never · holders · anybody
    conscience_rule: str = "two_thirds"  # when it passes: two_thirds · half · all
    hold_heavy: str = (
        "never"  # hours that words which sound like crisis wait before others read them: never · 1 · 2 · 6
    )
    teaches: bool = False  # whether what is shared helps newcomers find the group
    joining: str = "request"
    circle_size: int = 12


PROFILES: tuple[Profile, ...] = (
    Profile("mutual-aid", _("Mutual aid"), _("Steps, one speaker at a time, no comments on what others say."),
            cross_talk="never", advice=False, joining=Group.OPEN),
    Profile("self-management", _("Self-management"), _("Tools and discussion. Answering each other is welcome."),
            cross_talk="always"),
    Profile("open-dialogue", _("Open dialogue"), _("No risk tools, no questionnaires, every way of seeing is welcome."),
            cross_talk="always", risk_tooling=False, measures=False, counters=False),
    Profile("check-in", _("Check-in group"), _("Peers take turns to say how the week was.")),
    Profile("grief", _("Grief"), _("Room for those who are missed. No counting, no hurry."),
            cross_talk="in_discussion", counters=False, advice=False),
    Profile("chronic-illness", _("Chronic illness"), _("Living with something that stays, good days and bad.")),
    Profile("carers", _("Carers"), _("For those who look after someone."), counters=False),
    Profile("custom", _("Our own way"), _("Start plain and decide everything yourselves.")),
)  # fmt: skip
BY_SLUG = {profile.slug: profile for profile in PROFILES}


def profile_of(group: Group) -> Profile:
    """The profile a group began with."""
    return BY_SLUG.get(group.profile, BY_SLUG["custom"])


def way_of(group: Group, question: str) -> Any:
    """How this group answers `question` (a field of `Profile`): its own decision, else its profile's."""
    return group.ways.get(question, getattr(profile_of(group), question))
