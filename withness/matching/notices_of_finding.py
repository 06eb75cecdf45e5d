"""How the notices about finding one’s people read, made when they are read: nothing where the thing is out of sight by now."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from withness.groups.belonging import about_group, membership
from withness.groups.reach import faces_out_of_reach, in_sight
from withness.matching.buddying import BUDDY_FOUND, BUDDY_SUGGESTED, FOUND, pair_for
from withness.matching.introducing import ASKED_FOR, INTRODUCED, SAID_YES, introduction_for
from withness.matching.models import Pair
from withness.matching.wanting import GROUP_FOR_ME
from withness.notices.kinds import Wording, declare
from withness.notices.models import Notice
from withness.people.models import Person


def declare_kinds() -> None:
    """For the wiring."""
    declare(GROUP_FOR_ME, wording=word_group, off_able=True, label=later("A group opens that I was waiting for"))
    declare(BUDDY_SUGGESTED, wording=word_suggested, off_able=True, label=later("Somebody who could be my buddy"))
    declare(BUDDY_FOUND, wording=word_found, off_able=True, label=later("I have a buddy"))
    declare(ASKED_FOR, wording=word_asked, off_able=True, label=later("Somebody looks for a person who has been there"))
    declare(SAID_YES, wording=word_yes, off_able=True, label=later("Somebody who has been there says yes"))
    declare(INTRODUCED, wording=word_introduced, off_able=True, label=later("Somebody and I are introduced"))


def word_suggested(notice: Notice, person: Person) -> Wording | None:
    """For both, while each may still say yes."""
    me = membership(person, notice.place)
    here = pair_for(me) if me is not None else None
    if me is None or here is None or here.i_said:
        return None
    sentence = _("There is somebody who could be your buddy: %(alias)s") % {"alias": here.other.alias}
    return Wording(sentence, f"/g/{me.group_id}/buddy", (here.other.stone,))


def word_found(notice: Notice, person: Person) -> Wording | None:
    """For both, once both have said yes, while no boundary hides the other."""
    pair = Pair.objects.visible_to(person).filter(id=notice.ids.get("pair", "")).select_related("one", "other").first()
    if pair is None or (pair.one_said, pair.other_said) != FOUND:
        return None
    other = pair.other if pair.one.person_id == person.id else pair.one
    if not in_sight(faces_out_of_reach(person, [other.group_id]), other.id, notice.at):
        return None
    return Wording(_("You and %(alias)s are buddies now") % {"alias": other.alias}, "/progress#walks", (other.stone,))


def word_group(notice: Notice, person: Person) -> Wording | None:
    """For who waited for such a group."""
    group = about_group(person, notice.place)
    if group is None or group.closed_at is not None:
        return None
    return Wording(
        _("There is a group now for what you were waiting for: %(group)s") % {"group": group.title}, "/groups"
    )


def word_asked(notice: Notice, person: Person) -> Wording | None:
    """For who has been there; whoever asks may read the same share as everybody there."""
    found = introduction_for(person, notice.ids.get("introduction", ""))
    if found is None or found[0].offered_at is not None:
        return None
    sentence = _("%(alias)s looks for somebody who has been there. You can say yes, or nothing")
    return Wording(sentence % {"alias": found[0].by.alias}, f"/introductions/{found[0].id}", (found[0].by.stone,))


def word_yes(notice: Notice, person: Person) -> Wording | None:
    """For who shared."""
    found = introduction_for(person, notice.ids.get("introduction", ""))
    if found is None or found[1].id != found[0].by_id or found[0].met_at is not None:
        return None
    sentence = _("%(alias)s has been there, and would like to meet you")
    return Wording(sentence % {"alias": found[0].to.alias}, f"/introductions/{found[0].id}", (found[0].to.stone,))


def word_introduced(notice: Notice, person: Person) -> Wording | None:
    """For who has been there, once both have said yes."""
    found = introduction_for(person, notice.ids.get("introduction", ""))
    if found is None or found[0].met_at is None:
        return None
    sentence = _("You and %(alias)s are introduced")
    return Wording(sentence % {"alias": found[0].by.alias}, f"/introductions/{found[0].id}", (found[0].by.stone,))
