"""Invented people as a linkage takes them: records of every form, pairs of them in batches, and files of both sides."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from ogoh.cli.bench.population import subject_of
from ogoh.identity import PartialDate, Subject
from ogoh.identity.batch import IDENTITY_COLUMNS, subjects_batch
from ogoh.linkage.scores import PAIRS
from ogoh.linkage.sides import Scored, Sides
from ogoh.linkage.workers import Workers
from ogoh.names import WrittenName
from ogoh.synthetic import list_rows, register_rows

Row = tuple[str, Subject]
Couple = tuple[Subject, Subject]
ScoredPair = tuple[str, str, float]
SEED = 5


class _Here(Executor):
    """Does what it is given at once; everything goes through bytes, as it does between processes."""

    def submit(self, work: Callable[..., Any], /, *told: Any, **named: Any) -> Future[Any]:
        """See `Executor`."""
        future: Future[Any] = Future()
        try:
            work, told, named = _as_bytes((work, told, named))
            future.set_result(_as_bytes(work(*told, **named)))
        except Exception as error:
            future.set_exception(_as_bytes(error))
        return future


def _as_bytes(thing: Any) -> Any:
    return pickle.loads(pickle.dumps(thing))  # noqa: S301  # our own


class InThisProcess(Workers):
    """Workers that are this process: a pool takes seconds to begin, and reckons the same."""

    def __init__(self, number: int = 1) -> None:
        self._number = number
        self._pool = cast("ProcessPoolExecutor", _Here())


@cache
def listed(size: int) -> tuple[Row, ...]:
    """The readable rows of a made-up list."""
    return tuple(_readable(list_rows(size, SEED)))


@cache
def crossed(size: int, on_the_list: int) -> tuple[Row, ...]:
    """The readable rows of a made-up register, some of them about people on the list of that size."""
    return tuple(_readable(register_rows(size, SEED, on_the_list)))


def _readable(rows: Iterable[dict[str, str]]) -> Iterator[Row]:
    return ((row["id"], subject) for row in rows if (subject := subject_of(row)) is not None)


def subjects_of(rows: Iterable[Row]) -> list[Subject]:
    """The subjects alone, each once."""
    return list(dict.fromkeys(subject for _, subject in rows))


def of_every_form(people: Sequence[Subject]) -> list[Subject]:
    """The same people, and some of them once more with less or more known of them."""
    return [*people, *_born_otherwise([one for one in people if one.births]), *_named_otherwise(people)]


def _born_otherwise(dated: Sequence[Subject]) -> Iterator[Subject]:
    for one, other in zip(dated[::15], dated[1:], strict=False):
        (born, *_), year = one.births, one.births[0].year
        for births in (
            (),
            (PartialDate(year),),
            (PartialDate(year, born.month),),
            (PartialDate(year), born),
            (PartialDate(year, last_year=year + 3),),
            (PartialDate(year, 1, 1),),
            (PartialDate(year, 6, 6),),
            (replace(born, approximate=True),),
            (born, *other.births),
        ):
            yield replace(one, births=births)


def _named_otherwise(people: Sequence[Subject]) -> Iterator[Subject]:
    for one, other in zip(people[::15], people[1:], strict=False):
        (name, *_) = one.names
        for names in (
            (name, *other.names),
            (name, name),
            (name._replace(weak=True), *other.names),
            (name, other.names[0]._replace(weak=True)),
            (WrittenName(whole=name.text),),
            (WrittenName(whole=name.given),),
        ):
            yield replace(one, names=names)
        yield replace(one, documents=())
        yield replace(one, documents=one.documents + other.documents, births=())


def numbered(people: Sequence[Subject]) -> pa.RecordBatch:
    """A batch of subjects with a column of numbers, as engines give it to keys."""
    batch = subjects_batch((str(number), one) for number, one in enumerate(people))
    return batch.append_column("number", pa.array(range(len(people)), pa.int64()))


def pairs_batch(couples: Sequence[Couple]) -> pa.RecordBatch:
    """A batch of pairs, numbered by their places."""
    both = [subjects_batch(("", couple[side]) for couple in couples) for side in (0, 1)]
    numbers = pa.array(range(len(couples)), pa.int64())
    columns = [one.column(name) for one in both for name in IDENTITY_COLUMNS]
    return pa.RecordBatch.from_arrays([numbers, numbers, *columns], schema=PAIRS)


def written(path: Path, rows: Iterable[Row]) -> Path:
    """A side of a linkage as a file."""
    pq.write_table(pa.Table.from_batches([subjects_batch(rows)]), path)
    return path


def sides(folder: Path, left: Iterable[Row], right: Iterable[Row] | None = None) -> Sides:
    """Both sides as files in a folder; without a right one a list with itself."""
    folder.mkdir(parents=True, exist_ok=True)
    first = written(folder / "of_list.parquet", left)
    return Sides(first, first if right is None else written(folder / "of_register.parquet", right))


_PAIRS = """
SELECT l.id, r.id, weight FROM read_parquet(?) AS s
JOIN read_parquet(?) AS l ON l.number = s."left" JOIN read_parquet(?) AS r ON r.number = s."right"
ORDER BY ALL
"""


def scored_pairs(scored: Scored) -> list[ScoredPair]:
    """Identifiers of both sides and weight of every pair that an engine has left behind, as often as it is met."""
    with duckdb.connect() as database:
        files = [str(path) for path in (scored.scores, scored.left_members, scored.right_members)]
        return [(left, right, weight) for left, right, weight in database.execute(_PAIRS, files).fetchall()]
