"""What ``ogoh reconcile`` does, once its options are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import typer

from ogoh.cli.linking.files import SideFile
from ogoh.cli.linking.link import tell_of_sides
from ogoh.cli.linking.options import EngineName
from ogoh.cli.linking.places import refuse_folders, refuse_places, refuse_unwritable
from ogoh.cli.linking.progress import Steps
from ogoh.cli.linking.report_tables import linked_tables, report_files, source_layout
from ogoh.cli.linking.run import LinkedFiles, asked_for, folder_beside, refuse_missing, state_of
from ogoh.cli.linking.trouble import told_in_a_sentence
from ogoh.cli.telling import REJECTED, progress, refuse, say, tell
from ogoh.cli.words import Language, Words
from ogoh.delivery import DeliveryRefused
from ogoh.delivery.opening import recognised_table
from ogoh.linkage import reconciliation
from ogoh.linkage.kinds import ListKind, RegisterOf
from ogoh.linkage.reconciliation import Circumstances, Reported
from ogoh.linkage.run import run_folder
from ogoh.linkage.settings import Settings


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an official says: where the report goes, and what the files do not tell of themselves."""

    out: Path
    register_of: RegisterOf
    kind: ListKind
    list_dated: date | None
    today: date | None
    sure: float
    language: Language
    tell_documents: bool

    def circumstances(self, list_file: Path, register: Path, linked: LinkedFiles) -> Circumstances:
        """The same, with what the files and the clock say where nothing else is told."""
        return Circumstances(
            list_as_of=self.list_dated or datetime.fromtimestamp(list_file.stat().st_mtime, UTC).date(),
            today=self.today or datetime.now(UTC).date(),
            register_of=self.register_of,
            kind=self.kind,
            sure=self.sure,
            list_name=list_file.name,
            register_name=register.name,
            list_rejected=linked.left.rejected,
            register_rejected=linked.right.rejected,
        )


def reconcile(
    left: SideFile, right: SideFile, wanted: Wanted, settings: Settings, engine: EngineName, work: Path | None
) -> None:
    """Link both files, answer the questions and write the report; status 1 where rows were rejected."""
    if wanted.out.exists() and not wanted.out.is_dir():
        refuse(f"{wanted.out} is a file. A report is a folder: name another place with --out.")
    words = Words.of(wanted.language)
    folder = folder_beside(wanted.out, work)
    with told_in_a_sentence(folder), progress() as bar:
        steps = Steps(bar)
        refuse_missing(engine)
        rejects = [left.rejects, right.rejects]
        refuse_unwritable(*rejects)
        refuse_folders(*(wanted.out / name for name in report_files(left.path)))
        _refuse_without_crossings(right)
        refuse_places([wanted.out, *rejects], [left.path, left.map, right.path, right.map], folder)
        asked = ("reconcile", state_of(left), state_of(right), engine)
        with run_folder(folder, asked_for(asked), gone_after=DeliveryRefused):
            linked, tables = linked_tables(folder, left, right, settings, engine, steps)
            steps("written", 0, 0)
            circumstances = wanted.circumstances(left.path, right.path, linked)
            layout = source_layout(left, tell_documents=wanted.tell_documents)
            reported = reconciliation.reconcile(tables, circumstances, wanted.out, layout, words.translate, words.tag)
    rejected = tell_of_sides(linked)
    _tell(reported, wanted.out)
    if rejected:
        raise typer.Exit(REJECTED)


def _refuse_without_crossings(register: SideFile) -> None:
    """Without day and direction nobody can be said to have left. Raises DeliveryRefused."""
    if register.path.suffix.lower() == ".xml":
        return
    _, columns = recognised_table(register.path, register.columns(), crossings=True)
    for field in ("crossed_on", "direction"):
        if field not in columns.places:
            raise DeliveryRefused(
                register.path.name,
                f"no column {field}",
                "the day and the direction of every crossing",
                "Name the columns in a small YAML file and give it with --register-columns.",
            )


def _tell(reported: Reported, out: Path) -> None:
    for question, count in reported.counts.items():
        say(f"{question.value}: {count.sure_people:,} sure, {count.doubtful_people:,} to look at")
    tell(f"Written to {out}: workbook, page of pictures, JSON.")
    if reported.corrected is None:
        tell("No correction file: a list in XML has no layout of rows that could be sent back.")
    else:
        tell(f"{reported.corrected:,} records are in the correction file for the source.")
