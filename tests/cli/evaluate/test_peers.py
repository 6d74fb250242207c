"""Labelled pairs of a file, and what ourselves and others make of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ogoh.cli.evaluate import peers
from ogoh.cli.evaluate.pairs import Pairs, Scores, read_pairs, standing
from ogoh.delivery.tables import write_table
from tests.cli.conftest import Run, is_one_paragraph

HEADINGS = ("left_name", "left_dob", "right_name", "right_dob", "label", "country", "kind")
ROWS = [
    ("Раҳимов Фаррух", "12.05.1990", "Rahimov Farrukh", "1990-05-12", "1", "TJ", "same"),
    ("Назарова Зебо", "", "Nazarova Zebo", "", "1", "UZ", "same"),
    ("Раҳимов Фаррух", "12.05.1990", "Раҳимов Далер", "01.02.1980", "0", "TJ", "brothers"),
    ("Назарова Зебо", "", "Шарипов Далер", "", "0", "UZ", "random"),
    ("Шарипов Далер", "", "Sharipov Daler", "", "?", "UZ", "same"),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_table(tmp_path / "small.csv", HEADINGS, ROWS)
    return tmp_path / "small.csv"


@pytest.fixture
def pairs(path: Path) -> Pairs:
    return read_pairs(path)


def test_pairs_are_read_with_their_groups(pairs: Pairs) -> None:
    assert (pairs.name, pairs.labels, pairs.unread) == ("small", (True, True, False, False), 1)
    assert pairs.groups[0] == (("country", "TJ"), ("kind", "same"), ("scripts", "Cyrillic, Tajik letters – Latin"))
    assert next(pairs.texts()) == ("Раҳимов Фаррух", "12.05.1990", "", "Rahimov Farrukh", "1990-05-12", "")


def test_a_kind_of_one_label_is_set_against_all_of_the_other(pairs: Pairs) -> None:
    found = standing(pairs, Scores("by hand", (4.0, 2.0, 3.0, 1.0), 2.0))
    ranked = {(one.dimension, one.group): (one.pairs, one.same, one.auc and one.auc.value) for one in found.rankings}
    assert found.speed == 2.0
    assert ranked["all", "all"] == (4, 2, 0.75)
    assert ranked["kind", "brothers"] == (3, 2, 0.5)
    assert ranked["kind", "random"] == (3, 2, 1.0)
    assert ranked["country", "UZ"] == (2, 1, 1.0)


def test_a_pair_that_a_scorer_cannot_read_is_left_out_and_counted(pairs: Pairs) -> None:
    found = standing(pairs, Scores("by hand", (4.0, None, 3.0, 1.0), 0.0))
    assert (found.unread, found.rankings[0].pairs) == (1, 3)


def test_names_are_folded_in_the_two_ways_that_the_page_tells() -> None:
    assert peers.lowered("ＲＡＨＩＭ Раҳим") == "rahim раҳим"
    assert peers.latin("Ҷӯраев Ҳаким Ёқуб Çelik") == "juraev hakim equb celik"


def test_everybody_ranks_the_same_pairs_and_who_is_absent_is_named(pairs: Pairs) -> None:
    result = peers.measure(pairs, "", "ogoh evaluate peers small.csv")
    assert [one.system for one in result.standings][:3] == [
        "Ogoh",
        "RapidFuzz",
        "RapidFuzz, Cyrillic spelled in Latin",
    ]
    assert (result.absent == ("nomenklatura",)) == (len(result.standings) == 3)
    assert all(one.rankings[0].pairs == 4 for one in result.standings)
    assert all(one.speed > 0 for one in result.standings)


def test_nomenklatura_is_told_what_the_pair_says(pairs: Pairs, tmp_path: Path) -> None:
    """By a stand-in for its Python that gives the number of fields it was told as the score."""
    stand_in = tmp_path / "python"
    stand_in.write_text(
        f"#!{sys.executable}\nimport json, sys\ntold = json.load(sys.stdin)\n"
        "scores = [len(left) + len(right) for left, right in told]\n"
        "json.dump({'version': '1.2', 'seconds': 1.0, 'scores': scores}, sys.stdout)\n"
    )
    stand_in.chmod(0o700)
    found = peers.Nomenklatura(str(stand_in))(pairs)
    assert found == Scores("nomenklatura 1.2 logic-v2", (4, 2, 4, 2), 1.0)


@pytest.mark.parametrize("python", ["/nowhere/python", sys.executable])
def test_a_python_without_nomenklatura_is_refused(ogoh: Run, path: Path, tmp_path: Path, python: str) -> None:
    ran = ogoh("evaluate", "peers", path, "--nomenklatura", python, "--home", tmp_path / "home")
    assert (ran.status, ran.told) == (2, "")
    assert is_one_paragraph(ran.complained)
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("rows", [ROWS[:2], ROWS[2:4], ROWS[4:], []])
def test_pairs_that_rank_nothing_are_refused(ogoh: Run, tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    write_table(tmp_path / "few.csv", HEADINGS, rows)
    ran = ogoh("evaluate", "peers", tmp_path / "few.csv", "--home", tmp_path / "home")
    assert (ran.status, ran.told) == (2, "")
    assert "pairs of one kind only" in ran.complained


def test_a_file_without_labels_is_refused(ogoh: Run, tmp_path: Path) -> None:
    write_table(tmp_path / "few.csv", HEADINGS[:4], [row[:4] for row in ROWS])
    ran = ogoh("evaluate", "peers", tmp_path / "few.csv", "--home", tmp_path / "home")
    assert ran.status == 2
    assert "has no column label" in ran.complained
