"""What an operator owes, as pages to begin from: filled with what this house knows of itself. Have a lawyer read them.

They are drafts in our own words and no advice. Each says what the software does by itself, so that only what people do
is left to be written down.
"""

# ruff: noqa: E501 -- whole paragraphs, which a translator must see whole
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from withness.stewards.acting import ASK_AGAIN
from withness.stewards.looking import IN_A_DAY, IN_AN_HOUR

Section = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Duty:
    """One document: where it is, what it is called, whether everybody may read it, and what stands in it."""

    slug: str
    title: str | Promise
    public: bool
    sections: Callable[[], list[Section]]


def facts() -> dict[str, str]:
    """What the house knows of itself, for filling in. What is not set says which setting it wants."""

    def said(name: str, value: str) -> str:
        return value or f"[{name}]"

    return {
        "operator": said("WITHNESS_OPERATOR", settings.OPERATOR), "contact": said("WITHNESS_CONTACT", settings.CONTACT),
        "country": said("WITHNESS_COUNTRY", settings.COUNTRY), "house": settings.COMMUNITY or settings.BASE_URL,
        "address": settings.BASE_URL, "youngest": str(settings.YOUNGEST), "days": str(ASK_AGAIN.days),
        "database": "PostgreSQL" if "postgresql" in str(settings.DATABASES["default"]["ENGINE"]) else "SQLite",
        "mail": _("Letters are sent.") if settings.MAIL_OFFERED else _("No letters are sent."),
        "hour": str(IN_AN_HOUR), "day": str(IN_A_DAY),
    }  # fmt: skip


def missing() -> list[str]:
    """Which settings the documents still want."""
    return [name for name in ("OPERATOR", "CONTACT", "COUNTRY") if not getattr(settings, name)]


def _privacy() -> list[Section]:
    f = facts()
    return [
        (_("Who is responsible"), [_("%(operator)s runs %(house)s (%(address)s). You reach them at %(contact)s.") % f]),
        (_("Why we may keep it"), [
            _("What you write here is about your health, or lets others guess it. We keep it only because you agreed, in words that you can read again and take back on your page “What I agreed to”. Taking it back erases what you wrote."),
            _("What we need to keep the house safe (reports, decisions, the record of who looked) we keep because others have a right to be safe, and only as long as it is needed for that."),
        ]),
        (_("What is kept, and for how long"), [
            _("The page “Privacy” lists it. What you erase goes at once. Notices go 90 days after you saw them. Words that were taken away go after %(days)s days. Copies for safety (backups) hold what was there when they were made, until they are overwritten.") % f,
            _("%(mail)s No address of a device is kept. Nothing goes to another company.") % f,
        ]),
        (_("What you can do"), [
            _("See, take along, correct and erase everything yourself, under “Me”, without asking anybody. See who looked at what is yours, and why. Write to %(contact)s about anything else; you are answered within a month. You may also complain to the authority for data protection in %(country)s.") % f,
        ]),
    ]  # fmt: skip


def _terms() -> list[Section]:
    f = facts()
    return [
        (_("What this is"), [_("A place where people who live through similar things keep each other company. It is no treatment, no emergency service and no advice. In danger, call the emergency number: “Help now” is at the top of every page.")]),
        (_("Who may join"), [_("Whoever is at least %(youngest)s years old and agrees to what the group agreed on.") % f]),
        (_("What may not stand here"), [_("What puts somebody in danger, says how to harm oneself, tells who somebody is, shames or harasses, sells or recruits, or is against the law of %(country)s.") % f]),
        (_("What we may decide, and what you can do"), [
            _("We may write to you, hold or take away something you wrote, ask you to pause, or part ways. Each time you read the rule, the reason and until when. What is final takes two stewards. You can ask once, within %(days)s days, that somebody else looks again.") % f,
            _("Nobody is hidden without knowing it."),
        ]),
        (_("What is yours"), [_("Your words stay yours. You let us show them to your group, and to nobody else. You can take them back at any time.")]),
        (_("Who answers for it"), [_("%(operator)s, %(contact)s, under the law of %(country)s.") % f]),
    ]  # fmt: skip


def _risks() -> list[Section]:
    f = facts()
    kinds = [
        (
            _("Encouraging suicide or self-harm"),
            _(
                "Likely to be written about; rarely to encourage. Reports on it come first; methods are taken away; help is on every page."
            ),
        ),
        (
            _("Harassment, stalking, threats"),
            _(
                "Possible. Names are separate for each group; boundaries act at once; no search for people; no private messages unless both and the group agree."
            ),
        ),
        (
            _("Grooming and abuse of children"),
            _("Members are at least %(youngest)s years old. No pictures can be sent. No private messages by default.")
            % f,
        ),
        (
            _("Fraud and selling"),
            _(
                "Possible towards vulnerable people. Newcomers write little in their first day; reports on selling; many strangers at once are held."
            ),
        ),
        (_("Hate"), _("Possible in a wave of strangers: their words wait.")),
        (
            _("Terrorism, weapons, drugs for sale, intimate pictures"),
            _("Unlikely: closed groups, words only, nobody to sell to."),
        ),
    ]
    return [
        (_("What is assessed"), [_("%(house)s, run by %(operator)s: a service on which people write to each other. Made for the risk assessment that the Online Safety Act 2023 of the United Kingdom asks of services of every size; it helps with others.") % f]),
        (_("Each kind of harm"), [f"{kind}: {said}" for kind, said in kinds]),
        (_("What the software does by itself"), [_("Reports are there beneath every piece of writing, are acknowledged at once and can be followed. Stewards decide with reason, notice and another look. The year’s numbers are public. The record of looks cannot be changed quietly.")]),
        (_("What people have to do"), [_("Name who answers for this, and who looks at reports, in which time: [name], [hours]. Look at this page again when something changes, and at least once a year: [date]. Keep it.")]),
        (_("Children"), [_("The youngest age is %(youngest)s, asked without telling what it should be. Write down why you believe that children do not come in number: [reason].") % f]),
    ]  # fmt: skip


def _impact() -> list[Section]:
    f = facts()
    return [
        (_("What is done with data"), [_("%(operator)s keeps what members of support groups write, in %(database)s, on one server under its own control: [where]. People in a hard time, words about health: so an assessment of its effects is needed.") % f]),
        (_("Is it needed, and is less enough?"), [_("No name, no birthday, no address of a device, no time of the last visit is kept. A nickname, and words. An e-mail address only from who wants letters.")]),
        (_("What could happen to people"), [
            _("Somebody close to them finds out: leaving quickly, plain titles, nothing on the device."),
            _("Somebody ties two names to one person: separate names, stones and ids in each group; boundaries that tell nothing."),
            _("The disk or a backup is stolen: sealed parts stay closed; words in groups can be read. Keep disk and backups encrypted: [how]."),
            _("A steward looks out of curiosity: a press for each look, a reason, a record that the person reads, at most %(hour)s in an hour and %(day)s in a day.") % f,
            _("Somebody is made to hand it over: what is not kept cannot be handed over. Decide who answers such letters: [name]."),
        ]),
        (_("What members think of it"), [_("Ask some of them, and write down what they said: [date, words].")]),
        (_("Decision"), [_("Left over after all this: [high or not]. Signed: [name, date]. To be looked at again: [date].")]),
    ]  # fmt: skip


def _reasons() -> list[Section]:
    return [
        (_("What the software fills in"), [_("Each decision carries: what was decided; which words it is about; the rule; the reason in a steward’s own words; that a person decided and no machine; until when; how to ask for another look. The one it is about reads it under “Me”. It is what the Digital Services Act of the European Union calls a statement of reasons.")]),
        (_("What a steward asks themselves before"), [_("Have I read it, and what stands around it? Which rule, in one word? Would a few words be enough? Would I be able to say this reason to their face? Whom do I ask when I am not sure?")]),
        (_("When it is about the law, not about our rules"), [_("Write into the reason which law, and of which country. Keep the letter that asked for it. Tell the person, unless a court forbids it: then write down which court, and until when.")]),
    ]  # fmt: skip


def _breach() -> list[Section]:
    f = facts()
    return [
        (_("Hour 0: it is noticed"), [_("Write down when, by whom, and what was seen. From now the clocks run: 72 hours to the authority (GDPR, Article 33); without delay to people, where the risk is high (Article 34); where the United States’ Health Breach Notification Rule holds, people within 60 days, and the FTC at the same time when 500 or more are touched.")]),
        (_("Hour 0 to 4: stop it"), [
            _("Take the house off the network rather than hope. Keep a copy of disk and logs before you mend."),
            _("Change WITHNESS_SECRET: everybody is signed out, and links in letters die. Steps kept for “one press” have to be written anew. Sealed parts stay closed."),
            _("withness audit says whether the record is whole. Compare with a copy a member kept."),
        ]),
        (_("Hour 4 to 24: who is touched"), [_("Which tables, from when to when, how many people. No name is kept, so count nicknames and addresses. What is sealed was not read, unless the running server was taken over: then say so.")]),
        (_("Hour 24 to 72: tell"), [
            _("The authority of %(country)s: what happened, about how many people, what may follow, what was done, whom to ask (%(contact)s).") % f,
            _("The members, in plain words, on the first page and in a letter that says nothing about the group: what was taken, what it means for them, what they can do today."),
        ]),
        (_("After it"), [_("What would have stopped it? Write it down, with a day. Keep the whole story for the authority.")]),
    ]  # fmt: skip


DUTIES = (
    Duty("privacy-notice", later("Privacy notice"), public=True, sections=_privacy),
    Duty("terms", later("Terms"), public=True, sections=_terms),
    Duty("risks", later("Risk assessment"), public=False, sections=_risks),
    Duty("impact", later("Effects on people’s data"), public=False, sections=_impact),
    Duty("reasons", later("Statement of reasons"), public=False, sections=_reasons),
    Duty("breach", later("When data got out"), public=False, sections=_breach),
)


def duty(slug: str) -> Duty | None:
    """The document of that name."""
    return next((one for one in DUTIES if one.slug == slug), None)
