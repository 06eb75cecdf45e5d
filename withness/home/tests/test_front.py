"""The front door, and the plain pages anybody may read."""

import io
import re
import tarfile

import pytest

TITLE = re.compile(r"<title>(.*?)</title>")


def test_a_stranger_at_the_front_door_learns_what_this_is(as_, db):
    answer = as_(None).get("/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Withness" in page
    assert TITLE.search(page)[1] == "Welcome"
    assert page.count('class="btn main"') == 1  # one clear thing to do
    assert 'class="btn main" href="/welcome"' in page


def test_who_has_come_in_goes_on_to_today(cast, as_):
    answer = as_(cast.sam).get("/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/today")


@pytest.mark.parametrize("address", ["/", "/about", "/privacy", "/source"])
def test_the_open_pages_are_open_and_say_nothing_about_anybody(cast, as_, address):
    for person in (None, cast.sam):
        answer = as_(person).get(address, follow=True)
        assert answer.status_code == 200
        assert "Long Nights" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/about", "/privacy", "/source"])
def test_the_open_pages_can_only_be_read(as_, db, address):
    assert as_(None).post(address).status_code == 405


def test_the_demo_is_named_only_where_it_is_one(cast, as_):
    banner = "This is a demo."
    assert banner not in as_(None).get("/about").content.decode()
    assert banner not in as_(cast.ben).get("/today").content.decode()
    cast.ben.is_demo = True
    cast.ben.save()
    assert banner in as_(cast.ben).get("/today").content.decode()
    assert banner in as_(None).get("/about").content.decode()
    assert banner not in as_(cast.ana).get("/today").content.decode()


def test_the_source_of_this_version_can_be_taken_away(as_, db):
    page = as_(None).get("/source").content.decode()
    address = re.search(r'href="(/source/withness-[^"]+\.tar\.gz)"', page)[1]
    answer = as_(None).get(address)
    assert answer.headers["Content-Type"] == "application/gzip"
    with tarfile.open(fileobj=io.BytesIO(answer.content)) as tar:
        names = [name.split("/", 1)[1] for name in tar.getnames()]
    assert {"LICENSE", "config/settings.py", "withness/home/source.py", "look/templates/frame.html"} <= set(names)
    assert not [name for name in names if "__pycache__" in name or name.startswith(("data", "."))]


def test_no_other_file_can_be_had_that_way(as_, db):
    for name in ("withness.tar.gz", "settings.py", "..%2Fdata%2Fsecret"):
        assert as_(None).get(f"/source/{name}").status_code == 404
