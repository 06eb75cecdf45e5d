"""What Ana can leave behind: stewards."""

from __future__ import annotations

from testing.cast import Cast
from testing.lives import CANARY
from withness.foundation import clock
from withness.people.keyring import make_key
from withness.recovery.keeping import keep_note
from withness.safety.directive.asking import confirm
from withness.safety.directive.running import begin_run
from withness.safety.directive.writing import Asked, Plan, write_directive
from withness.safety.quieting import be_quiet
from withness.safety.reportable import find_target
from withness.safety.reporting import report
from withness.shares.models import Share
from withness.stewards.acting import act
from withness.stewards.appealing import ask_again
from withness.stewards.looking import look
from withness.stewards.models import Case
from withness.stewards.unmasking import ask_to_unmask


def come_before_stewards(cast: Cast, theirs: Share, hers: Share) -> None:
    """What she asked stewards to look at, what they decided about her, and what she asked again."""
    ana, dana = cast.ana, cast.dana
    report(by=ana, target=find_target(ana, "share", theirs.id), reason="other", words=f"{CANARY} thirteen")
    report(by=cast.ben, target=find_target(cast.ben, "share", hers.id), reason="other", words="Mine too.")
    case = Case.objects.get(thing=hers.id)
    look(by=dana, case=case)
    ask_to_unmask(by=dana, case=case, why=f"{CANARY} fourteen", life_at_risk=False)
    action = act(by=dana, case=case, kind="note", rule="care", reason=f"{CANARY} fifteen")
    ask_again(by=ana, action=action, words=f"{CANARY} sixteen")
    be_quiet(person=ana, kind="topic", what=f"{CANARY} seventeen")
    key, _words = make_key(person=ana, passphrase="a walk at four in the morning")
    plan = Plan(
        helps=f"{CANARY} eighteen",
        sign="A.",
        people=(Asked(name=f"{CANARY} nineteen", words=f"{CANARY} twenty", wait=5),),
    )
    _directive, links = write_directive(person=ana, key=key, plan=plan, one_press=True, expires_on=None)
    confirm(token=links[0].rsplit("/", 1)[1], email="friend@example.org")
    begin_run(person=ana, drill=True)
    keep_note(person=ana, key=key, words=f"{CANARY} on her path")
    look(by=ana, case=Case.objects.create(kind="group", thing=cast.still_water.id, opened_at=clock.now()))
