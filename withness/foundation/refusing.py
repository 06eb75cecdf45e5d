"""Ways to say no. Each carries a sentence for the person: what happened, that nothing was lost, what to do."""

from __future__ import annotations

from datetime import timedelta


class Refused(Exception):
    """Something asked for cannot be done. `sentence` may be shown as it is."""

    status = 400
    kind = "refused"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotUnderstood(Refused):
    """What was written in one field needs another look. `field` names it."""

    status = 422
    kind = "not-understood"

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class NotAllowed(Refused):
    """They may know that it exists, but may not do this."""

    status = 403
    kind = "not-allowed"


class TakenBack(Refused):
    """It was here, and its author took it back. It will not be made again."""

    status = 410
    kind = "taken-back"


class Resting(Refused):
    """It is here, out of sight while stewards look at it. It may come back."""

    status = 403
    kind = "resting"


class TooSoon(Refused):
    """Too much in a short time; nothing was lost, and `wait` says when it is all right again."""

    status = 429
    kind = "too-soon"

    def __init__(self, sentence: str, wait: timedelta) -> None:
        super().__init__(sentence)
        self.wait = wait
