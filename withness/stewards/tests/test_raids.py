"""Two hundred strangers at once: nobody here notices, and no real word is lost."""

import contextlib
from datetime import timedelta

import pytest

from testing.cast import a_person
from withness.foundation import clock
from withness.foundation.ids import new_id
from withness.foundation.refusing import Refused
from withness.foundation.timers import run_due
from withness.groups.joining import join
from withness.groups.models import Group, Member
from withness.people.models import AuditEntry
from withness.people.stewarding import make_steward
from withness.shares.models import Share
from withness.shares.sharing import share
from withness.stewards.appealing import answer_appeal, ask_again
from withness.stewards.looking import look
from withness.stewards.models import Action, Wave
from withness.stewards.raids import undo_wave


def _letters():
    return "Stranger " + "".join(letter for letter in new_id() + new_id() if letter.isalpha())[:12]


def _raid(group, strangers, posts=2):
    faces = []
    for _n in range(strangers):
        person = a_person(new_id())
        face = join(person=person, group=group, alias=_letters(), agreement_version=1)
        face.group = group
        faces.append(face)
        for _post in range(posts):
            with contextlib.suppress(Refused):
                share(by=face, words="Noise.", need="just_listen")
    return faces


@pytest.fixture
def old_group(cast):
    Group.objects.update(opened_at=clock.now() - timedelta(days=9))
    Member.objects.update(joined_at=clock.now() - timedelta(days=8))
    cast.long_nights.refresh_from_db()
    return cast.long_nights


def test_members_see_at_most_three_of_a_raids_posts_and_undoing_it_loses_no_real_share(cast, old_group):
    before = share(by=cast.face(cast.ana, old_group), words="Before.", need="just_listen")
    faces = _raid(old_group, 20)
    during = share(by=cast.face(cast.ben, old_group), words="During.", need="just_listen")
    real = _raid(old_group, 1, posts=0)[0]
    hers = share(by=real, words="My first words.", need="just_listen")
    seen = Share.objects.visible_to(cast.ben)
    assert {before, during} <= set(seen)
    assert seen.filter(words="Noise.").count() <= 3
    wave = Wave.objects.get()
    assert undo_wave(by=cast.dana, wave=wave) == len(faces) + 1
    assert {before, during} <= set(Share.objects.visible_to(cast.ben))
    fay = a_person("fay")
    make_steward(person=fay)
    action = Action.objects.get(case__face=real.id)
    look(by=fay, case=action.case)
    answer_appeal(
        by=fay, appeal=ask_again(by=real.person, action=action, words="I am real."), stands=False, answer="Sorry."
    )
    assert hers in set(Share.objects.visible_to(cast.ben))
    assert Share.objects.visible_to(cast.ben).filter(words="Noise.").count() <= 3


def test_a_wave_that_was_none_ends_by_itself_and_everything_shows(cast, old_group):
    _raid(old_group, 5, posts=1)
    assert Share.objects.visible_to(cast.ben).filter(words="Noise.").count() == 3
    with clock.stopped(Wave.objects.get().ends_at + timedelta(seconds=1)):
        run_due()
    assert Share.objects.visible_to(cast.ben).filter(words="Noise.").count() == 5


def test_three_newcomers_in_an_hour_are_no_wave(cast, old_group):
    _raid(old_group, 3, posts=1)
    assert not Wave.objects.exists()
    assert Share.objects.visible_to(cast.ben).count() == 3


def test_only_stewards_undo_a_wave(cast, as_, old_group):
    _raid(old_group, 9)
    wave = Wave.objects.get()
    with pytest.raises(Refused):
        undo_wave(by=cast.sam, wave=wave)
    assert as_(cast.sam).post(f"/desk/waves/{wave.id}").status_code == 404
    fay = a_person("fay", is_demo=True)
    make_steward(person=fay)
    assert as_(fay).get(f"/desk/waves/{wave.id}").status_code == 404  # the demo's stewards see the demo's
    with pytest.raises(Refused):
        undo_wave(by=fay, wave=wave)
    assert as_(cast.dana).get(f"/desk/waves/{wave.id}").status_code == 200
    assert AuditEntry.objects.filter(what="saw_wave", by=cast.dana).count() == 1
    assert as_(cast.dana).post(f"/desk/waves/{wave.id}").status_code == 302
