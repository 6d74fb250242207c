"""Linking with DuckDB: whole, broken off and taken up again, and with files that are not what one would wish."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ogoh.identity import PartialDate, Subject
from ogoh.identity.batch import subjects_batch
from ogoh.identity.document import Document
from ogoh.linkage.duck import DuckEngine
from ogoh.linkage.settings import Settings, Told, silent
from ogoh.linkage.sides import Findings, Scored, Sides
from ogoh.linkage.workers import Workers
from ogoh.matching import prepare
from ogoh.matching.keys import asked_apart, is_exact, stored_keys
from ogoh.matching.nearest import nearest
from ogoh.names import WrittenName
from tests.linkage.people import InThisProcess, Row, ScoredPair, crossed, listed, scored_pairs, sides

pytestmark = pytest.mark.slow

ALL = -1e9
FEW_ROWS = Settings(workers=1, rows_at_once=50, pairs_at_once=10, batches_a_chunk=1)
SIZE = 100


class BrokenOff(Exception):  # noqa: N818
    """Somebody pulls the plug."""


@dataclass(frozen=True)
class Outcome:
    """Every scored pair, and what was found of sizes."""

    pairs: list[ScoredPair]
    findings: Findings
    scored: Scored


def linked(
    folder: Path,
    files: Sides,
    settings: Settings = FEW_ROWS,
    told: Told = silent,
    workers: Workers | None = None,
    least: float = ALL,
) -> Outcome:
    folder.mkdir(exist_ok=True)
    with DuckEngine(folder, settings, told, workers or InThisProcess()) as engine:
        scored = engine.link(files, least)
        return Outcome(scored_pairs(scored), engine.findings(), scored)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Sides:
    undated = [(f"{id}-undated", replace(subject, births=())) for id, subject in listed(SIZE)[:10]]
    return sides(tmp_path_factory.mktemp("files"), [*listed(SIZE), *undated], crossed(3 * SIZE, SIZE))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, files: Sides) -> Outcome:
    found = linked(tmp_path_factory.mktemp("run"), files)
    assert len(found.pairs) > 100
    return found


def same(one: Outcome, other: Outcome) -> bool:
    return (one.pairs, one.findings) == (other.pairs, other.findings)


def stops_at(step: str, time: int = 1) -> tuple[Told, list[str]]:
    """A listener that pulls the plug when it hears of a step for that time, and what it has heard before."""
    heard: list[str] = []

    def told(name: str, _done: int, _whole: int) -> None:
        heard.append(name)
        if heard.count(step) == time:
            raise BrokenOff

    return told, heard


STEPS = [("subjects", 1), ("asked", 2), ("stored", 1), ("stored", 3), ("candidates", 1)]
STEPS += [("scores", 1), ("scores", 4)]


@pytest.mark.parametrize(("step", "time"), STEPS)
def test_a_run_goes_on_where_it_was_broken_off(
    step: str, time: int, files: Sides, undisturbed: Outcome, tmp_path: Path
) -> None:
    stop, _ = stops_at(step, time)
    with pytest.raises(BrokenOff):
        linked(tmp_path, files, told=stop)
    assert same(linked(tmp_path, files), undisturbed)


def test_what_is_done_is_not_done_again(files: Sides, undisturbed: Outcome, tmp_path: Path) -> None:
    stop, _ = stops_at("candidates")
    with pytest.raises(BrokenOff):
        linked(tmp_path, files, told=stop)
    _, heard = stops_at("never")
    assert same(linked(tmp_path, files, told=lambda step, _done, _whole: heard.append(step.split()[0])), undisturbed)
    assert set(heard) == {"candidates", "scores"}


@pytest.mark.slow
def test_a_run_that_is_broken_off_again_and_again_ends(files: Sides, undisturbed: Outcome, tmp_path: Path) -> None:
    breaks = 0
    while not (found := linked_or_broken_off(tmp_path, files, stops_at("scores", 1 + breaks)[0])):
        breaks += 1
    assert breaks > 2
    assert same(found, undisturbed)


def linked_or_broken_off(folder: Path, files: Sides, told: Told) -> Outcome | None:
    try:
        return linked(folder, files, told=told)
    except BrokenOff:
        return None


class Dying(InThisProcess):
    """Workers that fall away after so many batches."""

    def __init__(self, batches: int) -> None:
        super().__init__()
        self.left = batches

    def each(self, work: Callable[..., Any], batches: Iterable[pa.RecordBatch], *told: Any) -> Iterator[Any]:
        for result in super().each(work, batches, *told):
            self.left -= 1
            if self.left < 0:
                raise BrokenOff
            yield result


@pytest.mark.parametrize("batches", [0, 1, 2, 5, 13])
def test_a_run_goes_on_when_its_workers_died(batches: int, files: Sides, undisturbed: Outcome, tmp_path: Path) -> None:
    with pytest.raises(BrokenOff):
        linked(tmp_path, files, workers=Dying(batches))
    assert same(linked(tmp_path, files), undisturbed)


def test_a_run_that_has_ended_is_told_again(files: Sides, undisturbed: Outcome, tmp_path: Path) -> None:
    linked(tmp_path, files)
    assert same(linked(tmp_path, files, workers=Dying(0)), undisturbed)


@pytest.mark.parametrize("settings", [replace(FEW_ROWS, rows_at_once=7, pairs_at_once=3), Settings(workers=2)])
def test_how_many_rows_are_taken_at_once_changes_nothing(
    settings: Settings, files: Sides, undisturbed: Outcome, tmp_path: Path
) -> None:
    assert same(linked(tmp_path, files, settings), undisturbed)


@pytest.mark.slow
def test_processes_reckon_as_this_one_does(files: Sides, undisturbed: Outcome, tmp_path: Path) -> None:
    with Workers(1) as workers:
        assert same(linked(tmp_path, files, workers=workers), undisturbed)


def test_pairs_of_less_than_the_least_weight_are_left_out(files: Sides, undisturbed: Outcome, tmp_path: Path) -> None:
    likely = [pair for pair in undisturbed.pairs if pair[2] >= 5.0]
    assert linked(tmp_path, files, least=5.0).pairs == likely
    assert 0 < len(likely) < len(undisturbed.pairs)


KARIM = Subject((WrittenName(family="Раҳимов", given="Карим", patronymic="Саидович"),), (PartialDate(1990, 5, 12),))
ZEBO = Subject((WrittenName(family="Назарова", given="Зебо", patronymic="Каримовна"),), (PartialDate(1985, 2, 3),))


def times(count: int, subject: Subject, name: str = "R") -> list[Row]:
    return [(f"{name}{number}", subject) for number in range(count)]


def test_rows_that_say_the_same_are_scored_once_and_all_come_out(tmp_path: Path) -> None:
    files = sides(tmp_path, times(2, KARIM, "L"), [*times(1_000, KARIM), ("other", ZEBO)])
    found = linked(tmp_path / "run", files)
    assert (found.findings.left, found.findings.right, found.findings.candidates) == (1, 2, 1)
    assert pq.read_table(found.scored.scores).num_rows == 1
    expected = {(f"L{left}", f"R{right}") for left in range(2) for right in range(1_000)}
    assert Counter((left, right) for left, right, _ in found.pairs) == Counter(expected)


def test_a_list_with_itself_has_every_pair_once(tmp_path: Path) -> None:
    rows = listed(3 * SIZE)
    found = linked(tmp_path / "run", sides(tmp_path / "one", rows)).pairs
    both = linked(tmp_path / "both", sides(tmp_path / "two", rows, rows)).pairs
    assert Counter(frozenset(pair[:2]) for pair in found) == Counter(
        {frozenset(one[:2]) for one in both if one[0] != one[1]}
    )
    assert found


def test_within_one_list_rows_that_say_the_same_are_a_pair(tmp_path: Path) -> None:
    found = linked(tmp_path / "run", sides(tmp_path, [*times(3, KARIM), ("other", ZEBO)]))
    assert found.findings.candidates == 1
    assert pq.read_table(found.scored.scores).num_rows == 1
    assert found.pairs[0][2] > 10


def namesakes(count: int, *, dated: bool) -> list[Row]:
    """As many of one name, each with a passport, of another age or of none."""
    return [
        (
            f"N{number}",
            replace(
                KARIM,
                births=(PartialDate(1950 + number % 50, 1 + number % 12, 2 + number % 27),) if dated else (),
                documents=(Document(f"40{number:07}", f"40{number:07}"),),
            ),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("dated", [True, False], ids=["dated", "undated"])
def test_a_name_that_a_tenth_of_a_register_bears_comes_to_an_end(dated: bool, tmp_path: Path) -> None:
    limits = Settings(workers=1, most_holders=40, most_wide_holders=20, most_candidates=10)
    right = [*crossed(1_800, SIZE), *namesakes(200, dated=dated)]
    found = linked(tmp_path / "run", sides(tmp_path, [("L1", KARIM), ("L2", replace(KARIM, births=()))], right), limits)
    assert found.findings.left_out > 0
    assert max(Counter(left for left, _, _ in found.pairs).values(), default=0) <= 10


def test_no_more_candidates_are_compared_than_may_be(tmp_path: Path) -> None:
    apart = [replace(KARIM, births=(one.births[0],), documents=()) for _, one in listed(SIZE) if one.births]
    files = sides(tmp_path, [("L", replace(KARIM, births=()))], [(f"R{at}", one) for at, one in enumerate(apart)])
    found = linked(tmp_path / "run", files, replace(FEW_ROWS, most_candidates=10))
    assert (found.findings.crowded, found.findings.candidates) == (1, 10)


@pytest.mark.parametrize(("dated", "most"), [(True, 2), (False, 6)], ids=["dated", "undated"])
def test_the_candidates_that_are_compared_are_those_that_a_check_takes(dated: bool, most: int, tmp_path: Path) -> None:
    left = [
        (id, one if dated else replace(one, births=())) for id, one in listed(SIZE) if all(map(is_exact, one.births))
    ]
    right = [*crossed(6 * SIZE, SIZE), *((f"{id}+", replace(one, births=())) for id, one in crossed(2 * SIZE, SIZE))]
    found = linked(
        tmp_path / "run", sides(tmp_path, left, right), replace(FEW_ROWS, pairs_at_once=1_000, most_candidates=most)
    )
    number, holders = numbers_of(right), holders_of(right)
    compared: dict[str, set[int]] = {id: set() for id, _ in left}
    for one, other, _ in found.pairs:
        compared[one].add(number[other])
    asked = {id: asked_apart(prepare(one)) for id, one in left}
    assert compared == {id: set(nearest(keys, lambda key: holders.get(key, ()), most)) for id, keys in asked.items()}
    assert found.findings.crowded > 3


def numbers_of(rows: Iterable[Row]) -> dict[str, int]:
    """The place of each row among all subjects, in the order of what is known of them."""
    cells = {row.pop("id"): tuple(row.values()) for row in subjects_batch(rows).to_pylist()}
    places = {told: place for place, told in enumerate(sorted(set(cells.values())))}
    return {id: places[told] for id, told in cells.items()}


def holders_of(rows: Sequence[Row]) -> dict[int, set[int]]:
    """The subjects that hold each key."""
    number, holders = numbers_of(rows), defaultdict[int, set[int]](set)
    for id, subject in rows:
        for key in stored_keys(prepare(subject)):
            holders[key].add(number[id])
    return holders


def test_without_any_date_of_birth_people_are_found(tmp_path: Path) -> None:
    left, right = ([(id, replace(one, births=())) for id, one in rows] for rows in (listed(SIZE), crossed(300, SIZE)))
    found = linked(tmp_path / "run", sides(tmp_path, left, right), least=0.0)
    assert len(found.pairs) > 20


@pytest.mark.parametrize(("left", "right"), [(0, 3), (3, 0), (0, 0)])
def test_a_side_without_rows_has_no_pairs(left: int, right: int, tmp_path: Path) -> None:
    found = linked(tmp_path / "run", sides(tmp_path, times(left, KARIM), times(right, KARIM)))
    assert (found.pairs, found.findings.candidates) == ([], 0)


def test_a_list_without_rows_has_no_pairs_with_itself(tmp_path: Path) -> None:
    assert linked(tmp_path / "run", sides(tmp_path, [])).pairs == []


@pytest.mark.parametrize("reference", ["O'Brien", '"; DROP TABLE score; --', "Ҷ\n%s$1?", ""])
def test_identifiers_come_out_as_they_went_in(reference: str, tmp_path: Path) -> None:
    files = sides(tmp_path, [(reference, KARIM)], [(reference + "R", KARIM)])
    assert [pair[:2] for pair in linked(tmp_path / "run", files).pairs] == [(reference, reference + "R")]


@pytest.mark.parametrize("name", ["it's", "two words", "100%", "list [2024]", "a*", "{a,b}"])
def test_a_folder_may_have_any_name(name: str, tmp_path: Path) -> None:
    files = sides(tmp_path / name, times(1, KARIM, "L"), times(1, KARIM))
    assert [pair[:2] for pair in linked(tmp_path / name / "run", files).pairs] == [("L0", "R0")]
