"""What goes back to the source: its own rows, in its own layout, with what is wrong in columns behind.

Only what is sure goes back. That somebody travels on a new document is said; which document is theirs to know unless
the caller decides otherwise, for the number would make a list of barred people better at finding them, and a record
that is to be mended can be asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

from ogoh.linkage.kinds import ListKind
from ogoh.linkage.reconciliation import words
from ogoh.linkage.reconciliation.reconciliation import Reconciliation
from ogoh.matching.explain import Translate, sentence

WriteTable: TypeAlias = Callable[[Path, tuple[str, ...], Iterable[tuple[str, ...]]], int]
"""Writes headings and rows in the format of the ending and gives back how many rows; it guards against formulas."""


@dataclass(frozen=True, slots=True)
class SourceLayout:
    """The list as its source wrote it.

    ``cells_of`` gives the cells of a row of the list by the number in ``row``; it is asked once for each corrected
    record, in rising order, so that it may read its file along. ``file_name`` is that of the correction file; its
    ending says the format to ``write``. ``tell_documents`` puts the new name and document into the evidence.
    """

    headings: tuple[str, ...]
    cells_of: Callable[[int], Sequence[str]]
    write: WriteTable
    file_name: str = "corrections.csv"
    tell_documents: bool = False


_SURE = """
select a.question, coalesce(a.detail, '') as detail, a.since_when, a.probability,
    a.traveller is null and a.other is null as by_the_list, l.row as listing_row,
    coalesce(t.row, o.row) as other_row, coalesce(t.direction, '') as direction,
    coalesce(t.place, '') as place, coalesce(t.name, '') as name, coalesce(t.documents, '') as documents
from answered a
join listing l on l.id = a.listing
left join traveller t on t.number = a.traveller
left join listing o on o.id = a.other
where a.standing = 'sure' and a.question in ('left', 'twice', 'ended', 'renamed') and (a.question <> 'left' or ?)
order by l.row, l.id, list_position(['left', 'twice', 'ended', 'renamed'], a.question)
"""


def write_corrections(
    folder: Path, reconciliation: Reconciliation, layout: SourceLayout, translate: Translate = sentence
) -> int:
    """Write the correction file into a folder; give back how many records it corrects, one row each.

    Those who left are corrected only on a list of people who have to leave.
    """
    headings = (*layout.headings, *map(translate, words.CORRECTION_HEADINGS))
    return layout.write(folder / layout.file_name, headings, _rows(reconciliation, layout, translate))


def _rows(reconciliation: Reconciliation, layout: SourceLayout, translate: Translate) -> Iterator[tuple[str, ...]]:
    leaving_settles = reconciliation.circumstances.kind is ListKind.CONTROLLED_PERSONS
    found = reconciliation.engine.named_rows(_SURE, [leaving_settles])
    for number, faults in groupby(found, key=lambda row: int(row["listing_row"])):
        said = [_said(fault, layout.tell_documents, translate) for fault in faults]
        yield (*_fitted(layout.cells_of(number), len(layout.headings)), *map("; ".join, zip(*said, strict=True)))


def _fitted(cells: Sequence[str], length: int) -> tuple[str, ...]:
    """As many cells as headings, so that what is added stands under its own."""
    return (*cells[:length], *("" for _ in range(length - len(cells))))


def _said(fault: dict[str, Any], tell_documents: bool, translate: Translate) -> tuple[str, str, str, str]:
    """What is wrong, since when, by which evidence, how sure."""
    code = fault["detail"] if fault["question"] == "renamed" else fault["question"]
    proof = "renamed_told" if fault["question"] == "renamed" and tell_documents else fault["question"]
    since: date | None = fault["since_when"]
    evidence = translate(words.PROOF[proof]).format(
        day="" if since is None else since.isoformat(),
        row=fault["other_row"],
        place=fault["place"] or translate(words.NO_PLACE),
        direction=fault["direction"],
        name=fault["name"],
        documents=fault["documents"],
    )
    sure = translate(words.BY_THE_LIST) if fault["by_the_list"] else words.percent(fault["probability"])
    return translate(words.WRONG[code]), "" if since is None else since.isoformat(), evidence, sure
