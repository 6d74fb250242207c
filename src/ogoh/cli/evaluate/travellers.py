"""Made-up travellers who ask a made-up list, and what is known of them beside the question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from ogoh.cli.bench.population import subject_of
from ogoh.cli.evaluate.commonness import commonness
from ogoh.cli.evaluate.key_index import KeyIndex
from ogoh.cli.evaluate.scripts import script_of
from ogoh.identity import Subject
from ogoh.matching import prepare, stored_keys
from ogoh.matching.commonness import Borne, Commonness, bearers_of, borne_by, commonness_on, names_counted
from ogoh.synthetic import list_rows, traveller_row

Trait = tuple[str, str]
NO_ERROR = "no error"


@dataclass(frozen=True, slots=True)
class Traveller:
    """Somebody who asks: all that was typed, the own listing's place (``None`` off the list), traits and errors.

    ``name_share`` is the share of the rarest part of the name: of the listing's for who is listed (a misspelling
    would make a common name look rare), of the typed one for others.
    """

    subject: Subject
    own: int | None
    name_share: float
    traits: tuple[Trait, ...]
    errors: tuple[str, ...]


@dataclass(slots=True)
class HeldList:
    """A made-up list in memory; ``places`` finds a listing by its reference, ``commonness`` is that of its names."""

    listings: list[Subject]
    places: dict[str, int]
    index: KeyIndex
    commonness: Commonness

    @classmethod
    def make(cls, size: int, seed: int) -> HeldList:
        """Make the list of this seed up; a record that cannot be read is not held, as an import would reject it."""
        listings: list[Subject] = []
        places: dict[str, int] = {}
        index, names = KeyIndex(), Counter[Borne]()
        for row in list_rows(size, seed):
            subject = subject_of(row)
            if subject is not None:
                prepared = prepare(subject)
                places[row["id"]] = len(listings)
                index.add(len(listings), stored_keys(prepared))
                names.update(borne_by(names_counted([prepared])))
                listings.append(subject)
        index.close()
        return cls(listings, places, index, commonness_on(bearers_of(names), "list"))


@dataclass(frozen=True, slots=True)
class Form:
    """What of a traveller a question tells; ``answered`` says whether it is answered or only looked up."""

    name: str
    tell: Callable[[Subject], Subject]
    answered: bool = True


def _dated(subject: Subject) -> Subject:
    return replace(subject, documents=(), sex=None, citizenships=())


def _yeared(subject: Subject) -> Subject:
    births = (replace(one, month=None, day=None) for one in subject.births)
    return replace(_dated(subject), births=tuple(births))


def _named(subject: Subject) -> Subject:
    return replace(_dated(subject), births=())


FORMS = (
    Form("name and birth date", _dated),
    Form("all that was typed", lambda subject: subject),
    Form("name alone", _named, answered=False),
    Form("name and year of birth", _yeared, answered=False),
)


def travellers(held: HeldList, numbers: range, seed: int, size: int) -> Iterator[Traveller | None]:
    """Those travellers of this seed who can be asked about; ``None`` for one whose cells, or whose listing's, cannot
    be read."""
    for number in numbers:
        row = traveller_row(number, seed, size)
        subject = subject_of(row)
        if subject is None or (row["listed_as"] and row["listed_as"] not in held.places):
            yield None
        else:
            yield _traveller(row, subject, held)


def _traveller(row: Mapping[str, str], subject: Subject, held: HeldList) -> Traveller:
    own = held.places.get(row["listed_as"])
    bearer = subject if own is None else held.listings[own]
    errors = tuple(row["errors"].split()) or (NO_ERROR,)
    return Traveller(subject, own, commonness(prepare(bearer)), tuple(_traits(row, subject)), errors)


def _traits(row: Mapping[str, str], subject: Subject) -> Iterator[Trait]:
    yield "kind", row["kind"]
    yield "script", script_of(subject.names[0].text)
    yield "sex", subject.sex.value if subject.sex else "not given"
    yield "citizenship", " ".join(subject.citizenships) or "not given"
    missing = [name for name, is_missing in _MISSING.items() if is_missing(row, subject)]
    yield from (("missing field", name) for name in missing or [_WHOLE])


_WHOLE = "nothing missing"
_MISSING: dict[str, Callable[[Mapping[str, str], Subject], bool]] = {
    "no patronymic": lambda row, _: not row["patronymic"],
    "no birth date": lambda _, subject: not subject.births,
    "day of birth not known": lambda _, subject: any(
        one.precision != "day" or one.placeholder for one in subject.births
    ),
    "no document": lambda _, subject: not subject.documents,
}
