"""Being sent the words of an answer, and answering by e-mail: only for who asked, and only from their own address."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from allauth.account.models import EmailAddress
from hypothesis import given
from hypothesis import strategies as st

from testing.mail_server import mail_server
from withness.foundation import clock
from withness.foundation.models import Timer
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.timers import run_due
from withness.notices.models import Notice, Wishes
from withness.shares import letters_with_words
from withness.shares.changing import take_back_reply
from withness.shares.mail_addresses import Place, address_for, place_of
from withness.shares.models import Reply
from withness.shares.receiving import receive
from withness.shares.replying import reply
from withness.shares.sharing import share
from withness.shares.unquoting import ABOVE, without_quotes

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ANA = "a@example.org"


@pytest.fixture
def told(cast, settings):
    """Ana wants words by e-mail; Wren answers what she shared."""
    settings.REPLY_ADDRESS = "reply@house.example"
    EmailAddress.objects.create(user_id=cast.ana.id, email=ANA, verified=True, primary=True)
    Wishes.objects.create(person=cast.ana, by_mail=True, words_by_mail=True)
    with clock.stopped(NOON):
        hers = share(by=cast.face(cast.ana, cast.long_nights), words="Four in the morning.", need="just_listen")
        answer = reply(
            by=cast.face(cast.ben, cast.long_nights), share=hers, words="Mine was <b>at</b> a window & cold."
        )
    return hers, answer


def _letter(to, words="Thank you.", sender=ANA, **headers):
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = sender, to, headers.pop("name", "<1@example.org>")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(words)
    return bytes(message)


def _address(cast, hers):
    return address_for(Place(cast.face(cast.ana, cast.long_nights).id, hers.id))


def test_the_letter_arrives_whole_with_a_subject_that_says_nothing(cast, told, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as server, clock.stopped(NOON + timedelta(minutes=3)):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        while run_due():
            pass
        [letter] = server.letters
    assert letter["Subject"] == "Something is waiting for you"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["To"] == ANA
    plain, html = (letter.get_body(preferencelist=(kind,)).get_content() for kind in ("plain", "html"))
    assert "Wren:" in plain
    assert "Mine was <b>at</b> a window & cold." in plain
    assert "&lt;b&gt;" in html
    assert ABOVE in plain
    assert "Four in the morning" not in plain
    with clock.stopped(NOON + timedelta(hours=1)):
        place = place_of(letter["Reply-To"])
        kept = receive(_letter(letter["Reply-To"], "Not alone then.\n\nOn Sunday Wren wrote:\n> Mine was"))
    assert place == Place(cast.face(cast.ana, cast.long_nights).id, told[0].id)
    assert (kept.words, kept.author.alias) == ("Not alone then.", "Teasel")


def test_it_is_sent_once_and_the_next_answer_by_itself(cast, told, mailoutbox):
    with clock.stopped(NOON + timedelta(minutes=3)):
        while run_due():
            pass
    with clock.stopped(NOON + timedelta(minutes=5)):
        reply(by=cast.face(cast.ben, cast.long_nights), share=told[0], words="And then light.")
    with clock.stopped(NOON + timedelta(minutes=30)):
        while run_due():
            pass
    assert len(mailoutbox) == 2
    assert "window" in mailoutbox[0].body
    assert "window" not in mailoutbox[1].body
    assert "And then light." in mailoutbox[1].body


def test_what_was_taken_back_meanwhile_or_seen_is_not_sent(cast, told, mailoutbox):
    take_back_reply(by=cast.face(cast.ben, cast.long_nights), reply=told[1])
    with clock.stopped(NOON + timedelta(minutes=3)):
        letters_with_words.post_words(Timer(kind=letters_with_words.WORDS, about=cast.ana.id))
    assert not mailoutbox
    assert not Notice.objects.filter(posted_at__isnull=False).exists()


def test_who_did_not_ask_gets_no_words(cast, told, mailoutbox):
    Wishes.objects.update(words_by_mail=False)
    with clock.stopped(NOON + timedelta(minutes=30)):
        while run_due():
            pass
    assert [letter.body for letter in mailoutbox if "window" in letter.body] == []
    assert mailoutbox


def test_the_same_letter_twice_is_one_reply(cast, told):
    raw = _letter(_address(cast, told[0]))
    assert receive(raw).id == receive(raw).id
    assert Reply.objects.filter(share=told[0], words="Thank you.").count() == 1


@pytest.mark.parametrize("sender", ["sam@example.org", "a@example.org.evil.example", f"{ANA}, sam@example.org", ""])
def test_nobody_else_can_answer_there(cast, told, sender):
    with pytest.raises(NotAllowed):
        receive(_letter(_address(cast, told[0]), sender=sender))
    assert Reply.objects.count() == 1


def test_an_address_grows_old_and_cannot_be_changed(cast, told):
    with clock.stopped(NOON):
        address = _address(cast, told[0])
        assert place_of(address.upper()) is not None
        local, host = address.split("@")
        others = [f"{local[:n]}{'b' if local[n] != 'b' else 'c'}{local[n + 1 :]}@{host}" for n in range(6, len(local))]
        assert [one for one in others if place_of(one)] == []
        assert len(local) <= 64
    with clock.stopped(NOON + timedelta(days=23)):
        assert place_of(address) is None


@pytest.mark.parametrize(
    "to", ["", "reply@house.example", "reply+x@house.example", "reply+" + "é" * 54 + "@house.example"]
)
def test_an_address_we_never_gave_takes_nothing(cast, told, to):
    assert place_of(to) is None
    with pytest.raises(NotAllowed):
        receive(_letter("friend@example.org"), to=to)


def test_who_left_or_wants_it_no_longer_cannot_answer_there(cast, told):
    address = _address(cast, told[0])
    Wishes.objects.update(words_by_mail=False)
    with pytest.raises(NotAllowed):
        receive(_letter(address))


@pytest.mark.parametrize("headers", [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"Return_Path": "<>"}])
def test_a_machine_says_nothing(cast, told, headers):
    assert receive(_letter(_address(cast, told[0]), **headers)) is None
    assert Reply.objects.count() == 1


def test_only_quotes_are_no_words(cast, told):
    with pytest.raises(NotUnderstood):
        receive(_letter(_address(cast, told[0]), "> Mine was at a window."))


@pytest.mark.parametrize(
    ("came", "words"),
    [
        ("Yes.\n\nOn Sun, 22 Nov 2026 at 12:00, Withness <x@y>\nwrote:\n> old\n> older", "Yes."),
        ("Sí.\n\nEl dom, 22 nov 2026 a las 12:00, <x@y> escribió:\n> viejo", "Sí."),
        ("نعم\n\nفي الأحد 22 نوفمبر كتب Withness:\n> قديم", "نعم"),
        ("Yes.\n-- \nAna, Head of Things\n+44 1", "Yes."),
        ("Yes.\n\nSent from my phone", "Yes."),
        (f"Yes.\n{ABOVE}\nold words", "Yes."),
        (f"Yes.\n> {ABOVE}\nmore", "Yes."),
        ("> was it cold?\nVery.\n> and dark?\nVery.", "Very.\nVery."),
        ("Yes.\n-----Original Message-----\nFrom: x", "Yes."),
        ("On the stairs she wrote a list:\nmilk", "On the stairs she wrote a list:\nmilk"),
        ("one\n\n\n\n\ntwo", "one\n\ntwo"),
        ("a -- b", "a -- b"),
    ],
)
def test_what_is_quoted_and_signed_is_left_out(came, words):
    assert without_quotes(came) == words


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=300))
def test_nothing_anybody_sends_breaks_the_reading(text):
    assert "\0" not in without_quotes(text)


def test_a_page_without_plain_text_is_read_too(cast, told):
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = ANA, _address(cast, told[0]), "<2@example.org>"
    message.set_content(
        "<style>p{}</style><p>Not <b>alone</b> then.</p><div>On Sunday Wren wrote:</div><blockquote>old<br>older</blockquote>",
        subtype="html",
    )
    assert receive(bytes(message)).words == "Not alone then."
