"""The demonstration works as a newcomer meets it: one command, then the page."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from ogoh.cli.service import DEMO_SEED
from ogoh.synthetic import demo_travellers

pytestmark = pytest.mark.slow
SIZE = 3000
SAID = {"recorded": "Recorded", "possible": "Possible", "no_record": "No record"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demonstration of its own on a free port, ended by its own process."""
    home = tmp_path_factory.mktemp("demo")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "ogoh", "demo", "--size", str(SIZE), "--home", str(home), "--port", str(port)]
    with (home / "said").open("w") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env={**os.environ, "PYTHONUNBUFFERED": "1"})
        try:
            yield _answering(f"http://127.0.0.1:{port}", process, home / "said")
        finally:
            process.terminate()
            process.wait(20)


def _answering(address: str, process: subprocess.Popen[bytes], said: Path) -> str:
    for _ in range(240):
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{address}/en/", timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
        else:
            return address
    raise AssertionError(said.read_text())


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
    data = urllib.parse.urlencode(typed).encode()
    with urllib.request.urlopen(f"{address}/en/check/", data, timeout=30) as response:
        page = response.read().decode()
    headline = re.search(r'<p class="verdict[^>]*>.*?</p>', page, re.DOTALL)
    assert headline is not None, page
    assert SAID[expected] in headline.group()
