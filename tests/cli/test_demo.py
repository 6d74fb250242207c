"""The demonstration works as a newcomer meets it: one command, then the page."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

from ogoh.cli.service import DEMO_SEED
from ogoh.synthetic import demo_travellers

pytestmark = pytest.mark.slow
SIZE = 3000
SAID = {"recorded": "Recorded", "possible": "Possible", "no_record": "No record"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Host and port of a demonstration of its own, ended by its own process."""
    home = tmp_path_factory.mktemp("demo")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "ogoh", "demo", "--size", str(SIZE), "--home", str(home), "--port", str(port)]
    with (home / "said").open("w") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env={**os.environ, "PYTHONUNBUFFERED": "1"})
        try:
            yield _answering(f"127.0.0.1:{port}", process, home / "said")
        finally:
            process.terminate()
            process.wait(20)


def _answering(address: str, process: subprocess.Popen[bytes], said: Path) -> str:
    for _ in range(240):
        if process.poll() is not None:
            break
        try:
            _ask(address, "GET", "/en/")
        except OSError:
            time.sleep(0.5)
        else:
            return address
    raise AssertionError(said.read_text())


def _ask(address: str, method: str, path: str, typed: dict[str, str] | None = None) -> str:
    with closing(http.client.HTTPConnection(address, timeout=30)) as connection:
        body = urlencode(typed) if typed else None
        connection.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded"})
        return connection.getresponse().read().decode()


@pytest.mark.parametrize("expected", ["recorded", "possible", "no_record"])
def test_each_printed_traveller_gets_the_answer_that_was_promised(address: str, expected: str) -> None:
    (traveller,) = (one for one in demo_travellers(SIZE, DEMO_SEED) if one["expected"] == expected)
    typed = {
        "family_name": traveller["family_name"],
        "given_name": traveller["given_name"],
        "patronymic": traveller["patronymic"],
        "birth": traveller["dob"],
        "document": traveller["document_number"],
    }
    page = _ask(address, "POST", "/en/check/", typed)
    headline = re.search(r'<p class="verdict[^>]*>.*?</p>', page, re.DOTALL)
    assert headline is not None, page
    assert SAID[expected] in headline.group()
