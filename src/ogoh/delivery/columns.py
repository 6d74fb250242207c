"""Which column of a list is what: recognised by its heading, or named in a small YAML file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from ogoh.delivery.refusal import LIST, REGISTER, DeliveryRefused, FileOptions

DATA = Path(__file__).parent / "data"
IGNORED = "ignored"
NAME_FIELDS = frozenset({"name", "family_name", "given_name", "name_latin", "family_name_latin", "given_name_latin"})
REPEATABLE = frozenset({"alias", "document_number", "national_id", "old_document_number"})
"""Fields that several columns of one list may fill."""
REJECT_HEADINGS = ("rejected: row", "rejected: what is wrong", "rejected: expected")
"""Columns that a rejects file has before those of the list; a mended file is read as if they were not there."""

_RUSSIAN_TYPING = str.maketrans("ёӣӯқғҳҷўөүң", "еиукгхчуоун")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What somebody who knows the file says of its columns: heading → field, or ``ignored``."""

    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one file: for each field the places (from 0) that hold it; the headings that nobody reads."""

    headings: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    ignored: tuple[str, ...] = ()

    def place(self, name: str) -> int | None:
        """The only column of a field, or ``None``."""
        return self.places[name][0] if name in self.places else None

    def without(self, name: str) -> Columns:
        """The same columns with one field left aside."""
        lost = tuple(self.headings[place] for place in self.places.get(name, ()))
        places = {known: found for known, found in self.places.items() if known != name}
        return Columns(self.headings, places, self.ignored + lost)

    def unread(self) -> frozenset[int]:
        """Places of the columns that no field takes."""
        read = {place for places in self.places.values() for place in places}
        return frozenset(range(len(self.headings))) - read


def fold_heading(heading: str) -> str:
    """A heading without case, spaces, punctuation and the letters that a Russian keyboard lacks."""
    folded = unicodedata.normalize("NFKC", heading).casefold().translate(_RUSSIAN_TYPING)
    return "".join(sign for sign in unicodedata.normalize("NFC", folded) if sign.isalnum() and sign not in "ʻʼ")


@cache
def heading_words() -> Mapping[str, Any]:
    """The table of headings and of words that stand for nothing, as its file holds it."""
    words: Mapping[str, Any] = yaml.safe_load((DATA / "headings.yaml").read_text(encoding="utf-8"))
    return words


@cache
def known_fields() -> frozenset[str]:
    """Every field that a column may be mapped to."""
    return frozenset(heading_words()["fields"])


@cache
def crossing_fields() -> frozenset[str]:
    """Further fields to which a column of a border register may be mapped."""
    return frozenset(heading_words()["crossing_fields"])


@cache
def folded_words(kind: str) -> frozenset[str]:
    """The headings under one of the plain lists of the table, folded."""
    return frozenset(map(fold_heading, _flat(heading_words()[kind])))


@cache
def _field_by_heading(kind: str) -> Mapping[str, str]:
    fields = heading_words()[kind].items()
    return {fold_heading(spelling): name for name, spellings in fields for spelling in _flat(spellings)}


def _flat(spellings: list[Any]) -> Iterator[str]:
    for spelling in spellings:
        if isinstance(spelling, list):
            yield from map(str, spelling)
        else:
            yield str(spelling)


@lru_cache(maxsize=4096)
def field_of(heading: str, *, crossings: bool = False) -> str | None:
    """The field that a heading stands for, or ``None``; running numbers and our own reject columns stand for none.

    The fields of a crossing are known to registers alone (``crossings``).
    """
    folded = fold_heading(heading)
    if folded in folded_words("running_number"):
        return None
    further = _field_by_heading("crossing_fields") if crossings else {}
    return _field_by_heading("fields").get(folded) or further.get(folded)


def are_headings(cells: tuple[str, ...], column_map: ColumnMap | None = None) -> bool:
    """Whether a row is the heading row: it names the person, in words of the table or of the map."""
    mapped = {fold_heading(heading) for heading in column_map.fields} if column_map else set()
    return any(field_of(cell) in NAME_FIELDS or (cell and fold_heading(cell) in mapped) for cell in cells)


def recognise(
    name: str, headings: tuple[str, ...], column_map: ColumnMap | None = None, *, crossings: bool = False
) -> Columns:
    """Say which column holds which field. ``name`` is the file's, for messages.

    ``crossings`` says that the file is a border register, whose rows also tell of a crossing; a list leaves
    `crossing_fields` unread. Raises DeliveryRefused where a mapped heading is missing, two columns claim one field,
    or none names the person.
    """
    mapped = _mapped_places(name, headings, column_map or ColumnMap())
    if not crossings:
        mapped = {place: IGNORED if claim in crossing_fields() else claim for place, claim in mapped.items()}
    taken = set(mapped.values())
    claims = [
        mapped.get(place) or _unless_taken(field_of(heading, crossings=crossings), taken)
        for place, heading in enumerate(headings)
    ]
    claims = _without_doubtful_name(headings, _name_beside_family_name(headings, claims))
    places = {
        claim: tuple(place for place, other in enumerate(claims) if other == claim)
        for claim in claims
        if claim and claim != IGNORED
    }
    told = REGISTER if crossings else LIST
    _refuse_doubled(name, headings, places, told)
    _refuse_nameless(name, headings, places, told)
    ignored = (heading for heading, claim in zip(headings, claims, strict=True) if claim in (None, IGNORED))
    return Columns(headings, places, tuple(heading for heading in ignored if heading not in ("", *REJECT_HEADINGS)))


def _mapped_places(name: str, headings: tuple[str, ...], column_map: ColumnMap) -> dict[int, str]:
    folded = [fold_heading(heading) for heading in headings]
    mapped: dict[int, str] = {}
    for heading, claim in column_map.fields.items():
        places = [place for place, other in enumerate(folded) if other == fold_heading(heading)]
        if len(places) != 1:
            raise DeliveryRefused(
                name,
                f"{len(places) or 'no'} columns headed {heading!r}, which the column map names",
                f"one; the file has {_listed(headings)}",
                "Write the heading into the column map as the file writes it.",
            )
        mapped[places[0]] = claim
    return mapped


def _unless_taken(claim: str | None, taken: set[str]) -> str | None:
    """What the map says goes before what the heading seems to say."""
    return None if claim in taken and claim not in REPEATABLE else claim


def _name_beside_family_name(headings: tuple[str, ...], claims: list[str | None]) -> list[str | None]:
    """ "Surname" and "Name" side by side: then the name is the given name."""
    if "family_name" not in claims or "given_name" in claims:
        return claims
    ambiguous = folded_words("name_or_given_name")
    return [
        "given_name" if claim == "name" and fold_heading(heading) in ambiguous else claim
        for heading, claim in zip(headings, claims, strict=True)
    ]


def _without_doubtful_name(headings: tuple[str, ...], claims: list[str | None]) -> list[str | None]:
    """Beside family and given name, "Person" is no third name: registers number people in such a column."""
    if "family_name" not in claims and "given_name" not in claims:
        return claims
    doubtful = folded_words("whole_name_alone")
    return [
        None if claim == "name" and fold_heading(heading) in doubtful else claim
        for heading, claim in zip(headings, claims, strict=True)
    ]


def _refuse_doubled(
    name: str, headings: tuple[str, ...], places: Mapping[str, tuple[int, ...]], told: FileOptions
) -> None:
    for claim, found in places.items():
        if len(found) > 1 and claim not in REPEATABLE:
            raise DeliveryRefused(
                name,
                f"{len(found)} columns for {claim}: {_listed(tuple(headings[place] for place in found))}",
                "one",
                f"Say in a column map ({told.columns}) which one is {claim}, and map the others to {IGNORED}.",
            )


def _refuse_nameless(
    name: str, headings: tuple[str, ...], places: Mapping[str, tuple[int, ...]], told: FileOptions
) -> None:
    if not NAME_FIELDS & places.keys():
        raise DeliveryRefused(
            name,
            f"no column with a person's name among {_listed(headings)}",
            "a heading such as ФИО, Ному насаб, Name, or Фамилия and Имя",
            f"Name the columns in a small YAML file and give it with {told.columns}.",
        )


def _listed(headings: tuple[str, ...], most: int = 20) -> str:
    shown = ", ".join(repr(heading[:40]) for heading in headings[:most] if heading)
    return shown + (f" and {len(headings) - most} more" if len(headings) > most else "")
