"""What ``ogoh reconcile`` does, once its options are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import typer

from ogoh.cli.linking.files import SideFile
from ogoh.cli.linking.linkage import linkage_folder, state_of
from ogoh.cli.linking.linking import tell_of_sides
from ogoh.cli.linking.options import EngineName
from ogoh.cli.linking.progress import Steps
from ogoh.cli.linking.reconciled import linked_tables, source_layout
from ogoh.cli.linking.trouble import told_in_a_sentence
from ogoh.cli.telling import REJECTED, progress, refuse, say, tell
from ogoh.cli.words import Language, Words
from ogoh.linkage import reconciliation
from ogoh.linkage.kinds import ListKind, RegisterOf
from ogoh.linkage.reconciliation import Circumstances, Reported
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

    def circumstances(self, list_file: Path, register: Path) -> Circumstances:
        """The same, with what the files and the clock say where nothing else is told."""
        return Circumstances(
            list_as_of=self.list_dated or datetime.fromtimestamp(list_file.stat().st_mtime, UTC).date(),
            today=self.today or datetime.now(UTC).date(),
            register_of=self.register_of,
            kind=self.kind,
            sure=self.sure,
            list_name=list_file.name,
            register_name=register.name,
        )


def reconcile(
    left: SideFile, right: SideFile, wanted: Wanted, settings: Settings, engine: EngineName, work: Path | None
) -> None:
    """Link both files, answer the questions and write the report; status 1 where rows were rejected."""
    if wanted.out.exists() and not wanted.out.is_dir():
        refuse(f"{wanted.out} is a file. A report is a folder: name another place with --out.")
    words = Words.of(wanted.language)
    with told_in_a_sentence(), progress() as bar:
        steps = Steps(bar)
        asked = ("reconcile", state_of(left), state_of(right), engine)
        with linkage_folder(wanted.out, work, *asked) as folder:
            linked, tables = linked_tables(folder, left, right, settings, engine, steps)
            steps("written", 0, 0)
            circumstances = wanted.circumstances(left.path, right.path)
            layout = source_layout(left, tell_documents=wanted.tell_documents)
            reported = reconciliation.reconcile(tables, circumstances, wanted.out, layout, words.translate, words.tag)
    rejected = tell_of_sides(linked)
    _tell(reported, wanted.out)
    if rejected:
        raise typer.Exit(REJECTED)


def _tell(reported: Reported, out: Path) -> None:
    for question, count in reported.counts.items():
        say(f"{question.value}: {count.sure_people:,} sure, {count.doubtful_people:,} to look at")
    tell(f"Written to {out}: workbook, page of pictures, JSON.")
    if reported.corrected is None:
        tell("No correction file: a list in XML has no layout of rows that could be sent back.")
    else:
        tell(f"{reported.corrected:,} records are in the correction file for the source.")
