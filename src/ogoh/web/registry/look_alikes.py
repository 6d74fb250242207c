"""Who the register knows already and may be the person that somebody types in."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction

from ogoh.identity import Subject, subject_from_json
from ogoh.matching import KEYS_VERSION, Comparison, Prepared, Verdict, compare, decide, prepare, stored_keys
from ogoh.matching.keys import asked_apart
from ogoh.matching.nearest import nearest
from ogoh.web.lists.models import SourceKind
from ogoh.web.registry import recording
from ogoh.web.registry.models import Decision, KnownSubject, SubjectKey, Version, reference_of
from ogoh.web.registry.refusal import STALE_KEYS, Alike, RegistryRefused

MOST_SHOWN = 5
_BATCH = 1_000


def look_alikes(subject: Subject, register: SourceKind) -> list[Alike]:
    """People of a register who may be this one, the likeliest first; also those of whom nothing is confirmed yet.

    Raises RegistryRefused where the keys are of older tables of names, by which nobody would be found.
    """
    if not _keys_are_of_now():
        raise RegistryRefused(STALE_KEYS)
    question = prepare(subject)
    known = _known(nearest(asked_apart(question), lambda key: _holders(key, register)))
    found: list[tuple[float, int, Verdict]] = []
    for number, whom in known.items():
        comparison, verdict = _compared(question, whom)
        if verdict is not Verdict.NO_RECORD:
            found.append((-comparison.weight, number, verdict))
    shown = sorted(found)[:MOST_SHOWN]
    return [_alike(number, register, known[number], verdict) for _, number, verdict in shown]


def is_alike(subject: Subject, known: Subject) -> bool:
    """Whether somebody who is typed in may be somebody whom the register knows, as `look_alikes` would find it."""
    _, verdict = _compared(prepare(subject), known)
    return verdict is not Verdict.NO_RECORD


def hold(known: KnownSubject, subject: Subject) -> None:
    """Let a subject be found by these names and documents too."""
    keys = stored_keys(prepare(subject))
    SubjectKey.objects.bulk_create((SubjectKey(key=key, subject=known) for key in keys), ignore_conflicts=True)


def rekey(actor: str) -> int:
    """Make the keys of everybody anew, in one transaction; how many people there are."""
    with transaction.atomic():
        SubjectKey.objects.all().delete()
        numbers = list(KnownSubject.objects.order_by("pk").values_list("pk", flat=True))
        for begin in range(0, len(numbers), _BATCH):
            _rekey(numbers[begin : begin + _BATCH])
        recording.rekeyed(actor, len(numbers))
    return len(numbers)


def _compared(question: Prepared, known: Subject) -> tuple[Comparison, Verdict]:
    comparison = compare(question, prepare(known))
    return comparison, decide(comparison, said_little=not question.births)


def _rekey(numbers: list[int]) -> None:
    said = Version.objects.filter(decision__subject__in=numbers).exclude(particulars="")
    pairs = {
        (key, number)
        for number, text in said.values_list("decision__subject", "particulars")
        for key in stored_keys(prepare(subject_from_json(text)))
    }
    SubjectKey.objects.bulk_create(SubjectKey(key=key, subject_id=number) for key, number in sorted(pairs))
    KnownSubject.objects.filter(pk__in=numbers).update(keys_version=KEYS_VERSION)


def _holders(key: int, register: SourceKind) -> Iterable[int]:
    return SubjectKey.objects.filter(key=key, subject__register=register).values_list("subject_id", flat=True)


def _known(numbers: Collection[int]) -> dict[int, Subject]:
    """What was last said of people, confirmed or waiting; nothing of whom all was declined."""
    said = Version.objects.filter(decision__subject__in=numbers).exclude(particulars="")
    standing = said.exclude(ruling__confirmed=False).order_by("pk").values_list("decision__subject", "particulars")
    newest = dict(standing)
    return {number: subject_from_json(text) for number, text in newest.items()}


def _alike(number: int, register: SourceKind, known: Subject, verdict: Verdict) -> Alike:
    decision = Decision.objects.select_related("agency").filter(subject=number).order_by("pk")[0]
    reference = reference_of(register, decision.pk)
    return Alike(reference, decision.agency.name, known, verdict is Verdict.RECORDED)


def _keys_are_of_now() -> bool:
    """Two questions that an index answers, however many people there are."""
    versions = KnownSubject.objects.order_by("keys_version").values_list("keys_version", flat=True)
    return {versions.first(), versions.last()} <= {KEYS_VERSION, None}
