"""The handbook for those who hold a group, in our own words. Chapters, each with a short name for its address."""

# ruff: noqa: E501 -- a sentence is one line
from __future__ import annotations

from django.utils.translation import gettext_lazy as _

Chapter = tuple[str, object, tuple[object, ...]]

CHAPTERS: tuple[Chapter, ...] = (
    ("first-week", _("The first week"), (
        _("Begin with two or three people you know, not with a full room. Write the first share yourself, a short and true one. It shows the others how it sounds here."),
        _("Read the agreement aloud, to yourself. Take out what you would not say to a friend."),
        _("Ask one more person to hold the group with you. Nobody should be the only one who is awake."),
        _("Give the link to each person by hand, or print it and hang it up where they already go."),
    )),
    ("listening", _("Listening"), (
        _("Most people do not want an answer. They want to be heard. Say what you heard, in your own words, and stop."),
        _("Speak of yourself: “With me it was like this.” Not of them: “You should.” Advice only where somebody asked for it."),
        _("A share that nobody answers weighs on the one who wrote it. If you see one, two lines from you are enough: “I read this. I am here.”"),
        _("You need not mend anything. Staying is the work."),
    )),
    ("meeting", _("A meeting, from beginning to end"), (
        _("Open with the agreement in three sentences. Say how long it lasts, and that anybody may pass."),
        _("One speaks, the others listen. Give everybody the same time, and keep to it also with the one you like best."),
        _("Leave ten minutes for the end: one word from each, and when the next meeting is."),
        _("Afterwards look for the one who said nothing. A line the next day matters more than you think."),
    )),
    ("hard-words", _("When somebody speaks of dying"), (
        _("Stay calm and ask plainly: “Are you thinking of ending your life?” Asking does not put it into anybody’s head."),
        _("You are not an emergency service, and nobody expects it of you. Show them “Help now”, and offer to stay while they call."),
        _("If you believe that somebody may die in the next hours, call the emergency number of where they are, if you know it, and tell the stewards."),
        _("Then talk to somebody yourself. Nobody should carry this alone, you neither."),
    )),
    ("conflict", _("When it gets loud"), (
        _("Speak to each of them alone, and soon. Ask what happened before you say what you think."),
        _("Name what was done, not what somebody is: “That sentence hurt,” not “You are hurtful.”"),
        _("You can slow a group down, ask somebody to pause, or ask them to go. Say why, and what they can do. They can ask the stewards for another look."),
        _("Bring the rule into the agreement only if the same thing happens twice. Too many rules frighten the quiet ones."),
    )),
    ("yourself", _("Looking after yourself"), (
        _("You are a member too. Share when you need to; it does not make you weaker as a host."),
        _("Set hours in which you do not look. The group learns to hold itself when you let it."),
        _("Hand on the work before you are tired of it. Ask early who might hold the group after you."),
        _("If you dread opening the page, that is the moment to ask for help, not to try harder."),
    )),
    ("ending", _("When a group ends"), (
        _("Groups may end. Say so in good time, and give it a last meeting."),
        _("Tell people where they can go, and that they can take their words along."),
        _("Thank each of them for something you saw them do."),
    )),
)  # fmt: skip
