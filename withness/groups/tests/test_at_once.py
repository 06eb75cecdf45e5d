"""Several at the same moment: the last place is given once, and nobody gets two faces."""

import threading

import pytest
from django.db import connection, connections

from testing.cast import a_person, assemble
from withness.foundation.refusing import Refused
from withness.groups.holding import hand_on
from withness.groups.inviting import invite
from withness.groups.joining import join
from withness.groups.models import Acceptance, Invitation, Knock, Member
from withness.groups.parting import leave

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(*deeds):
    """Do all of them at the same moment; answers what each gave, or its refusal."""
    start, answers = threading.Barrier(len(deeds)), [None] * len(deeds)

    def one(n, deed):
        try:
            connection.ensure_connection()
            start.wait(10)
            answers[n] = deed()
        except Refused as no:
            answers[n] = no
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(n, deed)) for n, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def test_eight_people_and_an_invitation_for_three():
    cast = assemble()
    invitation, _token = invite(by=cast.face(cast.chidi, cast.still_water), uses=3)
    people = [a_person(f"guest{n}") for n in range(8)]
    stale = Invitation.objects.get(id=invitation.id)

    def come(n):
        return lambda: join(
            person=people[n],
            group=cast.still_water,
            alias=f"Guest {chr(65 + n)}",
            agreement_version=1,
            invitation=stale,
        )

    answers = at_once(*(come(n) for n in range(8)))
    assert sum(isinstance(answer, Member) for answer in answers) == 3
    assert sum(isinstance(answer, Refused) for answer in answers) == 5
    assert Invitation.objects.get(id=invitation.id).uses_left == 0
    assert (
        Member.objects.filter(person__in=people).count()
        == Acceptance.objects.filter(member__person__in=people).count()
        == 3
    )


def test_one_person_tapping_six_times_has_one_face_and_one_knock():
    cast = assemble()
    for group, kind in ((cast.long_nights, Member), (cast.thursday, Knock)):
        tap = lambda group=group: join(person=cast.sam, group=group, alias="Finch", agreement_version=1)  # noqa: E731
        answers = at_once(*[tap] * 6)
        assert {type(answer) for answer in answers} == {kind}
        assert len({answer.id for answer in answers}) == 1


def test_six_people_wanting_one_name():
    cast = assemble()
    people = [a_person(f"guest{n}") for n in range(6)]
    names = ("Finch", "finch", "Fínch", "F1nch", "Finch.", "FINCH")

    def come(n):
        return lambda: join(person=people[n], group=cast.long_nights, alias=names[n], agreement_version=1)

    answers = at_once(*(come(n) for n in range(6)))
    assert sum(isinstance(answer, Member) for answer in answers) == 1


def test_handing_on_to_two_at_once_and_one_of_them_leaving():
    cast = assemble()
    rowan = cast.face(cast.chidi, cast.long_nights)
    teasel, wren, plover = (cast.face(person, cast.long_nights) for person in (cast.ana, cast.ben, cast.eve))
    at_once(
        lambda: hand_on(by=rowan, member=teasel),
        lambda: hand_on(by=rowan, member=wren),
        lambda: hand_on(by=rowan, member=plover),
        lambda: leave(by=wren),
    )
    holders = Member.objects.here().filter(group=cast.long_nights, holds=Member.FACILITATOR)
    assert holders.count() == 1
