"""Every review there ever was, with what became of it; and those that stand as labelled pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ogoh.identity import Subject, subject_from_json
from ogoh.matching.comparison import ATTRIBUTES
from ogoh.web.lists.models import Listing
from ogoh.web.reviews.digests import document_digests
from ogoh.web.reviews.models import STANDING, Review, ReviewVerdict
from ogoh.web.reviews.standing import means_the_same
from ogoh.web.stretches import stretches

LABELLED = ("label", "model", *ATTRIBUTES)
_STRETCH = 500


class State(StrEnum):
    """What became of a review."""

    IN_FORCE = "in force"
    NEW_LOOK = "needs a new look"
    OFF_THE_LIST = "off the list"
    SUPERSEDED = "superseded"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True)
class Told:
    """One review and its state."""

    review: Review
    state: State


def history(subject: Subject | None = None) -> Iterator[Told]:
    """Every review, oldest first; with a subject those of its document alone."""
    found = Review.objects.select_related("source").order_by("pk")
    if subject is not None:
        found = found.filter(subject__in=document_digests(subject))
    for stretch in stretches(found.iterator(_STRETCH), _STRETCH):
        alive = _alive(stretch)
        yield from (Told(one, _state(one, alive.get((one.source_id, one.reference)))) for one in stretch)


def labelled_pairs() -> Iterator[tuple[str | int | None, ...]]:
    """Every review that stands as a row under ``LABELLED``: 1 one person, 0 two, and the levels of its evidence.

    The evidence is that of the day of the decision, whatever became of the listing since. Where an attribute was
    compared in several parts its levels stand side by side, divided by blanks. No name, number or date is in it.
    """
    for one in Review.objects.filter(STANDING).order_by("pk").iterator(_STRETCH):
        levels = defaultdict(list)
        for attribute, level, _ in one.evidence:
            levels[attribute].append(level)
        told = (" ".join(levels[attribute]) or None for attribute in ATTRIBUTES)
        yield (int(one.verdict == ReviewVerdict.SAME), one.model, *told)


Alive = tuple[int, str]
"""The number of a listing on a list now, and its subject as JSON."""


def _alive(reviews: Iterable[Review]) -> dict[tuple[int, str], Alive]:
    """The listings that reviews are about, by source and reference, as they are now."""
    references: defaultdict[int, set[str]] = defaultdict(set)
    for one in reviews:
        references[one.source_id].add(one.reference)
    return {
        (source, reference): (number, subject)
        for source, wanted in references.items()
        for number, reference, subject in Listing.objects.filter(
            source=source, reference__in=wanted, closed_by=None
        ).values_list("pk", "reference", "subject")
    }


def _state(review: Review, alive: Alive | None) -> State:
    if review.taken_back_at is not None:
        return State.TAKEN_BACK
    if review.superseded_at is not None:
        return State.SUPERSEDED
    if alive is None:
        return State.OFF_THE_LIST
    number, subject = alive
    if number == review.listing_id or means_the_same(subject_from_json(subject), review.identity, review.listing_id):
        return State.IN_FORCE
    return State.NEW_LOOK
