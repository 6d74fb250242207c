"""Whom an event is about, as keyed digests: by document number, and by name and birth date."""

from __future__ import annotations

from ogoh.identity import Subject
from ogoh.names import WrittenName, read_name
from ogoh.web.audit.keys import person_digest

_BETWEEN = "\x1f"


def subject_digests(subject: Subject) -> frozenset[str]:
    """The digests by which this person is found again: one a document number, one a name with a birth date.

    A name without a birth date finds nobody: it is many people's.
    """
    numbers = (person_digest("document", one.folded) for one in subject.documents if one.folded)
    births = [birth.text for birth in subject.births if birth.text]
    named = (
        person_digest("name", _BETWEEN.join((*sounds_of(name), born))) for name in subject.names for born in births
    )
    return frozenset((*numbers, *named))


def sounds_of(name: WrittenName) -> list[str]:
    """How a name sounds, in any script; one in which nothing can be read is known by its letters."""
    return sorted(part.sounds for part in read_name(name).parts) or [name.text.casefold()]
