"""The asker's side: travellers become questions, answers become what a person is told; each look is recorded.

A key that meets is at most *possible*: the owner says in a case whether it is the same person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Protocol

from django.db import transaction

from ogoh.blind import Answers, BlindRefused, KeyedList, Questions, ask, finish, new_seed
from ogoh.identity import Subject
from ogoh.matching import Verdict, prepare
from ogoh.matching.strong_keys import STRONG_KEYS_VERSION, KeyKind, StrongKey, asked_strong_keys
from ogoh.web.audit.events import Act, Happening, Json
from ogoh.web.audit.services import record
from ogoh.web.audit.subjects import subject_digests
from ogoh.web.stretches import stretches

_CLOCKS_DIFFER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Traveller:
    """One person to ask about: the asker's own reference, the keys, and digests by which the look is found again."""

    reference: str
    keys: tuple[StrongKey, ...]
    digests: frozenset[str]

    @classmethod
    def of(cls, reference: str, subject: Subject) -> Traveller:
        """A traveller from a row of a file."""
        return cls(reference, asked_strong_keys(prepare(subject)), subject_digests(subject))


@dataclass(frozen=True, slots=True)
class BlindAnswer:
    """What the list says of one traveller; ``verdict`` is ``None`` for whoever has no key and cannot be asked about."""

    reference: str
    verdict: Verdict | None
    met: tuple[KeyKind, ...] = ()


class Answering(Protocol):
    """Whoever answers questions: the owner over the network (`ogoh.web.blind.remote.Owner`)."""

    def answers(self, questions: Questions) -> Answers:
        """The answers to one request. Raises `BlindRefused`."""
        ...


@dataclass(frozen=True, slots=True)
class AskedBy:
    """Who asks, for the log; ``purpose`` says by which way."""

    actor: str
    purpose: str


def refuse_unusable(held: KeyedList, now: datetime | None = None) -> None:
    """Refuse a file that is out of date, of a day to come, or made by other tables. Raises `BlindRefused`."""
    told, now = held.about, now or datetime.now(UTC)
    if told.recipe != STRONG_KEYS_VERSION:
        raise BlindRefused(
            "The tables by which the list was made",
            told.recipe,
            STRONG_KEYS_VERSION,
            "Bring this Ogoh and the owner's to one version, and fetch the list anew.",
        )
    if told.expires <= now:
        raise BlindRefused(
            "The list", f"one that expired on {told.expires:%Y-%m-%d %H:%M} UTC", "one in force", "Fetch the newest."
        )
    if told.made > now + _CLOCKS_DIFFER:
        found = f"one made on {told.made:%Y-%m-%d %H:%M} UTC, which is yet to come"
        raise BlindRefused("The list", found, "one made before now", "Look at the clock of this machine.")


def texts_of(travellers: Iterable[Traveller]) -> list[bytes]:
    """All inputs, person by person."""
    return [key.text for one in travellers for key in one.keys]


def ask_owner(
    owner: Answering, held: KeyedList, travellers: Sequence[Traveller], in_a_request: int, asked_by: AskedBy
) -> list[BlindAnswer]:
    """Ask over the network, in requests of so many questions; the looks are recorded before anything is told.

    Raises `BlindRefused` and `ogoh.blind.ProofRefusedError`.
    """
    outputs: list[bytes] = []
    for texts in stretches(texts_of(travellers), in_a_request):
        seed = new_seed()
        questions = ask(held.about.key, texts, seed)
        outputs += finish(texts, seed, questions, owner.answers(questions), held.about.public)
    answers = answers_from(held, travellers, outputs)
    record_looks(held, travellers, asked_by, answers)
    return answers


def questions_for(held: KeyedList, travellers: Sequence[Traveller], seed: bytes) -> Questions:
    """All questions as one message. Raises `BlindRefused` where nobody can be asked about."""
    texts = texts_of(travellers)
    if not texts:
        raise BlindRefused(
            "The travellers",
            "nobody with a document number or a whole date of birth",
            "at least one",
            "Ask about these people by a letter or a case.",
        )
    return ask(held.about.key, texts, seed)


def answers_from(held: KeyedList, travellers: Sequence[Traveller], outputs: Iterable[bytes]) -> list[BlindAnswer]:
    """What the outputs, in the order of `texts_of`, say of each traveller."""
    walk = iter(outputs)
    return [_answer(one, held, islice(walk, len(one.keys))) for one in travellers]


def _answer(traveller: Traveller, held: KeyedList, outputs: Iterable[bytes]) -> BlindAnswer:
    if not traveller.keys:
        return BlindAnswer(traveller.reference, None)
    met = {key.kind for key, one in zip(traveller.keys, outputs, strict=True) if held.holds(one)}
    return BlindAnswer(traveller.reference, Verdict.POSSIBLE if met else Verdict.NO_RECORD, tuple(sorted(met)))


def record_looks(
    held: KeyedList,
    travellers: Sequence[Traveller],
    asked_by: AskedBy,
    answers: Sequence[BlindAnswer] | None = None,
) -> None:
    """Record on our side that these people were looked up, so that they can be told; ``answers`` where known."""
    about, asked = held.about, [one for one in travellers if one.keys]
    told: dict[str, Json] = {
        "key": about.key,
        "list": about.code,
        "delivery": about.delivery,
        "people": len(asked),
        "questions": sum(len(one.keys) for one in asked),
    }
    if answers is not None:
        told["possible"] = sum(one.verdict is Verdict.POSSIBLE for one in answers)
    digests = frozenset(digest for one in asked for digest in one.digests)
    with transaction.atomic():
        record(Happening(Act.LOOK, asked_by.actor, "", asked_by.purpose, digests, told))
