"""What docs/api.md says is so."""

import json
import re
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pytest
from django.test import Client

from testing.cast import a_person
from testing.examples import PAGE, blocks, run_page
from testing.house.reading import HOUSE
from testing.houses import running_house
from testing.listening import Ear
from withness.people.tokens import make_token


def test_every_example_is_answered_as_the_page_says(cast):
    client = Client()

    def do(call):
        answer = client.generic(
            call.method, call.path, call.body, content_type=call.headers.pop("Content-Type", ""), headers=call.headers
        )
        return answer.status_code, answer.content.decode()

    token = make_token(person=a_person("newcomer"), name="the page")
    assert run_page(token=token, do=do) == 22


def test_every_address_on_the_page_is_in_the_description(client, db):
    described = client.get("/api/v1/openapi.json").json()["paths"]
    shapes = {re.sub(r"\{\w+\}", "{}", path.removeprefix("/api/v1")) for path in described}
    words = re.sub(r"```.*?```", "", PAGE.read_text(), flags=re.DOTALL)
    named = set(re.findall(r"`(?:[A-Z|]+ )?(/[a-z{}/]+)[`?]", words)) - {"/muted", "/api/v1/openapi"}
    assert len(named) > 12
    for path in named:
        assert re.sub(r"\{\w+\}", "{}", path) in shapes | {"/shares/{}/marks/followed", "/openapi"}, path


def test_the_words_of_consent_are_those_of_the_house():
    """A program shows the words on this page; what is written down is the version that the house has."""
    kept = (HOUSE / "withness/people/templates/people/consent_words.html").read_text()
    page = " ".join(PAGE.read_text().replace("\n> ", " ").split())
    sentences = re.findall(r'_\("(.+?)"\)', kept)
    assert len(sentences) == 4
    assert [sentence for sentence in sentences if sentence not in page] == []


def _shapes(frames):
    return {(event, tuple(sorted(data)), data.get("kind", "")) for event, data in frames}


def _frames_on_the_page():
    for block in blocks("text"):
        for frame in block.strip().split("\n\n"):
            lines = dict(line.split(": ", 1) for line in frame.split("\n"))
            yield lines.get("event", "message"), json.loads(lines["data"])


@pytest.mark.slow
def test_live_examples_are_heard_as_the_page_says_and_a_cut_loses_nothing(tmp_path):
    with running_house(tmp_path) as house:
        cast = house.errand("cast")
        newcomer = house.errand("person", nickname="newcomer")
        heard = []

        def do(call):
            asked = Request(house.base_url + call.path, call.body.encode() or None, call.headers, method=call.method)
            try:
                with urlopen(asked, timeout=10) as answer:
                    return answer.status, answer.read().decode()
            except OSError as no:
                with no:
                    return no.code, no.read().decode()

        def listen(call):
            """Chidi writes while the line is open; the second time, while it was cut."""
            query = parse_qs(urlsplit(call.path).query)
            resumed = call.headers.get("Last-Event-ID", "")
            with Ear(
                house.port,
                query["streams"][0],
                token=newcomer["token"],
                cursor=resumed,
                after=query.get("after", [""])[0],
            ) as ear:
                assert ear.status == 200
                first = [ear.hello()]
                if not resumed:
                    _speak(house, do, cast)
                heard.append(first + ear.frames(3))
            return 200, ""

        assert run_page(token=newcomer["token"], do=do, listen=listen) == 24
    once, again = heard
    assert [frame.data for frame in once] == [frame.data for frame in again]
    assert [frame.id for frame in once[1:]] == [frame.id for frame in again[1:]]
    assert _shapes((frame.event, frame.data) for frame in once) == _shapes(_frames_on_the_page())


def _speak(house, do, cast):
    from testing.examples import Call

    headers = {"Authorization": f"Bearer {cast['tokens']['chidi']}", "Content-Type": "application/json"}
    base = f"/api/v1/groups/{cast['groups']['long_nights']}/shares"
    _status, body = do(Call("POST", base, dict(headers), '{"words": "Awake too."}'))
    share = f"/api/v1/shares/{json.loads(body)['id']}"
    assert do(Call("POST", f"{share}/replies", dict(headers), '{"words": "And again."}'))[0] == 201
    assert do(Call("POST", f"{share}/presences", dict(headers), '{"kind": "with_you"}'))[0] == 201
