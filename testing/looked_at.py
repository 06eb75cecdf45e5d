"""What there is to look at (see `looking.py`): a cast, their shares, a meeting, a list, a circle, and months of days.

Imported before Django stands, so that each piece brings in what it needs.
"""

from __future__ import annotations


def think_a_group_through(person: object) -> None:
    """The draft of a first group, with every step thought out."""
    from withness.groups.beginning import keep_step

    said = {
        "purpose": {"profile": "grief", "title": "The Bench", "about": "For those who miss somebody they sat beside."},
        "who": {"joining": "request", "face": "", "alias": "Rue", "language": "en", "zone": "Europe/London"},
        "agreement": {"clauses": ["grief-1", "grief-3", "grief-7"], "own": ""},
        "meeting": {
            "how": "here",
            "title": "",
            "day": "2090-01-05",
            "time": "19:00",
            "rhythm": "weekly",
            "minutes": "60",
        },
        "words": {"words": "I still put out two cups.", "need": "been_there"},
    }
    for step, words in said.items():
        keep_step(person=person, step=step, said=words)


def furnish() -> tuple[object, dict[str, str]]:
    """A cast, and something for them to read; the ids that addresses may name."""
    from testing.cast import assemble
    from testing.looking_at_more import more_names
    from withness.groups.carrying.asking import ask_to_carry

    cast = assemble()
    teasel, wren, rowan = (cast.face(p, cast.long_nights) for p in (cast.ana, cast.ben, cast.chidi))
    first = _shares(teasel, wren, rowan)
    ask_to_carry(by=cast.face(cast.chidi, cast.still_water))
    think_a_group_through(cast.dana)
    _days(cast)
    names = (
        _meet(cast)
        | {
            "long_nights": cast.long_nights.id,
            "thursday": cast.thursday.id,
            "still_water": cast.still_water.id,
            "share": first.id,
            "circle": a_circle(rowan, teasel, wren),
        }
        | more_names(cast)
    )
    return cast, names


def _shares(teasel: object, wren: object, rowan: object) -> object:
    """Three shares and what was answered to the first, which is returned."""
    from withness.shares.being_present import be_present
    from withness.shares.replying import reply
    from withness.shares.sharing import share

    first = share(
        by=teasel,
        need="just_listen",
        words="My father called me by my mother’s name again tonight. Four times he got up to look for her, and four "
        "times I told him she was at the shops.\n\nAfterwards I sat on the stairs and was **so angry** that I "
        "frightened myself. Not at him. At the clock, I think.",
    )
    share(
        by=wren,
        need="been_there",
        note="a death",
        words="It is a year tomorrow. I do not know what one does with a day like that.",
    )
    share(by=rowan, need="celebrate", words="Slept six hours. In one piece.")
    reply(by=rowan, share=first, words="I’m awake too. I read this twice. Mine was at a kettle.")
    reply(by=wren, share=first, words="Ours was “she’s at her sister’s”. I still think it was love that said it.")
    be_present(by=rowan, share=first, kind="hear_you")
    be_present(by=wren, share=first, kind="been_there")
    return first


def _days(cast: object) -> None:
    """Ana’s days, a buddy suggested to her, and some months of signs."""
    from datetime import date, timedelta

    from withness.accountability.beginning import begin
    from withness.accountability.committing import commit
    from withness.figures.models import Reading
    from withness.foundation import clock
    from withness.matching.buddying import pair_all, wish_for_buddy

    today = clock.today("UTC")
    begin(person=cast.ana, words="No wine on weekdays", frame="abstinence", since=today - timedelta(days=93))
    with clock.stopped(clock.now() - timedelta(days=6)):
        commit(member=cast.face(cast.ana, cast.long_nights), words="Ask my sister for one evening")
    for person in (cast.ana, cast.ben):
        wish_for_buddy(by=cast.face(person, cast.long_nights))
    pair_all()
    for n, shares in enumerate(((31, 36, 27), (28, 38, 24), (33, 35, 29), (29, 37, 22), (34, 30, 26), (12, 36, 30))):
        for sign, yes in zip(("heard", "safe", "hopeful"), shares, strict=True):
            Reading.objects.create(group=cast.long_nights, sign=sign, began_on=date(2026, 5 + n, 1), of=40, yes=yes)
    for sign, of, yes in (
        ("heard", 214, 171),
        ("letters", 88, 41),
        ("here", 412, 412),
        ("new", 61, 61),
        ("shared", 230, 230),
    ):
        Reading.objects.create(sign=sign, began_on=date(2026, 7, 1), of=of, yes=yes)


def _meet(cast: object) -> dict[str, str]:
    """A meeting in a hall and online, and one that a list tells of."""
    import json

    from testing.days import a_thursday_to_come
    from withness.meetings.coming import come
    from withness.meetings.importing.listing import Wishes
    from withness.meetings.importing.taking_in import feed_called, take_in
    from withness.meetings.labelling import Labelled
    from withness.meetings.models import Series
    from withness.meetings.planning import Wish, plan_meeting

    rowan = cast.face(cast.chidi, cast.long_nights)
    wish = Wish(
        title="Thursday, by lamplight", day=a_thursday_to_come(), time="19:30", zone="Europe/London", attendance="hybrid",
        minutes="90",
        venue_name="St Aidan’s Hall", venue_address="12 Mill Lane, Leeds", town="Leeds, GB", access=["wheelchair", "toilet"],
        venue_notes="The side door; the bell is on the left.", shown_to="everybody", in_circle=True, types=["newcomers"],
        labels=[Labelled("-1", "3", "A speaker")],
    )  # fmt: skip
    series = plan_meeting(by=rowan, wish=wish)
    come(by=cast.face(cast.ana, cast.long_nights), series=series, planned=series.starts, comes=True)
    rows = _rows()
    take_in(json.dumps(rows).encode(), feed_called("list.json", Wishes()))
    found = Series.objects.filter(feed__address="list.json").order_by("slug").first()
    tried = a_tried_list([*rows, {"name": "?"}])
    return {"series": series.id, "listing": found.id, "list": found.feed_id, "tried": tried}


def _rows() -> list[dict[str, object]]:
    """What a list tells of: six meetings north-west of Leeds, one online, and a row that is none."""
    every_day = [0, 1, 2, 3, 4, 5, 6]
    row = {"day": every_day, "end_time": "08:00", "types": ["O", "D", "X", "S"], "location": "Friends Meeting House",
           "formatted_address": "188 Woodhouse Lane, Leeds, UK", "notes": "Tea at the end.",
           "updated": "2026-10-02 10:00:00"}  # fmt: skip
    online = {"name": "Round the Clock", "day": every_day, "time": "00:00", "end_time": "23:59", "types": ["BE"],
              "timezone": "Europe/London", "conference_url": "https://zoom.us/j/1"}  # fmt: skip
    places = [
        {"name": f"Early Risers {n + 1}", "slug": f"r{n}", "time": f"{6 + n}:00", "latitude": round(53.806 + n * n * 0.004, 4),
         "longitude": round(-1.553 - n * 0.03, 4)} for n in range(6)
    ]  # fmt: skip
    return [*(row | one for one in places), online, {"day": 9}]


def a_tried_list(rows: list[dict[str, object]]) -> str:
    """A list that a steward tried and has not taken in."""
    import gzip
    import json

    from withness.foundation import clock
    from withness.meetings.importing.working import work_on
    from withness.meetings.models import Intake

    intake = Intake.objects.create(
        address="towns.json", vocabulary="aa", body=gzip.compress(json.dumps(rows).encode()), begun_at=clock.now(),
        told_at=clock.now(),
    )  # fmt: skip
    work_on(intake.id)
    return str(intake.id)


def a_circle(rowan: object, teasel: object, wren: object) -> str:
    """A circle under way, with three online and two in the hall."""
    from withness.circles.acting import act
    from withness.circles.asked import Asked
    from withness.circles.joining import join_circle
    from withness.circles.models import Circle
    from withness.circles.opening import open_circle

    circle = open_circle(by=rowan, format_name="check-in")
    for who in (teasel, wren):
        join_circle(by=who, circle=circle, arriving="tired")
    for number in Circle.objects.get(id=circle.id).now.waiting():
        act(by=rowan, circle=circle, asked=Asked(act="admit", seats=(number,)))
    for by, name, more in (
        (rowan, "add_seat", {"name": "Maud"}), (rowan, "add_seat", {}), (rowan, "start", {}), (rowan, "next", {"phase": True}),
        (teasel, "done", {"words": "I slept five hours on Sunday. I would like that written down somewhere."}),
        (rowan, "raise_hand", {}),
    ):  # fmt: skip
        act(by=by, circle=circle, asked=Asked(act=name, **more))
    return circle.id
