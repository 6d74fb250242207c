"""Which columns a sheet has for each question, and what stands in them: the same for the workbook and the JSON file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ogoh.linkage.kinds import RegisterOf
from ogoh.linkage.reconciliation import words
from ogoh.linkage.reconciliation.questions import Question
from ogoh.linkage.reconciliation.settling import settling
from ogoh.matching.comparison import ATTRIBUTES
from ogoh.matching.explain import Translate, sentence

Row = Mapping[str, Any]
_NAME, _DOCUMENTS, _DAY, _NUMBER, _TEXT = 34.0, 22.0, 12.0, 10.0, 18.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its code, which is its key in JSON, where its value comes from, and how wide it is in a sheet."""

    code: str
    value: Callable[[Row], Any]
    width: float = _TEXT

    def heading(self, translate: Translate) -> str:
        """What stands above it."""
        return translate(words.HEADINGS[self.code])


def columns_of(question: Question, register_of: RegisterOf, translate: Translate = sentence) -> tuple[Column, ...]:
    """The columns of a question: what it answers, how sure, both sides as written, then the bits."""
    own = _own_columns(register_of, translate)[question]
    other = _FIRST if question is Question.TWICE else () if question is Question.ENDED else _CROSSING
    bits = () if question is Question.ENDED else _BITS
    standing = Column("standing", lambda row: translate(words.STANDINGS[row["standing"]]), _NUMBER)
    probability = _plain("probability", _NUMBER)
    return (_plain("listing_row", _NUMBER), *own, standing, probability, *_LISTING, *other, *bits)


def _own_columns(register_of: RegisterOf, translate: Translate) -> Mapping[Question, tuple[Column, ...]]:
    where = Column("where_now", lambda row: translate(words.WAYS[register_of][row["detail"]]))
    differs = Column("what_differs", lambda row: translate(words.RENEWED[row["detail"]]))
    depends = Column("what_depends", partial(_depends, translate=translate), _NAME)
    settles = Column("settling", partial(settling, translate=translate), _NAME)
    return {
        Question.LEFT: (_plain("left_on", _DAY, "since_when"),),
        Question.NEVER: (),
        Question.BACK: (_plain("first_left", _DAY, "since_when"), where),
        Question.TWICE: (),
        Question.ENDED: (_plain("days", _NUMBER),),
        Question.RENAMED: (differs,),
        Question.DOUBTFUL: (_plain("worth", _NUMBER), depends, settles),
    }


def _depends(row: Row, translate: Translate) -> str:
    return "; ".join(translate(words.DEPENDS[code]) for code in row["detail"].split())


def _plain(code: str, width: float = _TEXT, source: str = "") -> Column:
    key = source or code
    return Column(code, lambda row: row[key], width)


_LISTING = (
    _plain("listing_id"),
    _plain("listing_name", _NAME),
    _plain("listing_dob", _DAY),
    _plain("listing_documents", _DOCUMENTS),
    _plain("grounds"),
    _plain("agency"),
    _plain("decided_on", _DAY),
    _plain("until", _DAY),
)
_OTHER = (("row", _NUMBER), ("id", _TEXT), ("name", _NAME), ("dob", _DAY), ("documents", _DOCUMENTS))
_FIRST = tuple(_plain(f"first_{part}", width, f"other_{part}") for part, width in _OTHER)
_CROSSING = (
    *(_plain(f"other_{part}", width) for part, width in _OTHER),
    _plain("last_on", _DAY),
    _plain("direction", _NUMBER),
    _plain("place"),
    _plain("crossings", _NUMBER),
    _plain("pair_probability", _NUMBER),
)
_BITS = (_plain("weight", _NUMBER), *(_plain(attribute, _NUMBER) for attribute in ATTRIBUTES))
