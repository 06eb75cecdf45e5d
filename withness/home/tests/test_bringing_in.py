"""Words from a table, from Discourse and from NodeBB: each row with what became of it, nothing twice, no name of before."""

from __future__ import annotations

import json

import pytest

from withness.foundation import clock
from withness.groups.models import FromBefore, Group, Member
from withness.home.commands.line import run
from withness.shares.being_present import be_present
from withness.shares.changing import take_away
from withness.shares.models import Reply, Share
from withness.shares.replying import reply

TABLE = """group,title,author,words,at,reply_to
Long Nights,The stairs,anna.b@example.org,He is up at four **again**.,2024-03-01 04:10,
,,Bert,I know those stairs.,2024-03-01T05:00:00+01:00,1
,,anna.b@example.org,"Thank you, @Bert. Write to me: anna.b@example.org",,1
Other Place,,Carl,Not for here.,2024-03-02,
,,Dora,,2024-03-02,
,,Dora,To nobody.,2024-03-02,99
,,,A word without a name.,one day,
"""
TOPIC = {
    "id": 201, "title": "The stairs", "category_id": 5, "archetype": "regular",
    "post_stream": {"stream": [554, 555, 556, 557, 558], "posts": [
        {"id": 555, "username": "bert", "created_at": "2016-09-20T21:10:05.986Z", "post_number": 2, "post_type": 1,
         "reply_to_post_number": 1, "cooked": '<aside class="quote" data-username="anna"><div class="title"><div class="'
         'quote-controls"></div> anna:</div><blockquote><p>at four</p></blockquote></aside><p>I know <strong>those</strong> '
         'stairs, <a class="mention" href="/u/anna">@anna</a> <img src="/e.png" class="emoji" alt=":heart:"></p>'
         '<p><img src="https://x.example/p.png"></p><script>alert(1)</script>'},
        {"id": 554, "username": "anna", "created_at": "2016-09-20T20:42:00.725Z", "post_number": 1, "post_type": 1,
         "cooked": "<p>Up at four.</p>", "raw": "Up at four."},
        {"id": 556, "username": "system", "created_at": "2016-09-21T00:00:00Z", "post_number": 3, "post_type": 3,
         "cooked": ""},
        {"id": 557, "username": "mod", "created_at": "2016-09-21T00:00:00Z", "post_number": 4, "post_type": 4, "raw": "psst"},
        {"id": 558, "username": "eva", "created_at": "2016-09-21T00:00:00Z", "post_number": 5, "post_type": 1, "raw": "gone",
         "deleted_at": "2016-09-22T00:00:00Z"},
    ]},
}  # fmt: skip
NODEBB = {
    "tid": 7, "cid": 2, "title": "The stairs", "mainPid": 31, "category": {"cid": 2, "name": "Carers"},
    "posts": [
        {"pid": 31, "tid": 7, "uid": 3, "content": "<p>Up at four.</p>", "timestamp": 1474404120725, "deleted": 0,
         "user": {"uid": 3, "username": "anna"}},
        {"pid": 32, "tid": 7, "uid": 4, "toPid": 31, "content": "<blockquote><p>@anna said in The stairs:</p><p>four</p>"
         "</blockquote><p>I know.</p>", "timestampISO": "2016-09-20T21:10:05.986Z", "user": {"uid": 4, "username": "bert"}},
        {"pid": 33, "tid": 7, "uid": 4, "content": "gone", "timestamp": 1474404120999, "deleted": 1},
    ],
}  # fmt: skip
FLAT = {
    "categories": [{"_cid": 2, "_name": "Carers"}], "users": [{"_uid": 3, "_username": "anna", "_email": "a@example.org"}],
    "topics": [{"_tid": 7, "_cid": 2, "_uid": 3, "_title": "The stairs", "_content": "Up at four.", "_timestamp": 1474404120725}],
    "posts": [{"_pid": 40, "_tid": 7, "_uid": 9, "_content": "I know.", "_timestamp": 1474404999725}],
}  # fmt: skip


@pytest.fixture
def brought(cast, capsys, tmp_path):
    """Exit code, report and standard error of bringing in a file."""

    def bring(told, kind, *more, group="Long Nights"):
        file = tmp_path / "before"
        body = (
            told if isinstance(told, bytes) else told.encode() if isinstance(told, str) else json.dumps(told).encode()
        )
        file.write_bytes(body)
        code = run(["bring-in", str(file), "--from", kind, "--group", group, "--json", *more])
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else None, said.err

    return bring


def _verdicts(report):
    return {row["row"]: row["verdict"] for row in report["rows"]}


def _words(group):
    return [(one.author.alias, one.words) for one in Share.objects.filter(group=group).order_by("seq")]


def test_a_table_each_row_is_kept_or_has_its_reason(cast, brought):
    code, report, _err = brought(TABLE, "csv")
    assert (code, report["accepted"], report["with_warnings"], report["rejected"]) == (0, 4, 2, 3)
    assert _verdicts(report) == {
        1: "accepted", 2: "accepted", 3: "accepted_with_warnings", 4: "rejected", 5: "rejected", 6: "rejected",
        7: "accepted_with_warnings",
    }  # fmt: skip
    reasons = {row["row"]: row["reasons"] for row in report["rows"]}
    assert reasons[4] == ["elsewhere: it belongs to “Other Place” (to bring that in, name it with --only)"]
    assert reasons[6] == ["no_share: what it answers was not brought in"]
    stairs = Share.objects.get(words__startswith="**The stairs**")
    assert stairs.words == "**The stairs**\n\nHe is up at four **again**."
    assert (stairs.replies_count, stairs.responders, stairs.at.isoformat()) == (2, 1, "2024-03-01T04:10:00+00:00")
    first, second = Reply.objects.filter(share=stairs).select_related("author").order_by("seq")
    assert second.words == f"Thank you, {first.author.alias}. Write to me: (an address)"


def test_nothing_of_a_name_or_an_address_is_kept(cast, brought):
    brought(TABLE, "csv")
    brought(TOPIC, "discourse")
    brought(FLAT, "nodebb")
    words = " ".join([*Share.objects.values_list("words", flat=True), *Reply.objects.values_list("words", flat=True)])
    aliases = " ".join(Member.objects.values_list("alias", flat=True))
    for name in ("anna", "bert", "Bert", "example.org", "Dora"):
        assert name in f"{TABLE}{TOPIC}{FLAT}"
        assert name not in f"{words} {aliases}"
    seats = Member.objects.filter(from_before__isnull=False)
    assert all(one.person is None and one.left_at and one.alias.endswith(", from before") for one in seats)


def test_a_second_run_brings_nothing_twice_and_what_was_taken_back_stays_away(cast, brought):
    brought(TABLE, "csv")
    stairs = Share.objects.get(words__startswith="**The stairs**")
    take_away(stairs)
    before = Share.objects.count(), Reply.objects.count(), Member.objects.count()
    _code, report, _err = brought(TABLE, "csv")
    assert (report["accepted"], report["here_already"]) == (0, 4)
    assert (Share.objects.count(), Reply.objects.count(), Member.objects.count()) == before
    stairs.refresh_from_db()
    assert stairs.words == ""


def test_dry_run_says_the_same_and_changes_nothing(cast, brought):
    _code, report, err = brought(TABLE, "csv", "--dry-run")
    assert (report["accepted"], report["rejected"], Share.objects.count(), FromBefore.objects.count()) == (4, 3, 0, 0)
    assert "Nothing was changed." in err


def test_only_takes_one_group_of_a_table(cast, brought):
    _code, report, _err = brought(TABLE, "csv", "--only", "other place")
    assert (report["accepted"], _words(cast.long_nights)[0][1]) == (1, "Not for here.")


def test_a_topic_of_discourse(cast, brought):
    for told in (TOPIC, [TOPIC], {"topics": [TOPIC]}, {"topic": TOPIC}):
        code, report, _err = brought(told, "discourse")
        assert code == 0
        assert len(report["rows"]) == 5
    assert (report["here_already"], report["rejected"]) == (2, 3)
    stairs = Share.objects.get(group=cast.long_nights)
    reply = Reply.objects.get(share=stairs)
    assert stairs.words == "**The stairs**\n\nUp at four."
    assert reply.words == f"> at four\n\nI know **those** stairs, {stairs.author.alias} :heart:"
    assert "alert" not in reply.words


def test_posts_of_discourse_in_a_flat_list(cast, brought):
    posts = [post | {"topic_id": 201, "topic_title": "The stairs"} for post in TOPIC["post_stream"]["posts"]]
    _code, report, _err = brought({"latest_posts": posts}, "discourse")
    assert (report["accepted"], report["rejected"], Share.objects.count(), Reply.objects.count()) == (2, 3, 1, 1)


def test_private_messages_stay_where_they_are(cast, brought):
    _code, report, _err = brought(TOPIC | {"archetype": "private_message"}, "discourse")
    assert (report["accepted"], report["rejected"]) == (0, 5)


def test_a_topic_of_nodebb_and_its_flat_lists(cast, brought):
    _code, report, _err = brought(NODEBB, "nodebb")
    assert (report["accepted"], report["rejected"]) == (2, 1)
    stairs = Share.objects.get(group=cast.long_nights)
    assert (stairs.words, stairs.at.isoformat()) == (
        "**The stairs**\n\nUp at four.",
        "2016-09-20T20:42:00.725000+00:00",
    )
    assert Reply.objects.get(share=stairs).words.endswith("I know.")
    assert "said in" not in Reply.objects.get(share=stairs).words
    _code, report, _err = brought(FLAT, "nodebb", group=cast.thursday.id)
    assert (report["accepted"], Share.objects.filter(group=cast.thursday).count()) == (2, 1)
    assert Reply.objects.get(share__group=cast.thursday).words == "I know."


def test_members_read_them_below_what_was_written_here_and_a_stranger_does_not(cast, brought, as_):
    brought(TABLE, "csv")
    page = as_(cast.ben).get(f"/g/{cast.long_nights.id}").content.decode()
    assert "He is up at four" in page
    stairs = Share.objects.get(words__startswith="**The stairs**")
    address = f"/g/{cast.long_nights.id}/s/{stairs.id}"
    wren = cast.face(cast.ben, cast.long_nights)
    reply(by=wren, share=stairs, words="I read this, years later.")
    be_present(by=wren, share=stairs, kind="hear_you")
    thread = as_(cast.ana).get(address).content.decode()
    assert thread.index("I know those stairs.") < thread.index("I read this, years later.")
    assert as_(cast.ben).get(f"/g/{cast.long_nights.id}/members/{stairs.author_id}").status_code in {200, 404}
    assert as_(cast.ben).get(f"/report/share/{stairs.id}").status_code in {200, 404}
    assert as_(cast.sam).get(address).status_code == 404
    assert as_(cast.sam).get(f"/g/{cast.long_nights.id}").status_code == 404


@pytest.mark.parametrize(("kind", "body"), [
    ("csv", b""), ("csv", b"\xff\xfe\x00"), ("csv", b"a,b\n1,2\n"), ("csv", b'words\n"' + b"x" * 2_000_000),
    ("discourse", b""), ("discourse", b"{}"), ("discourse", b"[" * 5_000_000), ("discourse", b'[{"post_stream": 7}]'),
    ("nodebb", b'{"a": ' * 1_000_000), ("nodebb", b"[1, null]"), ("nodebb", b'{"topics": 3, "posts": "x"}'),
    ("nodebb", TABLE.encode()),
])  # fmt: skip
def test_what_cannot_be_read_is_one_sentence_and_nothing_is_changed(cast, brought, kind, body):
    code, report, err = brought(body, kind)
    assert (code, report, len(err.splitlines())) == (2, None, 1)
    assert "went wrong" not in err
    assert (Share.objects.count(), FromBefore.objects.count()) == (0, 0)


def test_odd_posts_are_rejected_one_by_one(cast, brought):
    posts = [
        {"post_number": "x", "raw": 7, "id": None}, {"raw": ["a"], "username": {"a": 1}}, {"raw": "\u202e\u0000 "}, 5, None,
        {"raw": "x" * 30_000, "id": 9, "username": "a" * 500, "created_at": "99999-01-01"},
        {"raw": "[quote=\"anna, post:1\"]\nfour\n[/quote]\nYes.", "id": 10, "created_at": "2999-01-01T00:00:00Z"},
    ]  # fmt: skip
    code, report, _err = brought([{"id": 1, "title": 5, "post_stream": {"posts": posts}}], "discourse")
    assert code == 0
    assert report["accepted"] == report["with_warnings"] == len([row for row in report["rows"] if row["reasons"]]) - 2
    assert all(len(one.words) <= 20_000 and one.at <= clock.now() for one in Share.objects.all())


def test_a_closed_group_or_none_is_one_sentence(cast, brought):
    assert brought(TABLE, "csv", group="Nowhere")[0] == 2
    Group.objects.filter(id=cast.long_nights.id).update(closed_at=clock.now())
    assert "has closed" in brought(TABLE, "csv")[2]
    assert Share.objects.count() == 0


@pytest.mark.slow
def test_a_long_table_tells_how_far_it_is(cast, brought):
    rows = "".join(f"Author {n % 40},Night number {n}.,2024-01-01T00:{n % 60:02}:00\n" for n in range(2100))
    _code, report, err = brought("author,words,at\n" + rows, "csv")
    assert (report["accepted"], report["authors"]) == (2100, 40)
    assert [line for line in err.splitlines() if "rows are done" in line] == [
        "1000 rows are done.",
        "2000 rows are done.",
    ]
