"""What was told of each source, as it is kept with a question until it is forgotten."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ogoh.matching import Verdict
from ogoh.web.audit.events import Json
from ogoh.web.checks.services import Answer


@dataclass(frozen=True, slots=True)
class Told:
    """One source's answer as it was given; ``listing`` and ``reference`` where it is possible or recorded.

    ``review`` is the number of the decision by which the answer is what it is: the same person, or not the same.
    """

    source: str
    name: str
    kind: str
    verdict: Verdict
    as_of: date
    listing: int | None = None
    reference: str = ""
    review: int | None = None

    def as_json(self) -> dict[str, Json]:
        """As it is stored."""
        return {
            "source": self.source,
            "name": self.name,
            "kind": self.kind,
            "verdict": self.verdict.value,
            "as_of": self.as_of.isoformat(),
            "listing": self.listing,
            "reference": self.reference,
            "review": self.review,
        }

    def without_listing(self) -> Told:
        """The answer alone, which says nothing of whom it is about."""
        return replace(self, listing=None, reference="", review=None)

    @classmethod
    def from_json(cls, stored: dict[str, object]) -> Told:
        """What `as_json` wrote."""
        told = {**stored, "verdict": Verdict(str(stored["verdict"])), "as_of": date.fromisoformat(str(stored["as_of"]))}
        return cls(**told)  # type: ignore[arg-type]  # what we stored ourselves

    @classmethod
    def of(cls, answer: Answer) -> Told | None:
        """An answer of a source that was looked at."""
        if answer.as_of is None:
            return None
        return cls(
            answer.source_code,
            answer.source_name,
            answer.source_kind,
            answer.verdict,
            answer.as_of,
            answer.listing,
            answer.reference,
            _decision(answer),
        )


def _decision(answer: Answer) -> int | None:
    standing = (answer.review,) if answer.review else answer.left_out
    return standing[-1].number if standing else None
