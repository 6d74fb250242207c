"""Absurd names on the command line: refused in one paragraph or answered; never a match, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.absurd import NAMES, NO_NAMES
from tests.cli.conftest import Run, is_one_paragraph

BORN_LIKE_FARRUKH = ("--born", "1990-05-12")


@pytest.mark.parametrize("name", NO_NAMES.values(), ids=NO_NAMES)
def test_a_text_that_names_nobody_is_refused_and_says_what_is_missing(ogoh: Run, people: Path, name: str) -> None:
    ran = ogoh("check", "--name", name, *BORN_LIKE_FARRUKH, "--list", people)
    assert (ran.status, ran.told) == (2, "")
    assert is_one_paragraph(ran.complained)
    assert "expected a name" in ran.complained


@pytest.mark.parametrize("nothing", [(), ("--name", ""), ("--name", "  "), ("--family", "", "--given", "")])
def test_without_a_name_it_is_said_how_to_give_one(ogoh: Run, people: Path, nothing: tuple[str, ...]) -> None:
    ran = ogoh("check", *nothing, *BORN_LIKE_FARRUKH, "--list", people)
    assert (ran.status, ran.told) == (2, "")
    assert "--name" in ran.complained


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_that_nobody_bears_is_answered_with_no_record(ogoh: Run, people: Path, name: str) -> None:
    (told,) = ogoh("check", "--name", name, *BORN_LIKE_FARRUKH, "--list", people, "--json").parsed
    assert (told["answer"], told["listing"]) == ("no_record", "")


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_even_with_a_listed_number_it_is_not_recorded(ogoh: Run, people: Path, name: str) -> None:
    told = ogoh("check", "--name", name, *BORN_LIKE_FARRUKH, "--document", "400123451", "--list", people, "--json")
    assert told.parsed[0]["answer"] != "recorded"


def test_a_name_longer_than_any_name_is_refused(ogoh: Run, people: Path) -> None:
    ran = ogoh("check", "--name", "Раҳимов " * 60, "--list", people)
    assert (ran.status, ran.told) == (2, "")
    assert "at most 400 characters" in ran.complained


def test_absurd_rows_among_travellers_are_answered_or_named(ogoh: Run, people: Path, tmp_path: Path) -> None:
    names = [*NO_NAMES.values(), *NAMES.values()]
    travellers = tmp_path / "travellers.csv"
    quoted = ('"' + name.replace('"', '""') + '"' for name in names)
    rows = "".join(f"{at},{name},12.05.1990\n" for at, name in enumerate(quoted))
    travellers.write_text("id,name,dob\n" + rows, encoding="utf-8")
    out = tmp_path / "answers.csv"
    ran = ogoh("check", travellers, "--out", out, "--list", people)
    told = out.read_text(encoding="utf-8")
    assert ran.status == 1
    assert len(told.splitlines()) == len(names) + 1
    assert not {"possible", "recorded"} & {line.split(",")[1] for line in told.splitlines()}
