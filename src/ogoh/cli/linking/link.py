"""What ``ogoh link`` does, once its options are read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import typer

from ogoh.cli.linking.files import SideFile
from ogoh.cli.linking.grouping import groups
from ogoh.cli.linking.options import GROUPING_LEAST, EngineName
from ogoh.cli.linking.output import write_figures, write_pairs
from ogoh.cli.linking.places import refuse_folders, refuse_places, refuse_unwritable
from ogoh.cli.linking.progress import Steps
from ogoh.cli.linking.run import LinkedFiles, asked_for, folder_beside, link_files, refuse_missing, state_of
from ogoh.cli.linking.trouble import told_in_a_sentence
from ogoh.cli.telling import REJECTED, progress, tell
from ogoh.delivery import DeliveryRefused
from ogoh.delivery.tables import write_table
from ogoh.linkage.run import run_folder
from ogoh.linkage.selection import linked_pairs
from ogoh.linkage.settings import Kept, Settings
from ogoh.matching.model import model


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where linked pairs go, and, where they are wanted, groups of one list and what the run cost."""

    pairs: Path
    groups: Path | None
    figures: Path | None


def link(
    left: SideFile,
    right: SideFile | None,
    outputs: Outputs,
    min_probability: float,
    keep: Kept,
    settings: Settings,
    engine: EngineName,
    work: Path | None,
) -> None:
    """Link two files, or one with itself, write what was found and say so; status 1 where rows were rejected."""
    weight = model().weight_of(min_probability)
    least = min(weight, model().weight_of(GROUPING_LEAST)) if outputs.groups else weight
    folder = folder_beside(outputs.pairs, work)
    with told_in_a_sentence(folder), progress() as bar:
        steps = Steps(bar)
        _refuse(left, right, outputs, folder)
        refuse_missing(engine)
        asked = ("link", state_of(left), state_of(right) if right else "itself", least, engine)
        with run_folder(folder, asked_for(asked), gone_after=DeliveryRefused):
            linked = link_files(folder, left, right, least, settings, engine, steps)
            steps("written", 0, 0)
            written = write_pairs(
                outputs.pairs, linked_pairs(linked.scored, weight, keep, settings, itself=right is None)
            )
            if outputs.groups:
                steps("groups", 0, 0)
                write_table(outputs.groups, ("id", "group"), groups(linked.scored, weight, least, settings))
            if outputs.figures:
                write_figures(outputs.figures, linked, written, steps)
    rejected = tell_of_sides(linked)
    tell(f"{written:,} linked pairs written to {outputs.pairs}.")
    if rejected:
        raise typer.Exit(REJECTED)


def _refuse(left: SideFile, right: SideFile | None, outputs: Outputs, folder: Path) -> None:
    if outputs.groups is not None and right is not None:
        raise DeliveryRefused(
            "--groups", "two files", "one, which is linked with itself", "Leave the second file out, or --groups."
        )
    sides = [left] if right is None else [left, right]
    rejects = [side.rejects for side in sides]
    refuse_unwritable(outputs.pairs, outputs.groups, *rejects)
    refuse_folders(outputs.figures)
    read = [path for side in sides for path in (side.path, side.map)]
    refuse_places([outputs.pairs, outputs.groups, outputs.figures, *rejects], read, folder)


def tell_of_sides(linked: LinkedFiles) -> bool:
    """Say what was read and compared; whether any row was rejected."""
    sides = [linked.left] if linked.left is linked.right else [linked.left, linked.right]
    for side in sides:
        gone = f", {side.removed:,} take somebody off it" if side.removed else ""
        tell(f"{side.accepted:,} rows of the {side.called} accepted, {side.rejected:,} rejected{gone}.")
    found = linked.findings
    tell(f"{found.candidates:,} pairs of different records share a key.")
    if found.left_out:
        tell(f"{found.left_out:,} keys are held by so many that they tell nobody from another; they were left out.")
    if found.crowded:
        tell(f"{found.crowded:,} records have more candidates than are compared; those that share most were.")
    rejected = any(side.rejected for side in sides)
    if rejected:
        tell("See which rows cannot be used, and why, with --rejects and --register-rejects.")
    return rejected
