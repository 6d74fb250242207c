"""FEBRL4, invented Australians twice (Christen, 2008), in the columns of Ogoh: what a user would write to link them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import combinations
from typing import Any

import pyarrow as pa

from ogoh.identity.batch import SUBJECTS

DOCUMENTS = ("address_1", "address_2", "suburb", "postcode", "date_of_birth")
PLACES = ("suburb", "address_1", "address_2")


def febrl_subjects(frame: Any) -> pa.Table:
    """The rows of a data frame of FEBRL as a table of `SUBJECTS`, without ``soc_sec_id``, which would give them away.

    Surname and given name are family and given name, without the blanks that slips put into them; ``date_of_birth`` is
    the birth, where there is such a day. Any two of street, second line of the address, suburb, postcode and date,
    folded and in the order of the alphabet (for lines change places), are one document number: ten of them. The words
    of suburb and address are the birthplace. House number and state are not used.
    """
    rows = frame.fillna("").to_dict("index")
    return pa.Table.from_pylist([_subject(reference, row) for reference, row in rows.items()], SUBJECTS)


def _subject(reference: str, row: Mapping[str, str]) -> dict[str, str]:
    return dict.fromkeys(SUBJECTS.names, "") | {
        "id": reference,
        "family": row["surname"].replace(" ", ""),
        "given": row["given_name"].replace(" ", ""),
        "births": _birth(row["date_of_birth"]),
        "documents": _documents([row[name] for name in DOCUMENTS]),
        "birthplace": " ".join([row[name] for name in PLACES]),
    }


def _birth(text: str) -> str:
    """A date of eight digits in ISO 8601, empty where there is no such day."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _documents(cells: list[str]) -> str:
    folded = sorted(filter(None, (re.sub("[^A-Z0-9]", "", cell.upper()) for cell in cells)))
    return " ".join(map("X".join, combinations(folded, 2)))
