"""``ogoh evaluate PAIRS``: figures that can be checked by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.cli.evaluate.measures import Accuracy, Labelled, accuracy
from ogoh.delivery.tables import write_table
from tests.cli.conftest import Run

HEADINGS = ("left_name", "right_name", "label", "country")
FARRUKH = ("Раҳимов Фаррух", "Rahimov Farrukh", "1", "TJ")
ZEBO = ("Назарова Зебо", "Nazarova Zebo", "1", "UZ")
TWO = ("Раҳимов Фаррух", "Назарова Зебо", "0", "TJ")


@pytest.mark.parametrize(
    ("labelled", "expected"),
    [
        ([(2.0, True), (1.0, False)], Accuracy(2, 1, 1.0, 1.0, 1.0)),
        ([(1.0, True), (1.0, False)], Accuracy(2, 1, 0.5, 2 / 3, 0.0)),
        ([(1.0, True), (2.0, False)], Accuracy(2, 1, 0.0, 2 / 3, 0.0)),
        ([(4.0, True), (3.0, False), (2.0, True), (1.0, False)], Accuracy(4, 2, 0.75, 0.8, 0.5)),
        ([(1.0, True)], Accuracy(1, 1, None, None, None)),
        ([(1.0, False)], Accuracy(1, 0, None, None, None)),
        ([], Accuracy(0, 0, None, None, None)),
    ],
)
def test_figures_made_by_hand(labelled: list[Labelled], expected: Accuracy) -> None:
    assert accuracy(labelled) == expected


weights = st.integers(-4, 4).map(float) | st.floats(-60, 60)


@given(st.lists(st.tuples(weights, st.booleans()), min_size=1, max_size=60))
def test_figures_are_those_of_their_definitions(labelled: list[Labelled]) -> None:
    found = accuracy(labelled)
    same = [weight for weight, label in labelled if label]
    others = [weight for weight, label in labelled if not label]
    assert (found.pairs, found.same) == (len(labelled), len(same))
    if not same or not others:
        assert (found.auc, found.best_f1, found.recall_when_precise) == (None, None, None)
        return
    wins = sum((one > other) + (one == other) / 2 for one in same for other in others)
    cuts = [_at(cut, same, others) for cut, _ in labelled]
    assert found.auc == pytest.approx(wins / len(same) / len(others))
    assert found.best_f1 == pytest.approx(max(2 * p * r / (p + r) if p + r else 0 for p, r in cuts))
    assert found.recall_when_precise == pytest.approx(max((r for p, r in cuts if p >= 0.99), default=0.0))


def _at(cut: float, same: list[float], others: list[float]) -> tuple[float, float]:
    """Precision and recall where everything from ``cut`` upwards is taken for one person."""
    right, wrong = sum(one >= cut for one in same), sum(one >= cut for one in others)
    return right / (right + wrong), right / len(same)


@given(st.permutations([(3.0, True), (2.0, False), (2.0, True), (1.0, False), (0.5, True)]))
def test_the_order_of_the_pairs_is_nothing(labelled: list[Labelled]) -> None:
    assert accuracy(labelled) == accuracy(sorted(labelled))


def test_the_command_gives_a_table_for_all_and_by_group(ogoh: Run, tmp_path: Path) -> None:
    write_table(tmp_path / "pairs.csv", HEADINGS, [FARRUKH, ZEBO, TWO])
    ran = ogoh("evaluate", tmp_path / "pairs.csv", "--by", "country")
    assert ran.status == 0
    assert ran.told.splitlines() == [
        "| group | pairs | one person | AUC | best F1 | recall at precision .99 |",
        "|---|---|---|---|---|---|",
        "| all | 3 | 2 | 1.0000 | 1.0000 | 1.0000 |",
        "| TJ | 2 | 1 | 1.0000 | 1.0000 | 1.0000 |",
        "| UZ | 1 | 1 | – | – | – |",
    ]


@pytest.mark.parametrize("unread", [("", "Rahimov", "1", "TJ"), ("Раҳимов", "Rahimov", "perhaps", "TJ")])
def test_pairs_that_do_not_count_are_counted_and_end_with_one(
    ogoh: Run, tmp_path: Path, unread: tuple[str, ...]
) -> None:
    write_table(tmp_path / "pairs.csv", HEADINGS, [FARRUKH, TWO, unread])
    ran = ogoh("evaluate", tmp_path / "pairs.csv")
    assert ran.status == 1
    assert "| all | 2 | 1 |" in ran.told
    assert "1 pairs are not counted" in ran.complained


def test_a_label_may_be_a_number(ogoh: Run, tmp_path: Path) -> None:
    write_table(tmp_path / "pairs.xlsx", HEADINGS, [(*FARRUKH[:2], 1, "TJ"), (*TWO[:2], 0, "TJ")])
    assert "| all | 2 | 1 | 1.0000 |" in ogoh("evaluate", tmp_path / "pairs.xlsx").told


@pytest.mark.parametrize("missing", ["label", "country", "right_name"])
def test_a_column_that_is_not_there_is_named(ogoh: Run, tmp_path: Path, missing: str) -> None:
    kept = [at for at, heading in enumerate(HEADINGS) if heading != missing]
    write_table(tmp_path / "pairs.csv", [HEADINGS[at] for at in kept], [[FARRUKH[at] for at in kept]])
    ran = ogoh("evaluate", tmp_path / "pairs.csv", "--by", "country")
    assert (ran.status, ran.told) == (2, "")
    assert f"has no column {missing}" in ran.complained


def test_the_first_word_may_be_written_out(ogoh: Run, tmp_path: Path) -> None:
    write_table(tmp_path / "pairs.csv", HEADINGS, [FARRUKH, ZEBO, TWO])
    assert ogoh("evaluate", "pairs", tmp_path / "pairs.csv") == ogoh("evaluate", tmp_path / "pairs.csv")
    assert ogoh("evaluate", "--by", "country", tmp_path / "pairs.csv").status == 0


def test_an_empty_file_is_refused(ogoh: Run, tmp_path: Path) -> None:
    (tmp_path / "pairs.csv").write_text("")
    ran = ogoh("evaluate", tmp_path / "pairs.csv")
    assert (ran.status, ran.told) == (2, "")
