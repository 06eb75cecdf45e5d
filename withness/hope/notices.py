"""What this room tells people. Never what a letter is about."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from withness.groups.models import Member
from withness.hope.happenings import LetterDelivered, LetterReturned, LetterThanked, LetterWritten, StoryWaits
from withness.hope.models import Letter, Story
from withness.hope.reading import stories_waiting
from withness.notices.kinds import Wording, declare
from withness.notices.models import Notice
from withness.notices.telling import tell
from withness.people.models import Person


def declare_kinds() -> None:
    """How the notices of this room read."""
    declare("letter", wording=word_letter, off_able=True, label=gettext_lazy("A letter from somebody further along"))
    declare("letter_thanks", wording=word_thanks, off_able=True, label=gettext_lazy("Thanks for a letter I wrote"))
    declare(
        "letter_waits",
        wording=word_waiting,
        off_able=True,
        label=gettext_lazy("A letter waits to be read for a group I hold"),
    )
    declare(
        "story_waits",
        wording=word_story_waiting,
        off_able=True,
        label=gettext_lazy("A story waits to be read for a group I hold"),
    )
    declare(
        "letter_back",
        wording=word_back,
        off_able=False,
        label=gettext_lazy("A letter of mine came back with a question"),
    )


def tell_of_letter(happened: LetterDelivered) -> None:
    """Whom it reached."""
    tell(person_id=happened.person_id, kind="letter", bundle=f"letter:{happened.letter_id}", letter=happened.letter_id)


def tell_of_thanks(happened: LetterThanked) -> None:
    """Whoever wrote it, gathered, and without a name."""
    letter = Letter.objects.select_related("author").get(id=happened.letter_id)
    if letter.author.person_id:
        tell(person_id=letter.author.person_id, kind="letter_thanks", bundle=f"thanks:{letter.id}", letter=letter.id)


def tell_of_waiting(happened: LetterWritten) -> None:
    """Those who hold the group, but not the author."""
    author = Letter.objects.values_list("author_id", flat=True).get(id=happened.letter_id)
    for person_id in _holding(happened.group_id, but=author):
        tell(
            person_id=person_id, kind="letter_waits", bundle=f"letters:{happened.group_id}", place=happened.group_id,
            letter=happened.letter_id,
        )  # fmt: skip


def tell_of_story(happened: StoryWaits) -> None:
    """Those who hold the group, but not the author."""
    author = Story.objects.values_list("author_id", flat=True).get(id=happened.story_id)
    for person_id in _holding(happened.group_id, but=author):
        tell(
            person_id=person_id, kind="story_waits", bundle=f"stories:{happened.group_id}", place=happened.group_id,
            story=happened.story_id,
        )  # fmt: skip


def _holding(group_id: str, *, but: str) -> list[str]:
    holding = Member.objects.holding().filter(group_id=group_id).exclude(id=but).exclude(person=None)
    return [str(person_id) for person_id in holding.values_list("person_id", flat=True)]


def tell_of_return(happened: LetterReturned) -> None:
    """Whoever wrote it."""
    letter = Letter.objects.select_related("author").get(id=happened.letter_id)
    if letter.author.person_id:
        tell(person_id=letter.author.person_id, kind="letter_back", bundle=f"back:{letter.id}", letter=letter.id)


def _letter(notice: Notice, person: Person) -> Letter | None:
    return Letter.objects.visible_to(person).filter(id=notice.ids.get("letter", ""), withdrawn_at=None).first()


def word_letter(notice: Notice, person: Person) -> Wording | None:
    """A letter has come."""
    letter = _letter(notice, person)
    return Wording(_("A letter has come for you"), f"/letters/{letter.id}") if letter else None


def word_thanks(notice: Notice, person: Person) -> Wording | None:
    """Somebody was glad of it."""
    letter = _letter(notice, person)
    return Wording(_("Somebody thanks you for your letter"), f"/letters/{letter.id}") if letter else None


def word_waiting(notice: Notice, person: Person) -> Wording | None:
    """Read until nothing waits."""
    waiting = Letter.objects.visible_to(person).waiting().filter(group_id=notice.place).exclude(author__person=person)
    return Wording(_("A letter waits to be read before it goes out"), "/letters/review") if waiting.exists() else None


def word_story_waiting(notice: Notice, person: Person) -> Wording | None:
    """Read until nothing waits."""
    waiting = any(
        story.group_id == notice.place and story.author.person_id != person.id for story in stories_waiting(person)
    )
    return Wording(_("A story waits to be read before others can"), "/letters/review") if waiting else None


def word_back(notice: Notice, person: Person) -> Wording | None:
    """It can be said differently."""
    letter = _letter(notice, person)
    back = letter is not None and letter.returned_at is not None
    return Wording(_("Your letter came back with a question"), f"/letters/{letter.id}") if letter and back else None
