"""What a list of barred people says when it is held against a register of border crossings.

`reconcile` answers the questions that officials ask after linking: who has left, who never crossed, who came back, who
is listed twice, past the term or under an old document, and which doubtful pairs a person must look at. It writes them
as a workbook, as JSON, as a page of pictures for the public and as a correction file for the source. `reconciled` gives
the answers without writing anything.
"""

from ogoh.linkage.kinds import ListKind, RegisterOf
from ogoh.linkage.reconciliation.corrections import SourceLayout, WriteTable
from ogoh.linkage.reconciliation.counting import Count, counted
from ogoh.linkage.reconciliation.linked import (
    CROSSING_COLUMNS,
    GROUP_COLUMNS,
    LISTING_COLUMNS,
    PAIR_COLUMNS,
    Circumstances,
    Linked,
    UnfitTables,
)
from ogoh.linkage.reconciliation.placing import ReportNotWritten
from ogoh.linkage.reconciliation.public import PublicFigures, public_figures
from ogoh.linkage.reconciliation.questions import Question
from ogoh.linkage.reconciliation.reconciliation import Extent, Reconciliation, reconciled
from ogoh.linkage.reconciliation.report import JSON_FILE, PAGE, WORKBOOK, Reported, reconcile

__all__ = [
    "CROSSING_COLUMNS",
    "GROUP_COLUMNS",
    "JSON_FILE",
    "LISTING_COLUMNS",
    "PAGE",
    "PAIR_COLUMNS",
    "WORKBOOK",
    "Circumstances",
    "Count",
    "Extent",
    "Linked",
    "ListKind",
    "PublicFigures",
    "Question",
    "Reconciliation",
    "RegisterOf",
    "ReportNotWritten",
    "Reported",
    "SourceLayout",
    "UnfitTables",
    "WriteTable",
    "counted",
    "public_figures",
    "reconcile",
    "reconciled",
]
