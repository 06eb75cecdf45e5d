"""A directive: written when well, carried out exactly, told to nobody but who said yes."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from withness.foundation import clock
from withness.foundation.models import Letterbox, Timer
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.timers import run_due
from withness.people.keyring import PASSPHRASE, change_passphrase, make_key, open_with, throw_key_away
from withness.people.models import Wrap
from withness.safety.directive import asking, running
from withness.safety.directive.writing import Asked, Plan, read_plan, write_directive
from withness.safety.models import Directive, Named, Run, RunStep

SECRET = "seven kettles on a tram"
PLAN = Plan(
    helps="Walk to the river.", sign="Ana, from the choir",
    people=(Asked("Lena", "I have a bad night. Please ring me.", 10), Asked("Tom", "Please come.", 20)),
)  # fmt: skip


@pytest.fixture
def posted(settings):
    settings.MAIL_OFFERED = True


@pytest.fixture
def written(cast, posted):
    key, _words = make_key(person=cast.ana, passphrase=SECRET)
    _kept, links = write_directive(person=cast.ana, key=key, plan=PLAN, one_press=True, expires_on=None)
    return [link.rsplit("/", 1)[1] for link in links]


def _letters():
    return [(letter.to, letter.words) for letter in Letterbox.objects.all()] + [(m.to[0], m.body) for m in mail.outbox]


def _later(at, minutes):
    with clock.stopped(at + timedelta(minutes=minutes)):
        run_due()


def test_only_ana_opens_what_is_sealed_and_each_of_two_ways_does(cast):
    key, words = make_key(person=cast.ana, passphrase=SECRET)
    for secret in (SECRET, words, words.upper().replace(" ", ", ")):
        assert open_with(person=cast.ana, secret=secret).secret == key.secret
    for person, secret in ((cast.ana, "seven kettles on a bus"), (cast.ana, ""), (cast.sam, SECRET)):
        assert open_with(person=person, secret=secret) is None
    with pytest.raises(NotUnderstood):
        make_key(person=cast.ben, passphrase="short")
    change_passphrase(person=cast.ana, key=key, passphrase="eight kettles on a tram")
    assert open_with(person=cast.ana, secret=SECRET) is None
    assert open_with(person=cast.ana, secret=words).secret == key.secret


def test_the_key_stands_nowhere_and_what_is_sealed_opens_in_its_own_place_only(cast):
    import base64

    key, _words = make_key(person=cast.ana, passphrase=SECRET)
    kept = str(list(Wrap.objects.values_list()))
    assert base64.urlsafe_b64encode(key.secret).decode().rstrip("=") not in kept
    assert key.secret.hex() not in kept
    sealed = key.seal("Hush.", row="journal:1")
    assert key.unseal(sealed, row="journal:1") == "Hush."
    with pytest.raises(ValueError, match="another"):
        key.unseal(sealed, row="journal:2")
    assert Wrap.objects.filter(way=PASSPHRASE).count() == 1


def test_what_is_written_is_sealed_and_reads_again_with_the_key(cast, written):
    row = Directive.objects.get()
    everything = str(list(Directive.objects.values_list())) + str(list(Named.objects.values_list()))
    for word in ("river", "Lena", "bad night", "choir"):
        assert word not in everything
    assert read_plan(row, open_with(person=cast.ana, secret=SECRET)) == PLAN


def test_nobody_is_told_who_has_not_said_yes_and_each_who_has_once(cast, written):
    asking.confirm(token=written[1], email="tom@example.org")
    begun = clock.now()
    running.begin_run(person=cast.ana)
    running.begin_run(person=cast.ana)
    for minutes in range(60):
        _later(begun, minutes)
    told = [to for to, words in _letters() if "Please come." in words]
    assert told == ["tom@example.org"]
    assert not [to for to, words in _letters() if "ring me" in words]
    assert list(RunStep.objects.order_by("number").values_list("kind", "outcome")) == [
        ("list", "shown"), ("tell", "could_not"), ("tell", "told"), ("lines", "shown"),
    ]  # fmt: skip


def test_a_letter_says_the_directives_words_and_nothing_else_of_it(cast, written):
    asking.confirm(token=written[0], email="lena@example.org")
    begun = clock.now()
    running.begin_run(person=cast.ana)
    _later(begun, 1)
    letter = next(words for to, words in _letters() if to == "lena@example.org")
    assert "I have a bad night. Please ring me." in letter
    for word in ("river", "Tom", "ana", "Long Nights", "group"):
        assert word not in letter.replace("Ana, from the choir", "")


def test_each_waits_its_time_and_one_who_is_there_ends_it(cast, written):
    for token, email in zip(written, ("lena@example.org", "tom@example.org"), strict=True):
        asking.confirm(token=token, email=email)
    begun = clock.now()
    running.begin_run(person=cast.ana)
    _later(begun, 1), _later(begun, 9)
    assert RunStep.objects.count() == 2
    assert running.be_there(named=asking.asked_by(written[1])) is False  # Tom was not told yet
    assert running.be_there(named=asking.asked_by(written[0]))
    _later(begun, 60)
    assert RunStep.objects.count() == 2
    run = Run.objects.get()
    assert (run.ended, run.plan) == ("somebody", "")


def test_withdrawing_takes_effect_in_the_middle_of_a_run(cast, written):
    asking.confirm(token=written[0], email="lena@example.org")
    begun = clock.now()
    running.begin_run(person=cast.ana)
    asking.withdraw(token=written[0])
    _later(begun, 5)
    assert not [to for to, _words in _letters() if to == "lena@example.org"]
    assert Named.objects.filter(address="", person=None).count() == 2


def test_a_crash_in_the_middle_of_a_step_neither_skips_nor_doubles_it(cast, written, monkeypatch):
    asking.confirm(token=written[0], email="lena@example.org")
    begun = clock.now()
    running.begin_run(person=cast.ana)
    real, crashes = running.set_timer, iter([True, True, False])

    def dying(**asked):
        if asked["kind"] == running.STEP and next(crashes, False):
            raise OSError("the machine went away")
        return real(**asked)

    monkeypatch.setattr(running, "set_timer", dying)
    for minutes in (1, 2, 3, 4, 5):
        _later(begun, minutes)
    assert [words for to, words in _letters() if to == "lena@example.org"] != []
    assert len([1 for to, _words in _letters() if to == "lena@example.org"]) == 1
    assert RunStep.objects.filter(kind="tell", outcome="told").count() == 1


def test_a_drill_tells_nobody(cast, written):
    asking.confirm(token=written[0], email="lena@example.org")
    begun = clock.now()
    running.begin_run(person=cast.ana, drill=True)
    for minutes in range(5):
        _later(begun, minutes)
    assert _letters() == []
    assert RunStep.objects.filter(outcome="tried").count() == 1
    assert Run.objects.get().ended == "end"


def test_stopping_stops_and_wipes(cast, written):
    running.begin_run(person=cast.ana)
    running.stop_run(person=cast.ana)
    assert Run.objects.get().plan == ""
    assert not Timer.objects.filter(kind=running.STEP).exists()


def test_an_old_directive_tells_nobody_and_still_shows_the_list_and_the_lines(cast, written):
    asking.confirm(token=written[0], email="lena@example.org")
    Directive.objects.update(expires_on=clock.now().date() - timedelta(days=1))
    begun = clock.now()
    running.begin_run(person=cast.ana)
    _later(begun, 1)
    assert list(RunStep.objects.values_list("kind", flat=True)) == ["list", "lines"]
    assert _letters() == []


def test_without_one_press_the_key_is_needed(cast, posted):
    key, _words = make_key(person=cast.ana, passphrase=SECRET)
    write_directive(person=cast.ana, key=key, plan=PLAN, one_press=False, expires_on=None)
    with pytest.raises(NotAllowed):
        running.begin_run(person=cast.ana)
    running.begin_run(person=cast.ana, key=key)
    assert running.words_of(Run.objects.get())["helps"] == "Walk to the river."


@pytest.mark.parametrize("one_press", [True, False])
def test_when_the_key_was_thrown_away_it_is_written_anew(cast, as_, posted, one_press):
    key, _words = make_key(person=cast.ana, passphrase=SECRET)
    write_directive(person=cast.ana, key=key, plan=PLAN, one_press=one_press, expires_on=None)
    throw_key_away(person=cast.ana)
    ana = as_(cast.ana)
    ana.post("/me/key", {"secret": SECRET})
    assert ana.get("/me/directive").status_code == 200
    page = ana.get("/me/directive/write")
    assert page.status_code == 200
    assert "river" not in page.content.decode()
    assert ana.post("/struggling").status_code == (302 if one_press else 403)


def test_ana_writes_it_in_her_browser_and_starts_it_with_one_press(cast, as_, posted):
    ana = as_(cast.ana)
    assert ana.get("/me/directive/write").headers["Location"] == "/me/key?next=/me/directive/write"
    assert ana.post("/me/key", {"secret": "short"}).status_code == 422
    page = ana.post("/me/key", {"secret": SECRET}).content.decode()
    assert len(re.findall(r'<li lang="en">', page)) == 12
    form = {
        "helps": "Tea.",
        "sign": "Ana",
        "name": ["Ben"],
        "words": ["Please ring."],
        "wait": ["5"],
        "one_press": "yes",
    }
    page = ana.post("/me/directive/write", form).content.decode()
    token = re.search(r"/asked/([\w-]+)", page)[1]
    assert ana.post("/me/directive/write", form | {"sign": ""}).status_code == 422
    ben = as_(cast.ben)
    assert "Please ring." in ben.get(f"/asked/{token}").content.decode()
    ben.post(f"/asked/{token}", {"do": "here"})
    assert ana.post("/struggling").status_code == 302
    assert "Tea." in ana.get("/struggling").content.decode()
    with clock.stopped(clock.now() + timedelta(minutes=1)):
        run_due()
    assert "Please ring." in ben.get("/notices").content.decode()
    page = f"/named/{Named.objects.get().id}"
    assert ben.get(page).status_code == 200
    assert as_(cast.sam).get(page).status_code == 404
    ben.post(page)
    assert "Somebody says that they are with you" in ana.get("/struggling").content.decode()


def test_an_address_is_confirmed_by_a_press_in_a_letter(cast, as_, written):
    sam = as_(None)
    page = f"/asked/{written[0]}"
    assert sam.post(page, {"email": "no"}).status_code == 422
    sam.post(page, {"email": "lena@example.org"})
    link = re.search(r"/asked/\S+", Letterbox.objects.get().words)[0]
    assert sam.get(link).status_code == 200
    assert Named.objects.exclude(confirmed_at=None).count() == 0  # opening it, as programs do, changes nothing
    sam.post(link)
    assert Named.objects.exclude(confirmed_at=None).count() == 1
    assert sam.post(link + "x").status_code == 404
    assert sam.get("/asked/none").status_code == 404


@pytest.mark.parametrize("path", ["/me/directive", "/me/directive/write", "/struggling", "/me/quiet", "/me/reports"])
def test_who_is_signed_out_is_asked_to_come_in(as_, db, path):
    assert as_(None).get(path).headers["Location"].startswith("/account/come-in")
