"""Reading a file of law: every field by name, and a refusal that names the entry, the field and what was expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, TypeVar

import yaml

Read = TypeVar("Read")


class UnusableLaw(Exception):  # noqa: N818  # the house names an exception by what happened
    """An entry of a file of law lacks what makes it usable: source, date, confidence, or says it in unknown words."""

    def __init__(self, entry: str, field: str, found: object, expected: str) -> None:
        self.entry = entry
        self.field = field
        super().__init__(f"{entry}, {field}: found {found!r}, expected {expected}. Mend the file of law.")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one entry; ``entry`` is its name, for messages."""

    entry: str
    held: Mapping[str, Any]

    @classmethod
    def of(cls, entry: str, held: object) -> Fields:
        """Raises UnusableLaw where it is no mapping."""
        if not isinstance(held, Mapping):
            raise UnusableLaw(entry, "the whole entry", held, "fields with values")
        return cls(entry, held)

    def below(self, name: str) -> Fields:
        """A field that has fields of its own. Raises UnusableLaw."""
        found = self.held.get(name)
        if not isinstance(found, Mapping):
            raise UnusableLaw(self.entry, name, found, "fields with values")
        return Fields(f"{self.entry}, {name}", found)

    def text(self, name: str) -> str:
        """A text that is there. Raises UnusableLaw."""
        found = self.held.get(name)
        if not isinstance(found, str) or not found.strip():
            raise UnusableLaw(self.entry, name, found, "a text")
        return found

    def texts(self, name: str, *, needed: bool = True) -> tuple[str, ...]:
        """A list of texts, of at least one where it is needed. Raises UnusableLaw."""
        found = self.held.get(name, ())
        plain = isinstance(found, Sequence) and not isinstance(found, str)
        if not plain or not all(isinstance(one, str) and one.strip() for one in found) or (needed and not found):
            raise UnusableLaw(self.entry, name, found, "a list of texts" + (", one at least" if needed else ""))
        return tuple(found)

    def number(self, name: str) -> int:
        """A whole number above nought. Raises UnusableLaw."""
        found = self.held.get(name)
        if not isinstance(found, int) or isinstance(found, bool) or found < 1:
            raise UnusableLaw(self.entry, name, found, "a whole number above nought")
        return found

    def flag(self, name: str) -> bool:
        """True or false; false where nothing is said. Raises UnusableLaw for whatever only looks like one of them."""
        found = self.held.get(name, False)
        if not isinstance(found, bool):
            raise UnusableLaw(self.entry, name, found, "true or false")
        return found

    def entries(self, name: str) -> tuple[Fields, ...]:
        """A list of entries with fields of their own, each named by its place. Raises UnusableLaw."""
        found = self.held.get(name)
        if not isinstance(found, Sequence) or isinstance(found, str) or not found:
            raise UnusableLaw(self.entry, name, found, "a list of entries")
        return tuple(Fields.of(f"{self.entry}, {name}, {place}", one) for place, one in enumerate(found, start=1))

    def refuse_others(self, *known: str) -> None:
        """Raises UnusableLaw for a field of another name: a slip in it would else say nothing, and pass."""
        for name, found in self.held.items():
            if name not in known:
                raise UnusableLaw(self.entry, str(name), found, "no such field, but one of " + ", ".join(known))

    def one_of(self, name: str, known: Callable[[str], Read]) -> Read:
        """A word of a closed set. Raises UnusableLaw."""
        found = self.held.get(name)
        try:
            return known(found)  # type: ignore[arg-type]
        except ValueError:
            words = ", ".join(map(str, known)) if isinstance(known, type) else "a known word"  # type: ignore[call-overload]
            raise UnusableLaw(self.entry, name, found, words) from None


def read_law(name: str) -> Fields:
    """A file of law. Raises UnusableLaw."""
    return law_of(name, (resources.files("ogoh.law") / "data" / name).read_text(encoding="utf-8"))


def law_of(name: str, text: str) -> Fields:
    """The fields of a file of law, in YAML. Raises UnusableLaw where it is none."""
    try:
        return Fields.of(name, yaml.safe_load(text))
    except (yaml.YAMLError, ValueError) as fault:
        raise UnusableLaw(name, "the whole file", str(fault).partition("\n")[0], "YAML") from fault
