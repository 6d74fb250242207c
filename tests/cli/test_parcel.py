"""``ogoh parcel``: two installations with files alone."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ogoh.web.audit.models import Event
from tests.cli.conftest import Ran, Run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at(tmp_path: Path, settings: Any, ogoh: Run) -> Callable[[str], Run]:
    """Run a command at an installation: its keys alone are its own, the database is one."""

    def of(place: str) -> Run:
        def run(*words: str | Path) -> Ran:
            settings.PARCEL_KEYS = tmp_path / f"keys-{place}"
            return ogoh("parcel", *words)

        return run

    return of


@pytest.fixture
def moscow(at: Callable[[str], Run], tmp_path: Path) -> Run:
    run = at("moscow")
    run("keys", "new", "--code", "ru-mvd", "--name", "Ministry")
    run("keys", "show", "--card", tmp_path / "moscow.json")
    return run


@pytest.fixture
def dushanbe(at: Callable[[str], Run], tmp_path: Path) -> Run:
    run = at("dushanbe")
    run("keys", "new", "--code", "tj-ms", "--name", "Migration service")
    run("keys", "show", "--card", tmp_path / "dushanbe.json")
    return run


def list_of(path: Path, *people: tuple[str, str]) -> Path:
    path.write_text("id,name\n" + "".join(f"{one},{name}\n" for one, name in people), encoding="utf-8")
    return path


FARRUKH, MALIKA, ZAFAR = ("1", "Раҳимов Фаррух"), ("2", "Каримова Малика"), ("3", "Зафаров Зафар")


def seal(moscow: Run, folder: Path, number: int, file: Path, *more: str | Path) -> Ran:
    words = ("seal", file, "--to", folder / "dushanbe.json", "--source", "bans", "--number", str(number))
    return moscow(*words, "--out", folder / f"{number}.parcel", *more)


def test_a_list_goes_there_and_what_changed_after_it(moscow: Run, dushanbe: Run, tmp_path: Path) -> None:
    before = list_of(tmp_path / "before.csv", FARRUKH, MALIKA)
    after = list_of(tmp_path / "after.csv", MALIKA, ZAFAR)
    assert seal(moscow, tmp_path, 1, before).status == 0
    assert "changes since 1, 2 rows" in seal(moscow, tmp_path, 2, after, "--before", before).complained
    out = tmp_path / "got.csv"
    opened = dushanbe("open", tmp_path / "2.parcel", "--from", tmp_path / "moscow.json", "--out", out)
    assert (opened.status, "2 rows" in opened.complained) == (0, True)
    with out.open(encoding="utf-8") as file:
        assert [(row["id"], row["name"], row["removed"]) for row in csv.DictReader(file)] == [
            ("1", "", "yes"),
            ("3", "Зафаров Зафар", ""),
        ]


def test_lines_of_anything_else_travel_as_they_are(moscow: Run, dushanbe: Run, tmp_path: Path) -> None:
    asked = tmp_path / "asked.jsonl"
    asked.write_text('{"b": 1, "a": "ё"}\n', encoding="utf-8")
    words = ("seal", asked, "--to", tmp_path / "dushanbe.json", "--kind", "requests", "--number", "1")
    assert moscow(*words, "--out", tmp_path / "r.parcel").status == 0
    got = tmp_path / "got.jsonl"
    assert dushanbe("open", tmp_path / "r.parcel", "--from", tmp_path / "moscow.json", "--out", got).status == 0
    assert got.read_text(encoding="utf-8") == '{"a":"ё","b":1}\n'


def test_what_is_told_of_a_parcel_depends_on_who_asks(
    moscow: Run, dushanbe: Run, at: Callable[[str], Run], tmp_path: Path
) -> None:
    seal(moscow, tmp_path, 1, list_of(tmp_path / "list.csv", FARRUKH))
    card, parcel = tmp_path / "moscow.json", tmp_path / "1.parcel"
    told = json.loads(dushanbe("inspect", parcel, "--from", card, "--json").told)
    assert (told["recipients"], told["header"]["source"]) == (1, "bans")
    by_sender = moscow("inspect", parcel)
    assert (by_sender.status, "bans" in by_sender.told) == (1, False)
    stranger = at("nobody")("inspect", parcel)
    assert (stranger.status, stranger.told.strip()) == (0, f"{parcel.stat().st_size} bytes, sealed for 1.")


def test_an_unknown_signer_is_refused_in_one_paragraph_and_nothing_is_written(
    moscow: Run, dushanbe: Run, tmp_path: Path
) -> None:
    seal(moscow, tmp_path, 1, list_of(tmp_path / "list.csv", FARRUKH))
    words = ("open", tmp_path / "1.parcel", "--from", tmp_path / "dushanbe.json", "--out", tmp_path / "got.csv")
    refused = dushanbe(*words)
    assert refused.status == 2
    assert "ogoh peer add" in refused.complained
    assert not (tmp_path / "got.csv").exists()


def test_keys_are_changed_and_the_card_with_them(moscow: Run, tmp_path: Path) -> None:
    first = moscow("keys", "show").told
    assert moscow("keys", "new").status == 0
    withdrawn = moscow("keys", "withdraw", first.splitlines()[2].split()[1])
    assert "withdrawn from" in withdrawn.told
    assert moscow("keys", "show", "--json").told != first
    assert moscow("keys", "withdraw", "0" * 16).status == 2


def test_rows_that_are_rejected_are_told(moscow: Run, dushanbe: Run, tmp_path: Path) -> None:
    people = [(str(number), f"Раҳимов {letter}оҳир") for number, letter in enumerate("АБВГДЕЖЗИКЛМНОПРСТУФХЧ")]
    sealed = seal(moscow, tmp_path, 1, list_of(tmp_path / "list.csv", *people, ("99", "5")))
    assert (sealed.status, "1 rows of list.csv were rejected" in sealed.complained) == (1, True)


@pytest.mark.parametrize(
    "words", [("--number", "0"), ("--number", "1", "--before", "nothing.csv"), ("--source", "")], ids=" ".join
)
def test_what_cannot_be_sealed_is_refused(moscow: Run, dushanbe: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert seal(moscow, tmp_path, 1, list_of(tmp_path / "list.csv", FARRUKH), *words).status == 2
    assert not (tmp_path / "1.parcel").exists()


def test_no_keys_no_parcel(at: Callable[[str], Run], dushanbe: Run, tmp_path: Path) -> None:
    refused = seal(at("nobody"), tmp_path, 1, list_of(tmp_path / "list.csv", FARRUKH))
    assert (refused.status, "ogoh parcel keys new" in refused.complained) == (2, True)
    assert at("nobody")("keys", "new").status == 2


def test_what_is_sealed_opened_and_refused_stands_in_the_log_without_names(
    moscow: Run, dushanbe: Run, tmp_path: Path
) -> None:
    seal(moscow, tmp_path, 1, list_of(tmp_path / "list.csv", FARRUKH))
    for card in ("moscow.json", "dushanbe.json"):
        dushanbe("open", tmp_path / "1.parcel", "--from", tmp_path / card, "--out", tmp_path / "got.csv")
    told = [json.loads(one.details) for one in Event.objects.filter(act="parcel").order_by("number")]
    assert [one["purpose"] for one in told] == ["sealed", "opened", "refused"]
    assert told[2]["told"] == {"reason": "unknown_key"}
    assert "Раҳимов" not in json.dumps(told, ensure_ascii=False)
