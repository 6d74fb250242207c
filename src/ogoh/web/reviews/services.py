"""What can be done with reviews: remember one, take one back; each is one transaction."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import OperationalError, transaction
from django.utils import timezone

from ogoh.identity import Subject, subject_from_json
from ogoh.matching import asked_keys, compare, prepare, stored_keys
from ogoh.matching.commonness import Commonness
from ogoh.matching.model import model
from ogoh.web.audit.events import Act, Happening, Json
from ogoh.web.audit.services import record
from ogoh.web.audit.subjects import subject_digests
from ogoh.web.lists.commonness import commonness_of_source
from ogoh.web.lists.locking import wait_a_while
from ogoh.web.lists.models import Listing, Source
from ogoh.web.reviews.digests import document_digests, identity_digest
from ogoh.web.reviews.models import STANDING, Review, ReviewVerdict
from ogoh.web.reviews.refusal import ReviewRefused

LONGEST_WHO = 100
LONGEST_WHY = 1000


@dataclass(frozen=True, slots=True)
class Remembered:
    """A review that was taken, and what its reviewer should know of it.

    ``beyond_keys`` says that the search alone would not have found the listing, ``own_number`` that the traveller's
    document is one that the listing gives; ``replaced`` is the number of the review that this one supersedes.
    """

    review: Review
    beyond_keys: bool = False
    own_number: bool = False
    replaced: int | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """What the log says beside a decision: the office, and the number of the desk's doubtful match."""

    office: str = ""
    doubtful: str = ""


def remember(
    subject: Subject,
    source_code: str,
    reference: str,
    verdict: ReviewVerdict,
    by: str,
    reason: str,
    where: Where | None = None,
) -> Remembered:
    """Take a reviewer's decision that a traveller is, or is not, the person of a listing.

    The traveller is known by one document number; ``reference`` is the source's own. Raises ReviewRefused where the
    traveller, the listing, who or why is missing, or *not the same* is said of a listing that no check would find.
    """
    digest = _the_document(subject)
    who, why = _line("Who decides", by, LONGEST_WHO), _line("The reason", reason, LONGEST_WHY)
    with _one_writing():
        source = _source(source_code)
        listing = _alive(source, reference)
        listed = subject_from_json(listing.subject)
        _refuse_numbers(f"{who} {why}", subject, listed)
        beyond = _beyond_keys(subject, listed)
        if beyond and verdict is ReviewVerdict.NOT_SAME:
            raise _nothing_to_leave_out()
        replaced = _supersede(digest, source, reference)
        review = _pair(subject, listing, listed, commonness_of_source(source))
        review.subject, review.source, review.verdict = digest, source, verdict
        review.decided_by, review.reason = who, why
        review.save()
        record(_decided(review, who, subject_digests(subject), where=where))
    return Remembered(review, beyond, bool(_numbers(subject) & _numbers(listed)), replaced)


def _pair(subject: Subject, listing: Listing, listed: Subject, commonness: Commonness) -> Review:
    """A review of this listing, with the evidence as the present model weighs it; undecided."""
    found = compare(prepare(subject), prepare(listed), commonness).evidence
    return Review(
        reference=listing.reference,
        listing=listing,
        identity=identity_digest(listed),
        decided_at=timezone.now(),
        evidence=[[one.attribute, one.level, round(one.bits, 6)] for one in found],
        model=model().version,
    )


def take_back(number: int, by: str, reason: str) -> Review:
    """Take a review back: it stays in the history and holds no more, and no earlier one comes back to life.

    Raises ReviewRefused where who or why is missing, the number is unknown, or the review holds no more already.
    """
    who, why = _line("Who takes it back", by, LONGEST_WHO), _line("The reason", reason, LONGEST_WHY)
    with _one_writing():
        ended = Review.objects.filter(STANDING, pk=number).update(
            taken_back_at=timezone.now(), taken_back_by=who, taken_back_reason=why
        )
        review = Review.objects.select_related("source").filter(pk=number).first()
        if review is None or not ended:
            found = "one that is not known" if review is None else f"one {how_it_ended(review)}"
            raise ReviewRefused("The review", found, "the number of one in force", "See: ogoh review list")
        record(_decided(review, who, purpose="taken back"))
    return review


def _decided(
    review: Review,
    by: str,
    subjects: frozenset[str] = frozenset(),
    purpose: str = "review",
    where: Where | None = None,
) -> Happening:
    told: dict[str, Json] = {"review": review.pk, "source": review.source.code, "verdict": review.verdict}
    if where and where.doubtful:
        told["doubtful"] = where.doubtful
    return Happening(Act.DECISION, by, where.office if where else "", purpose, subjects, told)


def how_it_ended(review: Review) -> str:
    """In words, why a review holds no more."""
    return "taken back already" if review.taken_back_at else "superseded by a newer one"


@contextmanager
def _one_writing() -> Iterator[None]:
    """A transaction; where the database is written by another for too long, or has no room, an answer."""
    try:
        with transaction.atomic():
            wait_a_while()
            yield
    except OperationalError as fault:
        raise ReviewRefused(
            "The database",
            "another writing going on, or no room on its disk",
            "to be written",
            "Nothing was changed; repeat this in some minutes, and look at the disk if it stays so.",
        ) from fault


def _the_document(subject: Subject) -> str:
    digests = document_digests(subject)
    if len(digests) == 1:
        return next(iter(digests))
    raise ReviewRefused(
        "The traveller",
        "several document numbers" if digests else "no document number",
        "one document number",
        "A review by name and birth date would also silence the answer for the listed person, who may bear both. "
        "Give the number of the document that you looked at.",
    )


def _line(what: str, text: str, longest: int) -> str:
    """A text of one line, in which every sign can be seen."""
    line = text.strip()
    if not line or len(line) > longest:
        found = f"{len(line)} signs" if line else "nothing"
        raise ReviewRefused(what, found, f"1 to {longest} signs", "Whoever meets the review later must know.")
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in line):
        raise ReviewRefused(what, "a sign that cannot be seen", "one line of plain text", "Type it anew.")
    return line


def _refuse_numbers(text: str, *people: Subject) -> None:
    """A document number has no place in a text that is kept and shown."""
    bare = "".join(sign for sign in text.upper() if sign.isalnum())
    if any(number in bare for person in people for number in _numbers(person)):
        raise ReviewRefused(
            "Who or why", "a document number", "a text without it", "It is stored as digest alone: leave it out."
        )


def _numbers(person: Subject) -> set[str]:
    return {document.folded for document in person.documents if document.folded}


def _source(code: str) -> Source:
    """The source, locked against another review of it; an import goes on beside."""
    # A null byte can stand in no code or reference, and PostgreSQL refuses to be asked for one.
    source = None if "\0" in code else Source.objects.select_for_update(no_key=True).filter(code=code).first()
    if source is None:
        known = ", ".join(Source.objects.values_list("code", flat=True)) or "none yet"
        raise ReviewRefused("The source", repr(code), f"a source that is known ({known})", "See: ogoh list show")
    return source


def _alive(source: Source, reference: str) -> Listing:
    held = [] if "\0" in reference else Listing.objects.filter(source=source, reference=reference)
    listing = next((one for one in held if one.closed_by_id is None), None)
    if listing is None:
        raise ReviewRefused(
            "The listing",
            "one that is no longer on the list" if held else f"{reference[:80]!r}, which the list does not hold",
            "the reference of a listing now on the list",
            "ogoh check gives it.",
        )
    return listing


def _nothing_to_leave_out() -> ReviewRefused:
    return ReviewRefused(
        "The listing",
        "one that no check of this traveller would find",
        "a listing that a check gives",
        "Give name and birth date as for the check; where it stays so, there is nothing to leave out.",
    )


def _beyond_keys(subject: Subject, listed: Subject) -> bool:
    """Whether a check of this traveller would not look at this listing."""
    return set(asked_keys(prepare(subject))).isdisjoint(stored_keys(prepare(listed)))


def _supersede(digest: str, source: Source, reference: str) -> int | None:
    older = Review.objects.filter(STANDING, subject=digest, source=source, reference=reference).first()
    if older is None:
        return None
    # It may have been taken back meanwhile.
    return older.pk if Review.objects.filter(STANDING, pk=older.pk).update(superseded_at=timezone.now()) else None
