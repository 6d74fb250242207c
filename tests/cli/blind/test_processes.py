"""A build that is killed goes on; an owner and an asker that share no process and no database understand each other."""

from __future__ import annotations

import csv
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

import tests.blind.asked  # noqa: F401  # left out where there is no libsodium
from ogoh.delivery.parcel import read_card
from ogoh.delivery.tables import write_table
from ogoh.synthetic import COLUMNS, TRAVELLER_COLUMNS, list_rows, traveller_rows

pytestmark = pytest.mark.slow

PEOPLE = 6_000


@dataclass(frozen=True, slots=True)
class Installation:
    """An Ogoh with a data folder of its own."""

    home: Path

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "ogoh", *map(str, arguments)]

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "OGOH_SECRET_KEY"}}
        return {**kept, "OGOH_HOME": str(self.home)}

    def run(self, *arguments: str | Path, status: int = 0) -> str:
        done = subprocess.run(
            self.command(*arguments), env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == status, done.stderr
        return done.stdout

    def start(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        command = self.command(*arguments)
        return subprocess.Popen(command, env=self.environment, stdout=quiet, stderr=quiet, start_new_session=True)

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The address at which it answers, until it is ended."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        process = self.start("serve", "--port", str(port), "--workers", "1")
        address = f"http://127.0.0.1:{port}"
        try:
            while not answers(address):
                assert process.poll() is None
                time.sleep(0.2)
            yield address
        finally:
            process.terminate()
            process.wait(30)


def answers(address: str) -> bool:
    with closing(HTTPConnection(address.removeprefix("http://"), timeout=30)) as connection:
        try:
            connection.request("GET", "/blind/v1/keys")
            return connection.getresponse().status == 401
        except OSError:
            return False


@pytest.fixture
def owner(tmp_path: Path) -> Installation:
    """A list of made-up people is held, and its key made."""
    home = Installation(tmp_path / "owner")
    write_table(tmp_path / "list.csv", COLUMNS, (tuple(row[one] for one in COLUMNS) for row in list_rows(PEOPLE, 1)))
    home.run("source", "add", "bans", "--name", "The ministry", "--kind", "entry_ban")
    home.run("list", "import", tmp_path / "list.csv", "--source", "bans", "--dated", "2026-11-01")
    home.run("parcel", "keys", "new", "--code", "moscow", "--name", "Moscow")
    home.run("blind", "key", "new", "bans")
    return home


def test_a_build_that_is_killed_goes_on_and_gives_the_same_bytes(owner: Installation, tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole.blind", tmp_path / "cut.blind"
    unfinished = tmp_path / "cut.blind.unfinished"
    process = owner.start("blind", "build", "--source", "bans", "--out", cut)
    while not (unfinished.exists() and unfinished.stat().st_size > 30_000):
        assert process.poll() is None
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert unfinished.exists()
    assert not cut.exists()
    owner.run("blind", "build", "--source", "bans", "--out", cut)
    owner.run("blind", "build", "--source", "bans", "--out", whole)
    assert cut.read_bytes() == whole.read_bytes()
    assert not unfinished.exists()


def test_two_authorities_that_share_nothing_but_cards_and_a_token(owner: Installation, tmp_path: Path) -> None:
    office, keyed, out = (tmp_path / name for name in ("office", "bans.blind", "answers.csv"))
    asker = Installation(office)
    asker.run("parcel", "keys", "new", "--code", "khujand", "--name", "Khujand")
    meet(asker, owner, tmp_path / "khujand.json")
    meet(owner, asker, tmp_path / "moscow.json")
    owner.run("blind", "build", "--source", "bans")
    token = owner.run("peer", "token", "khujand").strip()
    owner.run("blind", "asker", "allow", "khujand")
    people = list(traveller_rows(150, 1, PEOPLE))
    travellers = tmp_path / "travellers.csv"
    write_table(travellers, TRAVELLER_COLUMNS, (tuple(row[one] for one in TRAVELLER_COLUMNS) for row in people))
    with owner.serving() as address:
        asker.run("peer", "reach", "moscow", "--address", address, "--token", token)
        asker.run("blind", "fetch", "--peer", "moscow", "--out", keyed)
        asker.run("blind", "ask", travellers, "--file", keyed, "--peer", "moscow", "--out", out)
    with out.open(encoding="utf-8") as file:
        said = {row["id"]: row["answer"] for row in csv.DictReader(file)}
    listed = [said[row["id"]] == "possible" for row in people if row["listed_as"]]
    others = [said[row["id"]] == "possible" for row in people if not row["listed_as"]]
    assert sum(listed) / len(listed) > 0.9
    assert sum(others) / len(others) < 0.05
    for home in (owner, asker):
        assert "The log is what was recorded." in home.run("audit", "verify")


def meet(one: Installation, other: Installation, card: Path) -> None:
    """Take the card of one in at the other."""
    one.run("parcel", "keys", "show", "--card", card)
    other.run("peer", "add", card, "--fingerprint", read_card(card).fingerprint)
