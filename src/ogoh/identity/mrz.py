"""The machine-readable zone of passports (TD3) and identity cards (TD1), after ICAO Doc 9303 parts 3, 4 and 5."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from ogoh.identity.citizenship import WITHOUT_STATE, read_citizenship
from ogoh.identity.document import Document
from ogoh.identity.mrz_layout import FILLER, LAYOUTS, Check, Layout, check_digit
from ogoh.identity.partial_date import PartialDate
from ogoh.identity.sex import Sex
from ogoh.identity.subject import Subject
from ogoh.identity.unreadable import Unreadable
from ogoh.identity.visible import visible_text
from ogoh.names import WrittenName

NOT_STATED = "XX"
"""What `read_citizenship` makes of ICAO's XXX, a person of unspecified nationality."""

_LONGEST = 1_000
_EXPECTED = "a machine-readable zone: two lines of 44 characters (passport) or three of 30 (identity card)"
# Phone keyboards and web pages turn fillers into quotation marks or entities.
_FILLERS = {"&lt;": "<", "«": "<<", "»": "<<", "‹": "<", "›": "<"}
_ALPHABET = re.compile("[0-9A-Z<]*")
_DATE = re.compile("([0-9]{2}|<<)([0-9]{2}|<<)([0-9]{2}|<<)")
_SEXES = {"M": Sex.MALE, "F": Sex.FEMALE, "X": None, FILLER: None}


@dataclass(frozen=True, slots=True)
class CheckDigitFault:
    """A check digit that does not agree with its field: something there was misread or mistyped.

    ``field`` is ``number``, ``birth``, ``expires``, ``optional`` or ``composite``; ``found`` is the digit
    read, ``expected`` the one that the field as read would bear.
    """

    field: str
    found: str
    expected: str


_TELLING = frozenset({"number", "birth"})


@dataclass(frozen=True, slots=True)
class MachineReadableZone:
    """What a machine-readable zone says, unrepaired: whoever uses it looks at ``faults`` first.

    ``layout`` is ``"TD3"`` or ``"TD1"``; ``citizenship`` and ``issuer`` are codes as `read_citizenship` gives
    them; ``birth`` is ``None`` where the year is unknown, ``expires`` where the document never expires.
    ``names_cut`` says that the names fill their field to its end, so that something may be missing.
    """

    layout: str
    names: WrittenName
    birth: PartialDate | None
    sex: Sex | None
    citizenship: str
    issuer: str
    document: Document
    expires: date | None
    faults: tuple[CheckDigitFault, ...] = ()
    names_cut: bool = False

    @property
    def telling_faults(self) -> tuple[CheckDigitFault, ...]:
        """The wrong check digits of what a person is looked for by; others are wrong on some genuine passports."""
        return tuple(fault for fault in self.faults if fault.field in _TELLING)

    def subject(self) -> Subject:
        """The person whom the document names."""
        return Subject(
            names=(self.names,),
            births=() if self.birth is None else (self.birth,),
            sex=self.sex,
            citizenships=() if self.citizenship == NOT_STATED else (self.citizenship,),
            documents=(self.document,),
        )


def read_mrz(text: str, today: date | None = None) -> MachineReadableZone:
    """Read a machine-readable zone as pasted or scanned: line breaks, blanks and small letters do not matter.

    ``today`` (in UTC where none is given) settles the century of two-digit years. Nothing is repaired: check
    digits that disagree are in ``faults``. Raises `Unreadable` for a wrong length or alphabet, and, naming the
    field, for a state, sex or date that cannot be.
    """
    zone, layout = _zone(text)
    day = today or datetime.now(UTC).date()
    fields = {name: zone[place] for name, place in layout.fields.items()}
    issuer = _state(fields["issuer"], "issuing state")
    number, number_check = _number(zone, fields, layout)
    faults = (_fault(zone, check, number, number_check) for check in layout.checks)
    return MachineReadableZone(
        layout=layout.name,
        names=_names(fields["names"]),
        birth=_birth(fields["birth"], day),
        sex=_sex(fields["sex"]),
        citizenship=_state(fields["citizenship"], "citizenship"),
        issuer=issuer,
        document=Document(number.replace(FILLER, ""), number.replace(FILLER, ""), _kind(zone, layout), _land(issuer)),
        expires=_expiry(fields["expires"], day),
        faults=tuple(fault for fault in faults if fault),
        names_cut=not fields["names"].endswith(FILLER),
    )


def _zone(text: str) -> tuple[str, Layout]:
    lines = _lines(text[:_LONGEST])
    zone = "".join(lines)
    if not _ALPHABET.fullmatch(zone):
        strange = next(sign for sign in zone if not _ALPHABET.fullmatch(sign))
        raise Unreadable(strange, "only Latin letters, digits and < in a machine-readable zone")
    for layout in LAYOUTS:
        if len(zone) == layout.size:
            return zone, layout
    lengths = ", ".join(str(len(line)) for line in lines) or "0"
    raise Unreadable(f"lines of {lengths} characters", _EXPECTED)


def _lines(text: str) -> list[str]:
    for typed, filler in _FILLERS.items():
        text = text.replace(typed, filler)
    lines = (visible_text(line).replace(" ", "").upper() for line in text.splitlines())
    return [line for line in lines if line]


def _kind(zone: str, layout: Layout) -> str:
    kind = layout.kinds.get(zone[0])
    if kind is None:
        letters = " or ".join(layout.kinds)
        raise Unreadable(zone[:2], f"a document code that begins with {letters} (a visa has no zone of this kind)")
    return kind


def _number(zone: str, fields: dict[str, str], layout: Layout) -> tuple[str, str]:
    """The number and its check digit; a number of more than nine signs goes on in the optional data.

    Doc 9303-5, 4.2.2, note j: then a filler stands for the check digit, and the rest, its check digit and
    another filler open the optional data.
    """
    check = next(check for check in layout.checks if check.field == "number")
    number, digit = fields["number"], zone[check.at]
    overflow = fields.get("overflow", "").partition(FILLER)[0]
    if digit == FILLER and overflow:
        number, digit = number + overflow[:-1], overflow[-1]
    if not number.strip(FILLER):
        raise Unreadable(number, "the document's number")
    return number, digit


def _fault(zone: str, check: Check, number: str, number_check: str) -> CheckDigitFault | None:
    covered, found = "".join(zone[place] for place in check.over), zone[check.at]
    if check.field == "number":
        covered, found = number, number_check
    expected = check_digit(covered)
    # An empty field may bear a filler for its check digit (Doc 9303-4, 4.2.2.2).
    if found == expected or (found == FILLER and not covered.strip(FILLER)):
        return None
    return CheckDigitFault(check.field, found, expected)


def _names(field: str) -> WrittenName:
    """Split primary from secondary identifier; somebody with one name has it whole, for it has no role."""
    primary, _, secondary = field.strip(FILLER).partition(FILLER * 2)
    if not primary:
        raise Unreadable(field, "a name")
    if not secondary:
        return WrittenName(whole=_words(primary))
    return WrittenName(family=_words(primary), given=_words(secondary))


def _words(identifier: str) -> str:
    return " ".join(identifier.replace(FILLER, " ").split())


def _sex(field: str) -> Sex | None:
    if field not in _SEXES:
        raise Unreadable(field, "M, F, X or < for sex")
    return _SEXES[field]


def _state(field: str, what: str) -> str:
    try:
        return read_citizenship(field.rstrip(FILLER))
    except Unreadable:
        raise Unreadable(field, f"the three letters of a state as {what}") from None


def _land(issuer: str) -> str:
    return "" if issuer in WITHOUT_STATE else issuer


def _birth(field: str, today: date) -> PartialDate | None:
    """Read yymmdd with fillers (or 00) for what is unknown: Doc 9303-3, 4.8; the latest century not to come."""
    year, month, day = _date_parts(field, "birth date")
    if year is None:
        return None
    known = (month or 1, day or 1) if month else (1, 1)
    century = 2000 if (2000 + year, *known) <= (today.year, today.month, today.day) else 1900
    return _possible(field, "birth date", century + year, month, day if month else None)


def _expiry(field: str, today: date) -> date | None:
    """Read yymmdd as the day nearest to today: documents expire within fifty years, before or after."""
    year, month, day = _date_parts(field, "date of expiry")
    if year is None or month is None or day is None:
        return None
    nearest = min((1900 + year, 2000 + year, 2100 + year), key=lambda full: abs(full - today.year))
    _possible(field, "date of expiry", nearest, month, day)
    return date(nearest, month, day)


def _date_parts(field: str, what: str) -> tuple[int | None, int | None, int | None]:
    parts = _DATE.fullmatch(field)
    if parts is None:
        raise Unreadable(field, f"the {what} as six digits, year, month, day (the digit 0, not the letter O)")
    year, month, day = (None if part == FILLER * 2 else int(part) for part in parts.groups())
    return year, month or None, day or None


def _possible(field: str, what: str, year: int, month: int | None, day: int | None) -> PartialDate:
    try:
        return PartialDate(year, month, day)
    except Unreadable:
        raise Unreadable(field, f"a {what} that the calendar has, as year, month, day") from None
