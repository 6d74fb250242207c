"""The relational part of a linkage on Spark: on this machine or on a cluster, and begun anew where it was broken off.

Every step ends with files that Spark marks as complete: what is marked is never done twice.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from functools import reduce
from hashlib import sha256
from operator import or_
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import duckdb
from pyarrow.parquet import read_table

from ogoh.linkage.keys import Dating, dating_of
from ogoh.linkage.settings import Settings, Told
from ogoh.linkage.sides import Findings, Scored, Sides
from ogoh.linkage.sieve import Sieve
from ogoh.linkage.spark import kernel, relations
from ogoh.linkage.spark.failures import told_in_a_sentence
from ogoh.linkage.spark.session import active_session, begun_session
from ogoh.matching.commonness import Bearers, bearers_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_MOST_CHUNKS = 16
_PAIRS_A_CHUNK = 1 << 24


class SparkEngine:
    """One linkage in one folder; make it again on the same folder to go on.

    Raises `SparkMissing` where Spark cannot start; `link` and `findings` raise `EngineFailed`. A session that is active
    already is used and left open. Where it runs says `ogoh.linkage.spark.session`.
    """

    def __init__(self, folder: Path, settings: Settings, told: Told) -> None:
        self._folder = folder.resolve() / "spark"
        self._folder.mkdir(parents=True, exist_ok=True)
        self._settings = settings
        self._told = told
        self._log = self._folder / "spark.log"
        active = active_session()
        self._is_begun = active is None
        # Relations and settings of its own, whoever else uses the session.
        self._session = (active or begun_session(self._folder, settings, self._log)).newSession()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_begun:
            with suppress(Exception):  # where Java has died there is nothing to stop, and the reason is told already
                self._session.stop()

    def link(self, sides: Sides, least: float) -> Scored:
        """Score every pair of subjects that share a key; pairs of less than ``least`` bits are left out."""
        with told_in_a_sentence(self._log):
            self._find_subjects(sides)
            self._make_keys()
            self._find_candidates(sides)
            self._score(least)
            return self._written()

    def findings(self) -> Findings:
        """What was found, once `link` has ended."""
        with told_in_a_sentence(self._log):
            [found] = self._read("findings").collect()
            return Findings(**found.asDict())

    def _find_subjects(self, sides: Sides) -> None:
        self._find_side("left", sides.left)
        if sides.itself:
            self._read("subject_left").createOrReplaceTempView("subject_right")
        else:
            self._find_side("right", sides.right)

    def _find_side(self, side: str, path: Path) -> None:
        self._session.read.parquet(_literally(path)).createOrReplaceTempView(f"read_{side}")
        self._once(f"subject_{side}", lambda: self._sql(relations.SUBJECTS.format(side=side)))

    def _make_keys(self) -> None:
        self._batches_of(self._settings.rows_at_once)
        left, right = (self._sql(relations.IDENTITIES.format(side=side)) for side in ("left", "right"))
        self._once("asked", lambda: left.mapInArrow(kernel.asked, relations.ASKED_COLUMNS))
        self._once("stored", lambda: right.mapInArrow(self._storing(), relations.STORED_COLUMNS))

    def _storing(self) -> kernel.Mapped:
        # Its name is its own, for workers remember what they took from a file.
        sieve = self._folder / f"sieve-{secrets.token_hex(8)}.npy"
        keys = read_table(self._folder / "asked", columns=["key"]).column("key")
        Sieve.of(keys.to_numpy()).write(sieve)
        return kernel.stored(self._asking(), sieve)

    def _asking(self) -> Dating:
        batches = self._sql(relations.BIRTHS).toArrow().to_batches()
        return reduce(or_, map(dating_of, batches), Dating(exact=False, inexact=False, none=False))

    def _find_candidates(self, sides: Sides) -> None:
        limits = self._settings
        most_wide = min(limits.most_wide_holders, limits.most_holders)
        most_candidates = limits.most_candidates
        self._step("holders", relations.HOLDERS, most_wide=most_wide)
        self._step("narrow", relations.NARROW, most=limits.most_holders)
        self._step("wide", relations.WIDE, most_wide=most_wide)
        if sides.itself:
            self._step("paired", relations.UNORDERED)
        else:
            self._sql(relations.PAIRED).createOrReplaceTempView("paired")
        self._step("crowded", relations.CROWDED, most=most_candidates)
        self._step("findings", relations.FINDINGS, most_candidates=most_candidates, most_holders=limits.most_holders)

    def _score(self, least: float) -> None:
        self._batches_of(self._settings.pairs_at_once)
        whole = self.findings().candidates
        chunks = max(1, min(_MOST_CHUNKS, whole // _PAIRS_A_CHUNK))
        bearers = self._bearers()
        scored = kernel.scored(bearers, sha256(repr(bearers).encode()).hexdigest(), least)
        for chunk in range(chunks):
            self._told("scores", whole * chunk // chunks, whole)
            pairs = self._sql(relations.PAIRS, most=self._settings.most_candidates, chunks=chunks, chunk=chunk)
            self._write(f"scores/{chunk}", pairs.mapInArrow(scored, relations.SCORE_COLUMNS))

    def _bearers(self) -> tuple[Bearers, ...]:
        rows = self._sql(relations.NAMES).collect()
        return tuple(bearers_of({(row.role, row.skeleton, row.frame): row.bearers for row in rows}))

    def _written(self) -> Scored:
        for side in ("left", "right"):
            self._write(f"members_{side}", self._sql(relations.MEMBERS.format(side=side)))
        places = {"scores": "scores/*", "left": "members_left", "right": "members_right"}
        return Scored(*(self._in_one_file(parts, name) for name, parts in places.items()))

    def _in_one_file(self, parts: str, name: str) -> Path:
        """What Spark left in many files, sorted in one, as other engines leave it."""
        path = self._folder / f"{name}.parquet"
        files = [str(part) for part in self._folder.glob(f"{parts}/*.parquet")]
        memory = {"memory_limit": f"{self._settings.memory}MB", "temp_directory": str(self._folder / "spilled")}
        with duckdb.connect(config={"threads": self._settings.workers, **memory}) as database:
            database.sql("FROM read_parquet(?) ORDER BY ALL", params=[files]).write_parquet(str(path))
        return path

    def _step(self, step: str, statement: str, **told: int) -> None:
        self._once(step, lambda: self._sql(statement, **told))

    def _once(self, step: str, rows: Callable[[], DataFrame]) -> None:
        """Write what a step finds, unless it is complete, and name it for those that follow."""
        if not self._is_complete(step):
            self._told(step, 0, 0)
            self._write(step, rows())
        self._read(step).createOrReplaceTempView(step)

    def _write(self, step: str, rows: DataFrame) -> None:
        if not self._is_complete(step):
            rows.write.mode("overwrite").parquet(_address(self._folder / step))

    def _is_complete(self, step: str) -> bool:
        return (self._folder / step / "_SUCCESS").exists()

    def _read(self, step: str) -> DataFrame:
        return self._session.read.parquet(_literally(self._folder / step))

    def _sql(self, statement: str, **told: int) -> DataFrame:
        return self._session.sql(statement, args=told)

    def _batches_of(self, rows: int) -> None:
        self._session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", rows)


def _address(path: Path) -> str:
    """A path as Spark writes it: on a disk that every machine has there, not where a cluster keeps its own files."""
    return f"file://{path.resolve()}"


def _literally(path: Path) -> str:
    """The address as Spark reads it, where brackets and stars would choose among files."""
    return re.sub(r"[\\\[\]{}*?,]", r"\\\g<0>", _address(path))
