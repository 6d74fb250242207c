"""An invented holder and what two invented sources answer."""

from __future__ import annotations

from datetime import UTC, date, datetime

from ogoh.certificate import Answer, Holder, Kind, SourceAnswer, Statement, statement_about
from ogoh.identity import read_birth, read_document

NOW = datetime(2026, 5, 12, 6, 30, tzinfo=UTC)
HOLDER = Holder("Rahimov Farrukh", read_birth("12.05.1990"), read_document("A1234567"))
OFFICE = "Хадамоти муҳоҷират, Душанбе"
ANSWERS = (
    SourceAnswer("ru-mvd", Kind.ENTRY_BAN, date(2026, 5, 11), Answer.NO_RECORD),
    SourceAnswer("ru-rkl", Kind.CONTROLLED_PERSONS, date(2026, 5, 12), Answer.RECORDED),
)


def statement(
    now: datetime = NOW, number: str = "7K4M2Q9X1A", answers: tuple[SourceAnswer, ...] = ANSWERS
) -> Statement:
    return statement_about(HOLDER, answers, OFFICE, now, number)
