"""A list in memory looks at no more namesakes than the database does."""

from __future__ import annotations

from datetime import date

from ogoh.cli.file_list import FileList
from ogoh.matching import Verdict
from ogoh.matching.nearest import MOST_CANDIDATES
from tests.matching.records import subject


def test_the_own_listing_is_found_among_many_namesakes() -> None:
    held = FileList("list.csv", date(2026, 1, 10))
    for at in range(4 * MOST_CANDIDATES):
        held.add(str(at), subject("Муҳаммадов Муҳаммад", f"01.01.{1950 + at % 40}"))
    held.add("own", subject("Муҳаммадов Муҳаммад", "14.05.1990"))
    (answer,) = held.check(subject("MUKHAMMADOV MUKHAMMAD", "14.05.1990"))
    assert answer.verdict is not Verdict.NO_RECORD
    assert answer.reference == "own"
