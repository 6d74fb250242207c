"""The questions that officials ask of a list after it was linked with a register: one module and one statement each."""

from __future__ import annotations

from enum import StrEnum

from ogoh.linkage.reconciliation.questions import back, doubtful, ended, left, never, renamed, twice


class Question(StrEnum):
    """The questions in the order of the report."""

    LEFT = "left"
    NEVER = "never"
    BACK = "back"
    TWICE = "twice"
    ENDED = "ended"
    RENAMED = "renamed"
    DOUBTFUL = "doubtful"


STATEMENTS = {
    Question.LEFT: left.SQL,
    Question.NEVER: never.SQL,
    Question.BACK: back.SQL,
    Question.TWICE: twice.SQL,
    Question.ENDED: ended.SQL,
    Question.RENAMED: renamed.SQL,
    Question.DOUBTFUL: doubtful.SQL,
}
"""Each adds its rows to ``answer``: one a record, but for the doubtful pairs, of which a record may have several."""
