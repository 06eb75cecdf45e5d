"""Live streams, over real connections to a real house."""

import pytest

from testing.houses import postgres_here, running_house
from testing.listening import Ear

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def house(request, tmp_path_factory):
    postgres = postgres_here() if request.param == "postgres" else ""
    with running_house(tmp_path_factory.mktemp("house"), postgres=postgres) as house:
        yield house


@pytest.fixture(scope="module")
def cast(house):
    return house.errand("cast")


def _ear(house, cast, who, *streams, **more):
    return Ear(house.port, ",".join(streams), token=cast["tokens"][who], **more)


def test_listening_hears_what_is_shared(house, cast):
    group = cast["groups"]["long_nights"]
    with _ear(house, cast, "ben", f"group:{group}", "me") as ben:
        assert ben.hello().data == {"streams": [f"group:{group}", "me"]}
        share = house.errand("share", member_id=cast["members"][f"ana in {group}"])
        heard = ben.frame()
        assert heard.data["kind"] == "share"
        assert heard.data["by"] == cast["members"][f"ana in {group}"]
        assert heard.data["share"] == share
        assert heard.id.split(";")[0] == f"group:{group}={heard.data['seq']}"
        assert not set(cast["people"].values()) & set((ben.head + ben.cursor + str(heard)).split('"'))


def test_resuming_hears_exactly_what_was_missed(house, cast):
    stream = f"group:{cast['groups']['long_nights']}"
    with _ear(house, cast, "ben", stream) as ben:
        ben.hello()
        last = house.errand("events", stream=stream, count=5)
        assert [frame.data["seq"] for frame in ben.frames(5)] == list(range(last - 4, last + 1))
    missed = house.errand("events", stream=stream, count=700)
    with _ear(house, cast, "ben", stream, cursor=ben.cursor) as again:
        assert again.hello().id == ben.cursor
        assert [frame.data["seq"] for frame in again.frames(700)] == list(range(last + 1, missed + 1))
        assert again.cursor == f"{stream}={missed}"
    with _ear(house, cast, "ben", stream, after=ben.cursor) as again:
        again.hello()
        assert again.frame().data["seq"] == last + 1


def test_a_stranger_and_a_missing_stream_are_answered_alike(house, cast):
    group = cast["groups"]["still_water"]
    with _ear(house, cast, "ben", f"group:{group}") as ben:
        assert ben.status == 200
    answers = []
    for streams in (f"group:{group}", "group:23456789bcdfghjkm", "group:", "group", "person:x", "nonsense", "", "me,"):
        with _ear(house, cast, "sam", streams) as sam:
            assert sam.status == 404
            answers.append((sam.head, sam.body()))
    assert len(set(answers)) == 1
    with Ear(house.port, "me") as nobody:
        assert nobody.status == 401
    with Ear(house.port, "me", token="wrong") as nobody:
        assert nobody.status == 401


def test_a_boundary_leaves_a_blank_in_its_place(house, cast):
    group = cast["groups"]["long_nights"]
    with _ear(house, cast, "ana", f"group:{group}") as ana, _ear(house, cast, "ben", f"group:{group}") as ben:
        ana.hello()
        ben.hello()
        house.errand("share", member_id=cast["members"][f"eve in {group}"])
        seen, hidden = ben.frame(), ana.frame()
        assert seen.data["by"] == cast["members"][f"eve in {group}"]
        assert hidden.data == {"stream": f"group:{group}", "seq": seen.data["seq"], "kind": "blank"}


def test_drawing_a_boundary_acts_at_once(house, cast):
    group = cast["groups"]["long_nights"]
    dora = house.errand("person", nickname="dora")
    member = house.errand("join", person_id=dora["id"], group_id=group, alias="Dunlin")
    with Ear(house.port, f"group:{group}", token=dora["token"]) as ear:
        ear.hello()
        house.errand("share", member_id=cast["members"][f"ben in {group}"])
        assert ear.frame().data["kind"] == "share"
        house.errand("boundary", by=cast["people"]["ben"], towards=dora["id"], group_id=group)
        house.errand("share", member_id=cast["members"][f"ben in {group}"])
        assert ear.frame().data["kind"] == "blank"
        house.errand("leave", member_id=member)
        assert ear.frame().event == "gone"
        assert ear.frame().event == "bye"
        with pytest.raises(EOFError):
            ear.frame()


def test_signing_out_ends_the_stream(house, cast):
    key = house.errand("session", person_id=cast["people"]["ben"])
    with Ear(house.port, "me", session=key) as ear:
        ear.hello()
        house.errand("end_session", key=key)
        bye = ear.frame(timeout=6)
        assert (bye.event, bye.data) == ("bye", {"why": "signed-out"})
    with Ear(house.port, "me", session=key) as ear:
        assert ear.status == 401
