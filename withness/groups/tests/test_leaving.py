"""Taking everything along, and leaving nothing behind."""

import json

from django.core.serializers.json import DjangoJSONEncoder

from withness.groups.inviting import invite
from withness.groups.joining import join
from withness.groups.leaving import export_for
from withness.groups.models import Departure, Invitation, Knock, Member
from withness.groups.parting import ask_to_go
from withness.people.leaving import erase


def test_an_export_holds_what_is_theirs_and_no_other_face(cast):
    ask_to_go(by=cast.face(cast.chidi, cast.long_nights), member=cast.face(cast.ben, cast.long_nights), because="So.")
    join(person=cast.ben, group=cast.thursday, alias="Finch", agreement_version=1, words="May I?")
    told = export_for(cast.ben)
    assert [(one["group"], one["alias"]) for one in told["memberships"]] == [
        ("Long Nights", "Wren"),
        ("Still Water", "Moss"),
    ]
    assert told["asked_to_go"][0]["because"] == "So."
    assert told["knocks"][0]["words"] == "May I?"
    text = json.dumps(told, cls=DjangoJSONEncoder)
    assert "Wren" in text
    assert not [alias for alias in ("Teasel", "Rowan", "Heron", "Fern") if alias in text]


def test_after_erasing_nothing_leads_back(cast):
    heron = cast.face(cast.chidi, cast.still_water)
    invite(by=heron, for_whom="My neighbour Tom")
    ask_to_go(by=heron, member=cast.face(cast.ben, cast.still_water), because="Ben shouted.")
    join(person=cast.ben, group=cast.thursday, alias="Finch", agreement_version=1)
    erase(person=cast.chidi)
    erase(person=cast.ben)
    assert Invitation.objects.count() == 0
    assert Knock.objects.count() == 0
    assert set(Departure.objects.values_list("because", flat=True)) == {""}
    gone = Member.objects.filter(person=None)
    assert set(gone.values_list("alias", "stone")) == {("—", "")}
    assert not Member.objects.filter(alias__in=["Rowan", "Heron", "Alder", "Wren", "Moss"]).exists()
    assert gone.filter(left_at=None).count() == 0
