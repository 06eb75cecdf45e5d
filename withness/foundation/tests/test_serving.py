"""The process tree, tried for real."""

import http.client
import os
import signal
import socket
import threading
import time

import pytest

from testing.houses import running_house

pytestmark = pytest.mark.slow


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(what, seconds=5.0):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.02)
    return bool(what())


def test_serve_opens_and_stops_cleanly(tmp_path):
    with running_house(tmp_path) as house:
        status, body = house.get("/nothing-here")
        assert status == 404
        assert b"Withness" in body
        began = time.monotonic()
        assert house.stop() == 0
        assert time.monotonic() - began < 3


def test_serve_starts_a_killed_child_again(tmp_path):
    with running_house(tmp_path) as house:
        for role in ("web", "worker"):
            (before,) = house.children()[role]
            os.kill(before, signal.SIGKILL)
            assert wait_until(lambda role=role, before=before: house.children().get(role, [before]) != [before])
        assert house.get("/nothing-here")[0] == 404


def test_serve_leaves_no_orphan_when_killed(tmp_path):
    with running_house(tmp_path) as house:
        children = [pid for pids in house.children().values() for pid in pids]
        assert len(children) >= 2
        assert all(map(_alive, children))
        house.kill()
        assert wait_until(lambda: not any(map(_alive, children)))
        house.start()
        assert house.get("/nothing-here")[0] == 404


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopping_answers_everybody_who_came_in(tmp_path, number):
    with running_house(tmp_path) as house:
        assert _readers_who_were_cut_off(house, number) == []


def test_a_house_that_hangs_up_would_be_noticed(tmp_path):
    with running_house(tmp_path, faults=["hangs_up_when_stopping"]) as house:
        assert _readers_who_were_cut_off(house, signal.SIGTERM)


def _readers_who_were_cut_off(house, number):
    """Twelve read without a pause, each over its connection, while the house is told to stop. Whoever had sent a whole
    request, and got no answer, was cut off; whoever finds the door closed, or a quiet connection ended, was not.
    """
    cut, answered, process = [], [], house.process

    def read(name):
        line = None
        while process.poll() is None:
            try:
                line = line or http.client.HTTPConnection("127.0.0.1", house.port, timeout=10)
                began = time.monotonic()
                line.request("GET", f"/nothing/{name}")
                answer = line.getresponse()
                answered.append(answer.status)
                answer.read()
                if answer.getheader("connection") == "close":
                    line = None
            except ConnectionRefusedError:
                return
            except OSError as trouble:
                cut.append((name, type(trouble).__name__, round(time.monotonic() - began, 3)))
                return
            except http.client.HTTPException as trouble:
                cut.append((name, type(trouble).__name__, round(time.monotonic() - began, 3)))
                return

    readers = [threading.Thread(target=read, args=(name,), daemon=True) for name in range(12)]
    for reader in readers:
        reader.start()
    assert wait_until(lambda: len(answered) > 100, 20)
    os.kill(process.pid, number)
    for reader in readers:
        reader.join(10)
    assert process.wait(10) == 0
    return cut + sorted(set(answered) - {404})


def test_a_crowd_that_comes_while_nobody_has_time_is_answered_whole(tmp_path):
    with running_house(tmp_path) as house:
        assert _a_crowd(house, 200) == [b"HTTP/1.1 404"] * 200


def test_a_house_with_a_short_queue_would_be_noticed(tmp_path):
    with running_house(tmp_path, faults=["keeps_a_short_queue"]) as house:
        assert b"cut off" in _a_crowd(house, 200, patience=1)


def _a_crowd(house, many, patience=20):
    """So many knock and send a whole request while nobody has time; how each of them was answered."""
    (web,) = house.children()["web"]
    os.kill(web, signal.SIGSTOP)
    lines, answers = [], []
    for _ in range(many):
        try:
            lines.append(socket.create_connection(("127.0.0.1", house.port), patience))
            lines[-1].sendall(b"GET /nothing-here HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        except OSError:
            answers.append(b"cut off")
            break
    os.kill(web, signal.SIGCONT)
    for line in lines:
        line.settimeout(20)
        try:
            answers.append(line.recv(12) or b"cut off")
        except OSError:
            answers.append(b"cut off")
        line.close()
    return answers
