"""``ogoh review``: decide, look back, take back, export; and what ``ogoh check`` then says."""

from __future__ import annotations

from pathlib import Path

import pytest

from ogoh.delivery.tables import open_table
from tests.cli.conftest import Run, is_one_paragraph

WHO = ("--document", "401777888", "--name", "Rahimov Farrukh", "--born", "1990-05-12")
PAIR = (*WHO, "--source", "bans", "--listing", "1")
DECIDED = ("--by", "Desk 4", "--why", "Compared the faces")


@pytest.fixture(autouse=True)
def held(db: None, ogoh: Run, people: Path) -> None:
    """The three people are on the list of a source."""
    ogoh("source", "add", "bans", "--name", "Invented ministry", "--kind", "entry_ban")
    assert ogoh("list", "import", people, "--source", "bans", "--dated", "2026-01-10").status == 0


def decide(ogoh: Run, verdict: str = "not-same") -> int:
    """Decide on the namesake; give back the review's number."""
    ran = ogoh("review", "add", *PAIR, "--verdict", verdict, *DECIDED)
    assert ran.status == 0, ran.complained
    return int(ran.told.removeprefix("Review ").partition(":")[0])


def test_a_check_gives_the_reference_that_a_review_needs(ogoh: Run) -> None:
    assert "  listing 1" in ogoh("check", *WHO).told.splitlines()
    assert ogoh("check", *WHO, "--json").parsed[0]["listing"] == "1"


def test_not_the_same_is_left_out_and_said(ogoh: Run) -> None:
    number = decide(ogoh)
    (told,) = ogoh("check", *WHO, "--json").parsed
    assert (told["answer"], told["listing"]) == ("no_record", "")
    (review,) = told["reviews"]
    assert (review["number"], review["listing"], review["verdict"], review["by"]) == (number, "1", "not_same", "Desk 4")
    assert f"Listing 1 is not this person and was left out: review {number}, by Desk 4" in ogoh("check", *WHO).told


def test_the_same_is_recorded_and_said(ogoh: Run) -> None:
    number = decide(ogoh, "same")
    assert ogoh("check", *WHO, "--json").parsed[0]["answer"] == "recorded"
    assert f"Listing 1 is this person: review {number}, by Desk 4" in ogoh("check", *WHO).told


def test_what_a_reviewer_should_know_is_told(ogoh: Run) -> None:
    number = decide(ogoh)
    again = ogoh("review", "add", *PAIR, "--verdict", "same", *DECIDED)
    assert f"It supersedes review {number}." in again.complained
    pair = ("--document", "402468013", "--source", "bans", "--listing", "2")
    beyond = ogoh("review", "add", *pair, "--verdict", "same", *DECIDED)
    assert "No check of this traveller would have found that listing" in beyond.complained
    own = ("--document", "400123451", "--source", "bans", "--listing", "1", "--verdict", "not-same")
    assert "Ask the authority to mend its list." in ogoh("review", "add", *own, *DECIDED).complained


@pytest.mark.parametrize(
    "changed",
    [
        ("--document", "??"),
        ("--document", ""),
        ("--source", "nobody"),
        ("--listing", "99"),
        ("--by", ""),
        ("--why", "a\nb"),
        ("--born", "31.02.1990"),
        ("--name", "12345"),
        ("--name", "Зарринкамар Хуршеда"),
    ],
)
def test_what_cannot_be_remembered_is_refused_in_one_paragraph(ogoh: Run, changed: tuple[str, str]) -> None:
    ran = ogoh("review", "add", *PAIR, "--verdict", "not-same", *DECIDED, *changed)
    assert (ran.status, ran.told) == (2, "")
    assert is_one_paragraph(ran.complained)
    assert ogoh("review", "list").told == ""


def test_without_a_document_the_command_says_why_not(ogoh: Run) -> None:
    ran = ogoh("review", "add", *PAIR, "--verdict", "not-same", *DECIDED, "--document", " ")
    assert "silence the answer for the listed person" in ran.complained


def test_another_verdict_ends_with_two(ogoh: Run) -> None:
    assert ogoh("review", "add", *PAIR, "--verdict", "perhaps", *DECIDED).status == 2


def test_taking_back_is_told_in_the_history(ogoh: Run) -> None:
    number = decide(ogoh)
    ran = ogoh("review", "take-back", str(number), "--by", "Desk 5", "--why", "Looked again")
    assert (ran.status, ran.told) == (0, "")
    (told,) = ogoh("review", "list", "--json").parsed
    assert (told["state"], told["why"], told["listing"]) == ("taken back", "Compared the faces", "1")
    assert (told["taken_back"]["by"], told["taken_back"]["why"]) == ("Desk 5", "Looked again")
    (line,) = ogoh("review", "list").told.splitlines()
    assert line.startswith(f"{number}\ttaken back\tnot_same\tbans 1\t")
    assert ogoh("check", *WHO, "--json").parsed[0]["answer"] == "possible"


@pytest.mark.parametrize("number", ["99", "0", "x"])
def test_an_unknown_review_cannot_be_taken_back(ogoh: Run, number: str) -> None:
    ran = ogoh("review", "take-back", number, "--by", "Desk 5", "--why", "Looked again")
    assert (ran.status, ran.told) == (2, "")


def test_the_reviews_of_one_document_can_be_listed(ogoh: Run) -> None:
    number = decide(ogoh)
    assert [one["number"] for one in ogoh("review", "list", "--document", "401 777 888", "--json").parsed] == [number]
    assert ogoh("review", "list", "--document", "400123451", "--json").parsed == []


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".jsonl", ".parquet"])
def test_reviews_are_exported_as_levels_without_names(ogoh: Run, tmp_path: Path, ending: str) -> None:
    decide(ogoh)
    out = tmp_path / f"reviews{ending}"
    ran = ogoh("review", "export", "--out", out)
    assert (ran.status, ran.told) == (0, "")
    table = open_table(out)
    assert table.headings[:4] == ("label", "model", "given", "family")
    (row,) = (dict(zip(table.headings, cells, strict=True)) for _, cells in table.rows())
    assert (str(row["label"]), row["birth"], row["document"]) == ("0", "equal", "different")
    assert not row["birthplace"]


def test_an_export_that_cannot_be_written_is_refused(ogoh: Run, tmp_path: Path) -> None:
    ran = ogoh("review", "export", "--out", tmp_path / "no" / "reviews.csv")
    assert (ran.status, is_one_paragraph(ran.complained)) == (2, True)
