"""The floor under a page: the same number of bytes from the same server with nothing behind it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import cast

from bench import tree
from bench.client import Answers, Question, ask_all, run
from testing.houses import free_port

BARE = """
import sys, uvicorn
body = b"x" * int(sys.argv[2])
async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", sys.argv[2].encode())]})
    await send({"type": "http.response.body", "body": body})
uvicorn.run(app, port=int(sys.argv[1]), log_level="error", loop="uvloop", http="httptools", lifespan="off")
"""


def floor_of(size: int, *, n: int = 5000) -> dict[str, float]:
    """CPU milliseconds an answer of `size` bytes costs a bare server."""
    port = free_port()
    bare = subprocess.Popen([sys.executable, "-c", BARE, str(port), str(size)], env=dict(os.environ))
    try:
        _wait(port)
        ask = Question(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        run(lambda: ask_all(port, [ask] * 500, at_once=16))
        before = tree.cpu(bare.pid)
        answers = cast(Answers, run(lambda: ask_all(port, [ask] * n, at_once=16)))
        used = (tree.cpu(bare.pid) - before) * 1000 / n
        return {"cpu_ms_per_op": round(max(used, 0.001), 4), "p99_ms": answers.at(0.99)}
    finally:
        bare.kill()
        bare.wait()


_WITH_FILES = "from withness.foundation.serving.listening import raise_file_limit; raise_file_limit()\n"
_RAW = """
import asyncio, sys, uvloop
class One(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        everybody.append(transport)
    def connection_lost(self, exc):
        everybody.remove(self.transport)
everybody = []
async def main():
    loop = asyncio.get_running_loop()
    await loop.create_server(One, "127.0.0.1", int(sys.argv[1]), backlog=4096)
    frame = b"x" * int(sys.argv[2])
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        for one in everybody:
            one.write(frame)
        print(len(everybody), flush=True)
uvloop.run(main())
"""
_RAW_EARS = """
import asyncio, sys, uvloop
heard = 0
class One(asyncio.Protocol):
    def data_received(self, data):
        global heard
        heard += len(data)
async def main():
    loop = asyncio.get_running_loop()
    for _ in range(int(sys.argv[2])):
        await loop.create_connection(One, "127.0.0.1", int(sys.argv[1]))
    print("here", flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        print(heard, flush=True)
from withness.foundation.serving.listening import raise_file_limit
raise_file_limit()
uvloop.run(main())
"""


def broadcast_floor(listeners: int, frame_bytes: float, *, messages: int = 20) -> dict[str, float]:
    """CPU seconds that 1,000 deliveries of a frame of that size cost a loop that does nothing else."""
    size, port = max(1, round(frame_bytes)), free_port()
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    server = subprocess.Popen([sys.executable, "-c", _WITH_FILES + _RAW, str(port), str(size)], **pipes)  # type: ignore[call-overload]
    try:
        _wait(port)
        ears = subprocess.Popen([sys.executable, "-c", _RAW_EARS, str(port), str(listeners)], **pipes)  # type: ignore[call-overload]
        try:
            ears.stdout.readline()
            before = tree.cpu(server.pid)
            for _ in range(messages):
                _say(server)
                time.sleep(0.1)
            used = tree.cpu(server.pid) - before
            want, until = messages * size * listeners, time.monotonic() + 10
            while int(_say(ears)) < want and time.monotonic() < until:
                time.sleep(0.05)
        finally:
            ears.kill()
            ears.wait()
    finally:
        server.kill()
        server.wait()
    return {"cpu_s_per_1000": round(max(used, 0.01) / (messages * listeners) * 1000, 5), "bytes": size}


def _say(process: subprocess.Popen[str]) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    return process.stdout.readline()


def _wait(port: int) -> None:
    import socket

    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the bare server did not open")
