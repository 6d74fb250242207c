"""A linkage as the commands run it: files in, an engine, scored pairs out, in a folder that outlives a broken run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ogoh.cli.linking.files import ReadSide, SideFile, read_side
from ogoh.cli.linking.options import EngineName
from ogoh.linkage.run import fingerprint, run_folder
from ogoh.linkage.settings import Settings, Told
from ogoh.linkage.sides import Engine, Findings, Scored, Sides
from ogoh.linkage.workers import Workers


@dataclass(frozen=True, slots=True)
class Linked:
    """What a linkage leaves: the two sides as they were read, scored pairs, and what was found of sizes."""

    left: ReadSide
    right: ReadSide
    scored: Scored
    findings: Findings


@contextmanager
def linkage_folder(out: Path, given: Path | None, *asked: object) -> Iterator[Path]:
    """The folder of a run, beside its result where none is ``given``; thrown away when the block ends without an error.

    Left alone otherwise: the same command goes on where this one was broken off. Raises FileExistsError where another
    folder of this name is there.
    """
    folder = given or out.with_name(f".{out.name}.run")
    run_folder(folder, {str(place): str(one) for place, one in enumerate(asked)})
    yield folder
    shutil.rmtree(folder)


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
) -> Linked:
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
            return Linked(first, second or first, scored, running.findings())


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
