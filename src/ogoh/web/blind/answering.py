"""The owner's answer to a message of questions: all of it, counted and recorded before it leaves, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from ogoh.blind import MOST_IN_A_BATCH, BlindRefused, Questions, answer
from ogoh.web.audit.events import Act, Happening, Json
from ogoh.web.audit.services import record
from ogoh.web.blind.askers import REFUSED, refuse_more_than_left, spend
from ogoh.web.blind.keys import key_in_force
from ogoh.web.blind.models import Asker


class BatchTooLarge(BlindRefused):
    """More questions in one request than are answered at once."""

    def __init__(self, questions: int) -> None:
        super().__init__(
            "The questions of one request",
            f"{questions:,}",
            f"at most {MOST_IN_A_BATCH:,}",
            "Send them in several requests, or as a file.",
        )


def answer_request(asker: Asker, data: bytes) -> bytes:
    """The answers to one request over the network. Raises `BlindRefused`."""
    with refusals_recorded(asker):
        questions = Questions.from_bytes(data)
        if len(questions.points) > MOST_IN_A_BATCH:
            raise BatchTooLarge(len(questions.points))
        return _answered(asker, questions, by="")


def answer_file(asker: Asker, data: bytes, by: str) -> bytes:
    """The answers to a file that came by another way; its questions count like all others. Raises `BlindRefused`."""
    with refusals_recorded(asker, by):
        return _answered(asker, Questions.from_bytes(data), by)


def refuse_too_many(asker: Asker, questions: int) -> None:
    """Refuse a request by its length, before it is read. Raises `BatchTooLarge`."""
    with refusals_recorded(asker):
        raise BatchTooLarge(questions)


def _answered(asker: Asker, questions: Questions, by: str) -> bytes:
    key, secret = key_in_force(questions.key)
    number = len(questions.points)
    refuse_more_than_left(asker, number)
    # Worked out before the transaction, which nobody shall have to wait for.
    answers = answer(secret, questions)
    with transaction.atomic():
        spend(asker, number)
        told: dict[str, Json] = {"key": key.name, "list": key.code, "delivery": key.delivery, "questions": number}
        record(_happening(Act.BLIND, asker, by, "questions answered", told))
    return answers.to_bytes()


@contextmanager
def refusals_recorded(asker: Asker, by: str = "") -> Iterator[None]:
    """A refusal is an event, too: whoever tries every number there is, is refused most of the time."""
    try:
        yield
    except BlindRefused as refused:
        with transaction.atomic():
            # What was found stays out of the log: it may be anything, a name that was sent by mistake too.
            why: dict[str, Json] = {"what": refused.what, "why": type(refused).__name__}
            record(_happening(Act.REFUSED, asker, by, REFUSED, why))
        raise


def _happening(act: Act, asker: Asker, by: str, purpose: str, told: dict[str, Json]) -> Happening:
    return Happening(act, by or f"asker {asker}", "", purpose, told={"asker": str(asker), **told})
