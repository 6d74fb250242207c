"""A linkage as the commands run it: files in, an engine, scored pairs out, in a folder that outlives a broken run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ogoh.cli.linking.files import ReadSide, SideFile, read_side
from ogoh.cli.linking.options import EngineName
from ogoh.linkage.run import fingerprint
from ogoh.linkage.settings import Settings, Told
from ogoh.linkage.sides import Engine, Findings, Scored, Sides
from ogoh.linkage.workers import Workers


@dataclass(frozen=True, slots=True)
class LinkedFiles:
    """What a linkage leaves: the two sides as they were read, scored pairs, and what was found of sizes."""

    left: ReadSide
    right: ReadSide
    scored: Scored
    findings: Findings


def folder_beside(out: Path, given: Path | None) -> Path:
    """The folder of a run: beside its result where none is ``given``."""
    whole = out.resolve()
    return given.resolve() if given else whole.with_name(f".{whole.name}.run")


def asked_for(told: Iterable[object]) -> dict[str, str]:
    """What tells one run from another, as the folder of a run keeps it."""
    return {str(place): str(one) for place, one in enumerate(told)}


def state_of(file: SideFile) -> str:
    """What tells one state of a file and its map from another."""
    return " ".join(fingerprint(path) for path in (file.path, file.map) if path is not None)


def link_files(
    folder: Path,
    left: SideFile,
    right: SideFile | None,
    least: float,
    settings: Settings,
    engine: EngineName,
    told: Told,
    within: Path | None = None,
) -> LinkedFiles:
    """Read both files, or one to be linked with itself, and score every pair of at least ``least`` bits.

    The files are read into ``folder``, what the engine makes of them into ``within``, if that is another.
    """
    with Workers(settings.workers) as workers:
        told("read list", 0, 0)
        reading = workers.begin(read_side, left, folder, "left")
        second = None if right is None else read_side(right, folder, "right", partial(told, "read register"))
        first = reading.result()
        sides = Sides(first.subjects, (second or first).subjects)
        with _engine(engine, within or folder, settings, told, workers) as running:
            scored = running.link(sides, least)
            return LinkedFiles(first, second or first, scored, running.findings())


def refuse_missing(engine: EngineName) -> None:
    """Say before anything is read that an engine is not there. Raises EngineFailed."""
    if engine is EngineName.SPARK:
        from ogoh.linkage.spark import refuse_without_spark

        refuse_without_spark()


@contextmanager
def _engine(name: EngineName, folder: Path, settings: Settings, told: Told, workers: Workers) -> Iterator[Engine]:
    if name is EngineName.SPARK:
        from ogoh.linkage.spark import SparkEngine

        with SparkEngine(folder, settings, told) as spark:
            yield spark
        return
    from ogoh.linkage.duck import DuckEngine

    with DuckEngine(folder, settings, told, workers) as duck:
        yield duck
