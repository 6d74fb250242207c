"""A first look at a candidate by all but its name: most need no reading of names."""

from __future__ import annotations

from ogoh.identity import PartialDate, Subject
from ogoh.matching.birth_evidence import birth_level
from ogoh.matching.commonness import Commonness
from ogoh.matching.compare import citizenship_evidence, document_level
from ogoh.matching.model import model
from ogoh.matching.name_evidence import name_bits
from ogoh.matching.prepared import Prepared, numbers_of, states_of
from ogoh.names import Name, Part, Role


class Screen:
    """Knows the most bits that any name can bring a question, and so who cannot matter.

    It never holds back a candidate that `decide` would call possible or recorded: names bring at most their
    rarity, whatever the candidate is called.
    """

    def __init__(self, question: Prepared, commonness: Commonness) -> None:
        weights = model()
        self._commonness = commonness
        self._births = question.births
        self._documents = question.documents
        self._names = question.names
        self._most_names = max((_most_bits(name, commonness) for name in question.names), default=0.0)
        self._sex = question.sex
        self._citizenships = question.citizenships
        self._birthplace = max(0.0, weights.birthplace["equal"]) if question.birthplace else 0.0
        self._looked_at: tuple[Subject | None, float | None] = None, None
        self._needed = weights.decision.possible_weight - weights.prior

    def lets_through(self, subject: Subject) -> bool:
        """Whether a candidate with these dates and numbers could be an answer, were it called the same."""
        self._looked_at = subject, self._bits_but_names(subject)
        bits = self._looked_at[1]
        return bits is None or bits + self._most_names >= self._needed

    def lets_named_through(self, subject: Subject, candidate: Prepared) -> bool:
        """Whether it could still be one, called as it is."""
        known, bits = self._looked_at
        if known is not subject:
            bits = self._bits_but_names(subject)
        return bits is None or bits + name_bits(self._names, candidate.names, self._commonness) >= self._needed

    def _bits_but_names(self, subject: Subject) -> float | None:
        """``None`` where the question has no date, or neither date nor number can be compared: the names decide."""
        births, documents = self._birth_bits(subject.births), self._document_bits(subject)
        if not self._births or (births is None and documents is None):
            return None
        return (births or 0.0) + (documents or 0.0) + self._other_bits(subject)

    def _other_bits(self, subject: Subject) -> float:
        """Sex and citizenship as stated, and the best that a place of birth could bring."""
        citizenship = citizenship_evidence(self._citizenships, states_of(subject))
        return (
            (citizenship.bits if citizenship else 0.0)
            + self._sex_bits(subject)
            + (self._birthplace if subject.birthplace else 0.0)
        )

    def _sex_bits(self, subject: Subject) -> float:
        if self._sex is None or subject.sex is None:
            return 0.0
        return model().sex["conflicting" if self._sex is not subject.sex else f"equal_{subject.sex.value}"]

    def _birth_bits(self, births: tuple[PartialDate, ...]) -> float | None:
        if not births or not self._births:
            return None
        bits = model().birth
        return max(bits[birth_level(one, other)] for one in self._births for other in births)

    def _document_bits(self, subject: Subject) -> float | None:
        held = numbers_of(subject) if subject.documents and self._documents else None
        return model().document[document_level(self._documents, held)] if held else None


def _most_bits(name: Name, commonness: Commonness) -> float:
    """As if every part agreed; a part of open role in whichever role it brings most."""
    return sum(max(_most_of(part, role, commonness) for role in Role) for part in name.parts)


def _most_of(part: Part, role: Role, commonness: Commonness) -> float:
    weights = model().names[role]
    agreeing = max(weights.shared.values()) + commonness.rarity(role, part)
    return max(agreeing, *weights.settled.values())
