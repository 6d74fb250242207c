"""Subjects as columns: the shape in which whole lists and registers travel between reading and linking.

One row a subject, all columns text and none null: empty says that the source gives nothing. Text repeats a great deal
in lists, and what repeats is read once: that is what makes columns quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import orjson
import pyarrow as pa

from ogoh.identity.birth_text import partial_date_of
from ogoh.identity.document import Document
from ogoh.identity.sex import Sex
from ogoh.identity.stored import Stored, name_from_stored, stored_subject
from ogoh.identity.subject import Subject
from ogoh.identity.unreadable import Unreadable
from ogoh.names import WrittenName

NAME_COLUMNS = ("whole", "family", "given", "patronymic")
IDENTITY_COLUMNS = (*NAME_COLUMNS, "others", "births", "sex", "citizenships", "documents", "birthplace")

SUBJECTS = pa.schema([pa.field(name, pa.string(), nullable=False) for name in ("id", *IDENTITY_COLUMNS)])
"""The columns of a batch of subjects.

``id`` is the source's own. ``whole``, ``family``, ``given`` and ``patronymic`` are the main name as written, ``others``
all further names as a JSON list (empty where there is none). ``births`` are dates as `PartialDate.text` writes them,
``citizenships`` ISO 3166-1 alpha-2 codes, ``documents`` folded numbers, each divided by one blank; ``sex`` is M or F.
"""


def subjects_batch(rows: Iterable[tuple[str, Subject]]) -> pa.RecordBatch:
    """A batch of identifiers and their subjects."""
    return stored_batch((reference, stored_subject(subject)) for reference, subject in rows)


def stored_batch(rows: Iterable[tuple[str, Stored]]) -> pa.RecordBatch:
    """A batch of identifiers and their subjects as they are stored."""
    columns = zip(*(_cells(reference, stored) for reference, stored in rows), strict=True)
    arrays = [pa.array(column, pa.string()) for column in columns] or [pa.array([], pa.string()) for _ in SUBJECTS]
    return pa.RecordBatch.from_arrays(arrays, schema=SUBJECTS)


def subjects_in(batch: pa.RecordBatch) -> Iterator[tuple[str, Subject]]:
    """The rows of a batch, each as its identifier and its subject. Raises `Unreadable` for other columns' content."""
    for row in batch.select(SUBJECTS.names).to_pylist():
        yield row["id"], _subject(row)


def names_of(whole: str, family: str, given: str, patronymic: str, others: str) -> tuple[WrittenName, ...]:
    """The names of one row, the main one first. Raises `Unreadable` where ``others`` is no list of names."""
    main = (WrittenName(whole, family, given, patronymic),) if whole or family or given or patronymic else ()
    if not others:
        return main
    try:
        return (*main, *map(name_from_stored, orjson.loads(others)))
    except (ValueError, TypeError) as error:
        raise Unreadable(others, f"names as a JSON list ({error})") from error


def _cells(reference: str, stored: Stored) -> tuple[str, ...]:
    names = stored["names"]
    main, others = (_NAMELESS, names) if not names or "weak" in names[0] else (names[0], names[1:])
    return (
        reference,
        main.get("whole", ""),
        main.get("family", ""),
        main.get("given", ""),
        main.get("patronymic", ""),
        orjson.dumps(others).decode() if others else "",
        " ".join(stored.get("births", ())),
        stored.get("sex", ""),
        " ".join(stored.get("citizenships", ())),
        " ".join([document.get("folded", document["number"]) for document in stored.get("documents", ())]),
        stored.get("birthplace", ""),
    )


_NAMELESS: Mapping[str, str] = {}


def _subject(row: dict[str, str]) -> Subject:
    births = tuple(filter(None, map(partial_date_of, row["births"].split())))
    return Subject(
        names=names_of(row["whole"], row["family"], row["given"], row["patronymic"], row["others"]),
        births=births,
        sex=Sex(row["sex"]) if row["sex"] else None,
        citizenships=tuple(row["citizenships"].split()),
        documents=tuple([Document(number, number) for number in row["documents"].split()]),
        birthplace=row["birthplace"],
    )
