"""``ogoh peer`` and ``ogoh release``: a list given out there and taken here, by files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ogoh.web.audit.keys import make_key
from tests.cli.conftest import Run

pytestmark = pytest.mark.django_db(transaction=True)

At = Callable[..., Any]


@pytest.fixture
def at(tmp_path: Path, settings: Any, ogoh: Run) -> At:
    """Run a command with the keys of one of two installations; the database is one."""
    settings.HOME = tmp_path
    make_key()

    def run(place: str, *words: str | Path) -> Any:
        settings.PARCEL_KEYS = tmp_path / f"keys-{place}"
        return ogoh(*words)

    return run


@pytest.fixture
def met(at: At, tmp_path: Path) -> Path:
    """Both have keys and know each other; Moscow's list goes to Dushanbe."""
    fingerprints = {}
    for place in ("moscow", "dushanbe"):
        made = at(place, "parcel", "keys", "new", "--code", place, "--name", place)
        fingerprints[place] = made.told.splitlines()[-1].rpartition(": ")[2]
        at(place, "parcel", "keys", "show", "--card", tmp_path / f"{place}.json")
    for place, other in (("moscow", "dushanbe"), ("dushanbe", "moscow")):
        assert at(place, "peer", "add", tmp_path / f"{other}.json", "--fingerprint", fingerprints[other]).status == 0
    for code in ("bans", "barred"):
        at("moscow", "source", "add", code, "--name", code, "--kind", "entry_ban")
    (tmp_path / "list.csv").write_text("id,name\n1,Раҳимов Фаррух\n", encoding="utf-8")
    at("moscow", "list", "import", tmp_path / "list.csv", "--source", "bans", "--dated", "2026-11-01")
    at("moscow", "peer", "send", "dushanbe", "bans")
    at("dushanbe", "peer", "take", "moscow", "bans", "--source", "barred")
    return tmp_path


def packed(at: At, place: str, other: str, folder: Path) -> list[str]:
    folder.mkdir(exist_ok=True)
    done = at(place, "peer", "pack", other, "--folder", folder)
    assert done.status == 0
    return list(done.told.splitlines())


def test_a_list_goes_there_and_the_receipt_comes_back(at: At, met: Path) -> None:
    made = at("moscow", "release", "make", "bans")
    assert made.told.startswith("Release 1 of bans: 1 people, digest ")
    taken = at("dushanbe", "peer", "receive", *packed(at, "moscow", "dushanbe", met / "stick"))
    assert (taken.status, "in full, 1 rows" in taken.told) == (0, True)
    back = at("moscow", "peer", "receive", *packed(at, "dushanbe", "moscow", met / "back"))
    assert back.status == 0
    (told,) = at("moscow", "release", "show", "--json").parsed
    assert (told["outcome"], told["accepted"], told["digest"] == told["digest_there"]) == ("taken", 1, True)
    assert "taken, 1 accepted, 0 rejected" in at("moscow", "release", "show").told
    assert packed(at, "moscow", "dushanbe", met / "stick") == []


def test_a_release_whose_file_is_gone_is_shown_as_lost(at: At, met: Path) -> None:
    at("moscow", "release", "make", "bans")
    for path in (met / "parcels" / "out").iterdir():
        path.unlink()
    assert packed(at, "moscow", "dushanbe", met / "stick") == []
    assert at("moscow", "release", "show").told.rstrip().endswith("1 rows  lost")


def test_one_list_goes_and_comes_no_more(at: At, met: Path) -> None:
    assert at("moscow", "peer", "unsend", "dushanbe", "bans").status == 0
    assert at("dushanbe", "peer", "untake", "moscow", "bans").status == 0
    assert not any(word in at("moscow", "peer", "list").told for word in ("gets", "gives"))
    again = at("moscow", "peer", "unsend", "dushanbe", "bans")
    assert (again.status, "See: ogoh peer list" in again.complained) == (2, True)


def test_parcels_of_a_stick_are_taken_in_the_order_in_which_they_were_made(at: At, met: Path) -> None:
    for _ in range(3):
        at("moscow", "release", "make", "bans")
    parcels = packed(at, "moscow", "dushanbe", met / "stick")
    assert at("dushanbe", "peer", "receive", *reversed(parcels)).status == 0
    assert "taken up to release 3" in at("dushanbe", "peer", "list").told


def test_what_is_refused_is_told_with_its_file_and_status_1(at: At, met: Path) -> None:
    at("moscow", "release", "make", "bans")
    at("moscow", "release", "make", "bans")
    *_, second = packed(at, "moscow", "dushanbe", met / "stick")
    refused = at("dushanbe", "peer", "receive", second)
    assert refused.status == 1
    assert "release 1 first" in refused.complained


def test_a_false_fingerprint_takes_no_card_in(at: At, met: Path) -> None:
    refused = at("moscow", "peer", "add", met / "dushanbe.json", "--fingerprint", "0000 1111")
    assert (refused.status, "by telephone" in refused.complained) == (2, True)


def test_a_token_is_shown_once_and_an_ended_peer_is_told_as_ended(at: At, met: Path) -> None:
    assert at("moscow", "peer", "token", "dushanbe").told.startswith("ogoh_peer_")
    words = ("peer", "reach", "moscow", "--address", "https://ogoh.invalid", "--token", "x")
    assert at("dushanbe", *words).status == 0
    assert (met / "peer_tokens" / "moscow").read_text() == "x"
    assert at("moscow", "peer", "end", "dushanbe").status == 0
    assert "ended" in at("moscow", "peer", "list").told


@pytest.mark.parametrize(
    "words",
    [
        ("release", "make", "nothing"),
        ("release", "make", "barred"),
        ("release", "keep", "barred"),
        ("peer", "send", "nobody", "bans"),
        ("peer", "take", "moscow", "other", "--source", "barred"),
        ("peer", "sync", "moscow"),
        ("peer", "reach", "moscow", "--address", "http://example.org", "--token", "x"),
        ("peer", "pack", "nobody", "--folder", "."),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_refused_in_words(at: At, met: Path, words: tuple[str, ...]) -> None:
    refused = at("dushanbe", *words)
    assert (refused.status, refused.told) == (2, "")
    assert "expected" in refused.complained
