"""The same report for machines: one JSON file, written as the rows come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

import orjson

from ogoh.linkage.reconciliation import words
from ogoh.linkage.reconciliation.about import about
from ogoh.linkage.reconciliation.counting import Count
from ogoh.linkage.reconciliation.public import PublicFigures
from ogoh.linkage.reconciliation.questions import Question
from ogoh.linkage.reconciliation.reconciliation import Reconciliation
from ogoh.linkage.reconciliation.sheets import columns_of
from ogoh.matching.explain import Translate, sentence


def write_json(
    path: Path,
    reconciliation: Reconciliation,
    counts: Mapping[Question, Count],
    public: PublicFigures,
    translate: Translate = sentence,
) -> None:
    """Write ``about``, ``summary``, ``public`` and ``questions``, one row a line; days are ISO text.

    Rows have the columns of the sheets by their codes, and ``detail``: the code behind a column of words. What
    ``public`` withholds is null.
    """
    with path.open("w", encoding="utf-8") as file:
        file.write('{"about": ' + _json(_about(reconciliation, translate)))
        file.write(',\n"summary": ' + _json({question.value: asdict(found) for question, found in counts.items()}))
        told = {**public.as_data(), "note": translate(words.WITHHELD)}
        file.write(',\n"public": ' + _json(told) + ',\n"questions": {')
        for place, question in enumerate(Question):
            file.write((",\n" if place else "\n") + _json(question.value) + ": ")
            _write_question(file, reconciliation, question, translate)
        file.write("\n}}\n")


def _write_question(file: TextIO, reconciliation: Reconciliation, question: Question, translate: Translate) -> None:
    asked = {"asks": translate(words.ASKS[question]), "note": translate(words.NOTES[question])}
    file.write(_json(asked)[:-1] + ', "rows": [')
    columns = columns_of(question, reconciliation.circumstances.register_of, translate)
    for place, row in enumerate(reconciliation.rows(question)):
        cells = {column.code: column.value(row) for column in columns}
        cells |= {"standing": row["standing"]} | ({"detail": row["detail"]} if row["detail"] else {})
        file.write((",\n" if place else "\n") + _json(cells))
    file.write("\n]}")


def _about(reconciliation: Reconciliation, translate: Translate) -> dict[str, object]:
    return {
        **asdict(reconciliation.circumstances),
        **asdict(reconciliation.extent),
        "notes": about(reconciliation, translate),
    }


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
