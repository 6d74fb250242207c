"""The demonstration works as a newcomer meets it: one command, then the page."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

from ogoh.cli.service import DEMO_SEED
from ogoh.synthetic import demo_travellers
from tests.demonstration import demonstration

pytestmark = pytest.mark.slow
SIZE = 3000
SAID = {"recorded": "Recorded", "possible": "Possible", "no_record": "No record"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Host and port of a demonstration of its own, ended by its own process."""
    with demonstration(tmp_path_factory.mktemp("demo"), SIZE) as served:
        yield f"127.0.0.1:{served.port}"


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


def test_its_desk_can_sign_certificates(tmp_path: Path) -> None:
    command: list[str | Path] = [sys.executable, "-m", "ogoh"]
    ring, page = tmp_path / "certificate_keys", tmp_path / "verify.html"
    demo = [*command, "demo", "--prepare-only", "--size", "1000", "--home", tmp_path]
    assert f"--keys {ring}/keys.json" in subprocess.run(demo, check=True, capture_output=True, text=True).stdout
    subprocess.run([*command, "certificate", "page", "--keys", ring / "keys.json", "--out", page], check=True)
    subprocess.run(demo, check=True, capture_output=True)
