"""`withness receive-mail`, as a mail server calls it."""

import io
import sys
from email.message import EmailMessage

from allauth.account.models import EmailAddress

from withness.home.commands import line
from withness.notices.models import Wishes
from withness.shares.mail_addresses import Place, address_for
from withness.shares.models import Reply
from withness.shares.sharing import share


def _letter(to):
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = "a@example.org", to, "<1@example.org>"
    message.set_content("Thank you.")
    return bytes(message)


def test_it_takes_one_letter_from_standard_input_and_sends_others_back(cast, settings, monkeypatch, capsys):
    settings.REPLY_ADDRESS = "reply@house.example"
    EmailAddress.objects.create(user_id=cast.ana.id, email="a@example.org", verified=True, primary=True)
    Wishes.objects.create(person=cast.ana, words_by_mail=True)
    me = cast.face(cast.ana, cast.long_nights)
    hers = share(by=me, words="Four in the morning.", need="just_listen")
    for raw, code in ((_letter(address_for(Place(me.id, hers.id))), 0), (_letter("x@example.org"), 65), (b"", 65)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        assert line.run(["receive-mail"]) == code
    assert "takes no answers" in capsys.readouterr().err
    assert Reply.objects.get().words == "Thank you."
