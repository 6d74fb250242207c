"""The report of a reconciliation: a folder with a workbook, a JSON file, a page of pictures and a correction file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ogoh.linkage.reconciliation.corrections import SourceLayout, write_corrections
from ogoh.linkage.reconciliation.counting import Count, counted
from ogoh.linkage.reconciliation.json_file import write_json
from ogoh.linkage.reconciliation.linked import Circumstances, Linked
from ogoh.linkage.reconciliation.page import page
from ogoh.linkage.reconciliation.placing import placed_when_whole
from ogoh.linkage.reconciliation.public import PublicFigures, public_figures
from ogoh.linkage.reconciliation.questions import Question
from ogoh.linkage.reconciliation.reconciliation import Extent, Reconciliation, reconciled
from ogoh.linkage.reconciliation.workbook import write_workbook
from ogoh.matching.explain import Translate, sentence

WORKBOOK, JSON_FILE, PAGE = "reconciliation.xlsx", "reconciliation.json", "charts.html"


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report says in short; ``corrected`` is the number of rows in the correction file, ``None`` without one."""

    extent: Extent
    counts: Mapping[Question, Count]
    public: PublicFigures
    corrected: int | None


def reconcile(
    linked: Linked,
    circumstances: Circumstances,
    folder: Path,
    layout: SourceLayout | None = None,
    translate: Translate = sentence,
    language: str = "en",
) -> Reported:
    """Answer every question about a linked list and write the report into ``folder``, which is made if it lacks.

    ``language`` is the BCP 47 tag of what ``translate`` speaks. All files appear together or none does. Raises
    UnfitTables for tables that cannot be reconciled, ReportNotWritten where the system refuses.
    """
    with placed_when_whole(folder) as beside, reconciled(linked, circumstances) as reconciliation:
        return _write(reconciliation, beside, layout, translate, language)


def _write(
    reconciliation: Reconciliation, folder: Path, layout: SourceLayout | None, translate: Translate, language: str
) -> Reported:
    counts, public = counted(reconciliation), public_figures(reconciliation)
    write_workbook(folder / WORKBOOK, reconciliation, counts, translate)
    write_json(folder / JSON_FILE, reconciliation, counts, public, translate)
    (folder / PAGE).write_text(page(reconciliation, public, translate, language), encoding="utf-8")
    corrected = write_corrections(folder, reconciliation, layout, translate) if layout else None
    return Reported(reconciliation.extent, counts, public, corrected)
