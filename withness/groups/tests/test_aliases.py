"""Aliases: readable, nobody's address, and nobody else's to the eye."""

import contextlib
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from testing.cast import a_member, a_person
from withness.foundation import clock
from withness.foundation.ids import new_id
from withness.foundation.refusing import NotUnderstood
from withness.groups.aliases import wearable
from withness.groups.facing import change_face
from withness.groups.leaving import forget
from withness.groups.models import Member
from withness.groups.parting import leave
from withness.groups.shapes import shape_of, shapes_of
from withness.groups.suggesting import face_of, suggest_faces

# Latin on the left, and on the right what a quick eye takes for it.
LOOK_ALIKES = [
    ("Wren", "wren"), ("Wren", "W r e n"), ("Wren", "Wrén"), ("Wren", "Ԝrеn"), ("Ben", "Вen"), ("Nora", "Νora"),
    ("Heron", "Неrоn"), ("Lily", "LiIy"), ("Lily", "1i1y"), ("Sorrel", "5orre1"), ("Moss", "Мosѕ"), ("Fern", "Fem"),
    ("Wood", "VVood"), ("Alder", "Ａｌｄｅｒ"), ("Alder", "𝐀lder"), ("Sage", "Sage."), ("Moss", "Moss\u3164"),
    ("Moss", "M\u200bo\u200dss"), ("Rain", "Ra\u0131n"), ("Ola", "Øla"), ("ريحان", "ریحان"), ("ريحان", "ريـحان"),
    ("كرز", "کرز"), ("Νίκος", "νίκος"), ("Иван", "ИВАН"), ("Nettle 2", "Nettle ٢"),
]  # fmt: skip
DIFFERENT = [
    ("Wren", "Robin"),
    ("Moss", "Mist"),
    ("مطر", "قمر"),
    ("राम", "रमा"),
    ("राम", "रीम"),
    ("กา", "กี"),
    ("Иван", "Олег"),
]


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKES)
def test_look_alikes_have_one_shape(one, other):
    assert shapes_of(one) & shapes_of(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_have_different_shapes(one, other):
    assert not shapes_of(one) & shapes_of(other)


@given(st.text(max_size=40))
def test_a_shape_is_short_stands_still_and_does_not_mind_case_in_latin(text):
    shape = shape_of(text)
    assert len(shape) <= 60
    assert shape_of(shape) in shapes_of(shape)
    if text.isascii():
        assert shape_of(text) == shape_of(text.upper()) == shape_of(text.lower())


@pytest.mark.parametrize(
    "alias",
    ["", "A", " \u3164 \u3164 ", "\u200b\u200b\u200b", "...", "12", "me@example.org", "www.me", "see me.com",
     "https://x", "07 12 34 56 78", "٠٧١٢٣٤", "x" * 31, "W" + "\u0301" * 9 + "ren", "\u202eneW\u202c\u202e"[:1]],
)  # fmt: skip
def test_what_cannot_be_worn_is_refused_with_a_sentence(cast, alias):
    with pytest.raises(NotUnderstood) as no:
        wearable(alias, group=cast.long_nights, person=cast.sam)
    assert no.value.field == "alias"


def test_eve_cannot_pass_for_wren(cast):
    plover = cast.face(cast.eve, cast.long_nights)
    with pytest.raises(NotUnderstood):
        change_face(by=plover, alias="Wrеn")  # a Cyrillic е
    assert change_face(by=plover, alias="plover").alias == "plover"
    assert change_face(by=plover, alias="Dunlin").alias_shape == shape_of("Dunlin")


def test_who_left_keeps_the_name_beside_their_words_and_may_wear_it_again(cast):
    leave(by=cast.face(cast.ben, cast.long_nights))
    with pytest.raises(NotUnderstood):
        a_member(cast.sam, cast.long_nights, "Wren")
    assert a_member(cast.ben, cast.long_nights, "Wren").alias == "Wren"


def test_the_name_of_who_erased_everything_is_free(cast):
    forget(cast.ben)
    assert a_member(cast.sam, cast.long_nights, "Wren").alias == "Wren"


def test_one_may_wear_the_same_name_in_another_group(cast):
    assert wearable("Wren", group=cast.thursday, person=cast.sam)[0] == "Wren"


def test_suggestions_are_free_in_the_group_and_never_one_s_own_elsewhere(cast):
    for language, first_letter in (("en", "A"), ("es", "A"), ("ar", "ء"), ("ja", "A")):
        faces = suggest_faces(group=cast.long_nights, language=language, person=cast.ana)
        assert len({face.stone for face in faces}) == 3
        worn = set(Member.objects.filter(group=cast.long_nights).values_list("alias_shape", flat=True))
        for face in faces:
            assert shape_of(face.alias) not in worn | {shape_of("Fern")}
            assert wearable(face.alias, group=cast.long_nights, person=cast.ana)[0] == face.alias
            assert face_of(face.choice) == face
        assert all(ord(face.alias[0]) >= ord(first_letter) for face in faces)


@pytest.mark.parametrize("choice", ["", "x", "\x00" * 17 + "Wren", "a" * 40])
def test_a_choice_that_is_none_is_nothing(choice):
    assert face_of(choice) is None


@given(aliases=st.lists(st.text("WwVvRrеeNnΝИиا١l1I0Oоo .'-\u200b\u3164é", min_size=1, max_size=8), max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_two_members_of_a_group_ever_have_the_same_shape(cast, aliases):
    with transaction.atomic():
        for alias in aliases:
            with contextlib.suppress(NotUnderstood):
                a_member(a_person(new_id()), cast.long_nights, alias)
        shapes = list(Member.objects.here().filter(group=cast.long_nights).values_list("alias_shape", flat=True))
        transaction.set_rollback(True)
    assert len(shapes) == len(set(shapes)) >= 4
    assert all(shapes)


def test_who_was_asked_to_pause_keeps_their_name(as_, cast):
    """Whoever was hurt by Plover must know them again."""
    ben = cast.face(cast.ben, cast.long_nights)
    Member.objects.filter(id=ben.id).update(paused_until=clock.now() + timedelta(days=2))
    at = f"/g/{cast.long_nights.id}/me"
    told = as_(cast.ben).post(at, {"alias": "Dunlin"})
    assert (told.status_code, "asked to pause" in told.content.decode()) == (403, True)
    assert Member.objects.get(id=ben.id).alias == ben.alias
    assert as_(cast.sam).post(at, {"alias": "Dunlin"}).status_code == 404
    Member.objects.filter(id=ben.id).update(paused_until=None)
    assert as_(cast.ben).post(at, {"alias": "Dunlin"}).status_code == 302
