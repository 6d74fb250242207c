"""The relational part of a linkage on DuckDB: embedded, on disk where memory does not suffice, and begun anew where it
was broken off.

Every step ends with a mark in the same transaction as its rows: what is marked is never done twice.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import orjson
import pyarrow as pa

from ogoh.identity.batch import IDENTITY_COLUMNS
from ogoh.linkage import relations
from ogoh.linkage.connecting import connected
from ogoh.linkage.keys import Dating, dating_of
from ogoh.linkage.settings import Settings, Told
from ogoh.linkage.sides import Findings, Scored, Sides
from ogoh.linkage.sieve import Sieve
from ogoh.linkage.workers import Workers, asked_keys, scores, stored_keys
from ogoh.matching.commonness import Bearers, Borne, bearers_of

_MOST_CHUNKS = 64
_DATABASE = "link.duckdb"
_FOUND = ("candidates", "left_out", "crowded")


class DuckEngine:
    """One linkage in one folder; make it again on the same folder to go on."""

    def __init__(self, folder: Path, settings: Settings, told: Told, workers: Workers) -> None:
        self._folder = folder
        self._settings = settings
        self._told = told
        self._workers = workers
        self._database = connected(folder, settings, str(folder / _DATABASE))
        self._do("CREATE TABLE IF NOT EXISTS done (step VARCHAR PRIMARY KEY, told VARCHAR)")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def link(self, sides: Sides, least: float) -> Scored:
        """Score every pair of subjects that share a key; pairs of less than ``least`` bits are left out."""
        self._once("subjects", lambda: self._find_subjects(sides))
        self._once("asked", self._ask)
        self._once("stored", self._store)
        self._once("candidates", lambda: self._find_candidates(sides))
        self._score(least)
        return self._written(sides)

    def findings(self) -> Findings:
        """What was found, once `link` has ended."""
        told = self._note("candidates")
        return Findings(**self._note("subjects"), **{name: told[name] for name in _FOUND})

    def _note(self, step: str) -> Any:
        found = self._do("SELECT told FROM done WHERE step = ?", [step])
        return orjson.loads(found[0][0]) if found else None

    def _do(self, statement: str, told: list[Any] | None = None) -> list[Any]:
        return self._database.execute(statement, told).fetchall()

    def _once(self, step: str, work: Callable[[], Any]) -> None:
        if self._note(step) is not None:
            return
        self._told(step, 0, 0)
        self._do("BEGIN")
        try:
            told = work()
            self._do("INSERT INTO done VALUES (?, ?)", [step, orjson.dumps(told).decode()])
            self._do("COMMIT")
        except BaseException:
            # A transaction that the engine has given up itself, as on a full disk, is not there to be rolled back.
            with suppress(duckdb.Error):
                self._do("ROLLBACK")
            raise

    def _find_subjects(self, sides: Sides) -> dict[str, int]:
        order = relations.IN_ORDER if sides.itself else ""
        self._do(relations.SUBJECTS.format(side="left", order=order), [str(sides.left)])
        if sides.itself:
            self._do("CREATE VIEW subject_right AS FROM subject_left")
        else:
            self._do(relations.SUBJECTS.format(side="right", order=order), [str(sides.right)])
        return {side: self._count(f"subject_{side}") for side in ("left", "right")}

    def _ask(self) -> dict[str, bool]:
        self._do("CREATE TABLE asked (subject BIGINT, key BIGINT, weight TINYINT)")
        dating = Dating(exact=False, inexact=False, none=False)

        def batches() -> Iterator[pa.RecordBatch]:
            nonlocal dating
            for batch in self._subjects("left", "asked"):
                dating |= dating_of(batch)
                yield batch

        for keys in self._workers.each(asked_keys, batches()):
            self._insert("asked", keys)
        return {"exact": dating.exact, "inexact": dating.inexact, "none": dating.none}

    def _store(self) -> list[tuple[Any, ...]]:
        self._do("CREATE TABLE stored (subject BIGINT, key BIGINT)")
        # Its name is its own, for workers remember what they took from a file.
        sieve = self._folder / f"sieve-{secrets.token_hex(8)}.npy"
        Sieve.of(self._database.execute("SELECT key FROM asked").fetchnumpy()["key"]).write(sieve)
        borne: Counter[Borne] = Counter()
        told = Dating(**self._note("asked")), sieve
        for keys, names in self._workers.each(stored_keys, self._subjects("right", "stored"), *told):
            self._insert("stored", keys.select(["subject", "key"]))
            borne.update(names)
        return [tuple(one) for one in bearers_of(borne)]

    def _find_candidates(self, sides: Sides) -> dict[str, int]:
        limits = self._settings
        self._do(relations.HOLDERS, [min(limits.most_wide_holders, limits.most_holders)])
        left_out = self._do(relations.LEFT_OUT, [limits.most_holders])[0][0]
        self._do(relations.CANDIDATES, [limits.most_holders])
        self._do(relations.FEW)
        if self._count("few"):
            self._do(relations.WIDE_CANDIDATES, [limits.most_wide_holders])
            self._do(relations.TOGETHER)
        if sides.itself:
            self._do(relations.UNORDERED)
        self._do(relations.CROWDED, [limits.most_candidates])
        self._do(relations.UNCROWD, [limits.most_candidates])
        crowded = self._count("crowded")
        for table in ("holders", "few", "crowded", "asked", "stored"):
            self._do(f"DROP TABLE {table}")
        found = self._count("candidate")
        chunks = max(1, min(_MOST_CHUNKS, found // (limits.batches_a_chunk * limits.pairs_at_once)))
        return {"candidates": found, "left_out": left_out, "crowded": crowded, "chunks": chunks}

    def _score(self, least: float) -> None:
        told = self._note("candidates")
        whole, chunks = told["candidates"], told["chunks"]
        bearers = tuple(Bearers(*one) for one in self._note("stored"))
        counted = sha256(orjson.dumps(self._note("stored"))).hexdigest()
        self._do(relations.SCORES)
        for chunk in range(chunks):
            self._told("scores", whole * chunk // chunks, whole)
            pairs = relations.PAIRS.format(chunks=chunks, chunk=chunk)
            work = partial(self._score_pairs, pairs, (bearers, counted, least))
            self._once(f"scores {chunk}", work)

    def _score_pairs(self, pairs: str, told: tuple[tuple[Bearers, ...], str, float]) -> int:
        kept = 0
        for scored in self._workers.each(scores, self._batches(pairs, self._settings.pairs_at_once), *told):
            kept += scored.num_rows
            self._insert("score", scored)
        return kept

    def _written(self, sides: Sides) -> Scored:
        found = Scored(*(self._folder / f"{name}.parquet" for name in ("scores", "left_members", "right_members")))
        self._do(f'COPY (FROM score ORDER BY "left", "right") TO \'{_quoted(found.scores)}\'')
        members = relations.MEMBERS if sides.itself else relations.SCORED_MEMBERS
        for side, subjects, path in (
            ("left", sides.left, found.left_members),
            ("right", sides.right, found.right_members),
        ):
            self._do(f"COPY ({members.format(side=side)}) TO '{_quoted(path)}'", [str(subjects)])
        return found

    def _subjects(self, side: str, step: str) -> Iterator[pa.RecordBatch]:
        done, whole = 0, self._note("subjects")[side]
        names = ", ".join(IDENTITY_COLUMNS)
        for batch in self._batches(f"SELECT number, {names} FROM subject_{side}", self._settings.rows_at_once):
            self._told(step, done, whole)
            done += batch.num_rows
            yield batch

    def _batches(self, query: str, rows: int) -> Iterator[pa.RecordBatch]:
        """The rows of a query, read to the end by another connection before anything else is asked of it."""
        with self._database.cursor() as reading:
            yield from reading.sql(query).to_arrow_reader(rows)

    def _insert(self, table: str, rows: pa.RecordBatch) -> None:
        self._database.register("rows_to_insert", rows)
        self._do(f"INSERT INTO {table} FROM rows_to_insert")
        self._database.unregister("rows_to_insert")

    def _count(self, table: str) -> int:
        found: int = self._do(f"SELECT count(*) FROM {table}")[0][0]
        return found


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
