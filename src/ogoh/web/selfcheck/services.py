"""One traveller's question to every list, and the little of the answer that is said in public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from ogoh.identity import Subject
from ogoh.matching import Verdict
from ogoh.names import read_name
from ogoh.web.checks.asking import PUBLIC, Asking, ask_lists
from ogoh.web.checks.services import Answer
from ogoh.web.unseen import lists_not_looked_at

Text = str | Promise

KINDS = ("entry_ban", "controlled_persons")


@dataclass(frozen=True, slots=True)
class PublicAnswer:
    """What one source says of the person who asked: nothing of the listing, not even its spelling."""

    verdict: Verdict
    source_name: str
    source_kind: str
    as_of: date


@dataclass(frozen=True, slots=True)
class PublicReply:
    """The answers of every list that was looked at, and in words those that were not."""

    answers: tuple[PublicAnswer, ...]
    not_looked_at: tuple[Text, ...]


def ask(subject: Subject) -> PublicReply:
    """Every source's answer in public words; entry bans first, the two kinds never merged. Of the person
    nothing is stored.

    Raises `ogoh.web.checks.services.ListNotReadyError` where a list's keys are stale.
    """
    answers = ask_lists(subject, Asking(PUBLIC, "self-check"))
    said = [
        PublicAnswer(public_verdict(answer), answer.source_name, answer.source_kind, answer.as_of)
        for answer in answers
        if answer.as_of is not None
    ]
    said.sort(key=lambda answer: (KINDS.index(answer.source_kind), answer.source_name))
    return PublicReply(tuple(said), tuple(lists_not_looked_at(answers).values()))


def public_verdict(answer: Answer) -> Verdict:
    """``recorded`` only where the document number agrees: names and dates are not secret, a number nearly is.

    Passports are renewed, so a strong match without the number stays ``possible``: a desk looks closer. So does a
    match of the number whose birth date contradicts the list.
    """
    if answer.verdict is Verdict.RECORDED and (not answer.document_agrees or _born_otherwise(answer)):
        return Verdict.POSSIBLE
    return answer.verdict


def _born_otherwise(answer: Answer) -> bool:
    evidence = answer.comparison.evidence if answer.comparison else ()
    return any(one.attribute == "birth" and one.level == "conflicting" for one in evidence)


def reading_of(subject: Subject) -> str:
    """How we read the first name, in plain Latin letters."""
    return read_name(subject.names[0]).read_as
