"""The files that carry requests and answers: a table to answer in, and the letter that goes with it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from django.conf import settings

from ogoh.certificate.home_page import Tongue
from ogoh.delivery.correspondence import (
    DueRequest,
    Letter,
    LetterKind,
    Party,
    letter_as_pdf,
    write_replies,
    write_requests,
)
from ogoh.web.cases.days import addressee_of
from ogoh.web.cases.inbox import reply_to
from ogoh.web.cases.models import Addressee, Asked, Batch
from ogoh.web.cases.sending import request_of, still_asked
from ogoh.web.languages import BY_CODE, speaking

SPEAKS = (BY_CODE["ru"], BY_CODE["tg"])
"""The languages of a letter, one after the other."""


def table_of_batch(batch: Batch) -> bytes:
    """The requests of a batch as a spreadsheet with columns to answer in. Raises CaseRefused where none is left."""
    requests = [request_of(one) for one in still_asked(batch)]
    return _written(lambda path: write_requests(path, requests))


def letter_of_batch(batch: Batch) -> bytes:
    """The covering letter of a batch, in Russian and in Tajik. Raises CaseRefused where no request is left."""
    addressee = addressee_of(batch.source)
    asked = tuple(DueRequest(request_of(one), one.due_on or batch.made_on) for one in still_asked(batch))
    kind = LetterKind.REMINDER if batch.is_reminder else LetterKind.REQUESTS
    sender = Party(batch.office.name)
    return _letter(Letter(kind, sender, _party(addressee), batch.printed, batch.made_on, addressee.answer_days, asked))


def table_of_answers(answered: Sequence[Asked]) -> bytes:
    """Answers to another office as a spreadsheet."""
    return _written(lambda path: write_replies(path, map(reply_to, answered)))


def letter_of_answers(answered: Sequence[Asked], office: str, day: date) -> bytes:
    """The letter that goes with answers to another office, in Russian and in Tajik."""
    first = answered[0]
    number = f"{first.source.code}/{day.isoformat()}"
    replies = tuple(map(reply_to, answered))
    return _letter(Letter(LetterKind.REPLIES, Party(office), Party(first.sender), number, day, 0, replies=replies))


def _party(addressee: Addressee) -> Party:
    return Party(addressee.name, tuple(line for line in addressee.address.splitlines() if line.strip()))


def _letter(letter: Letter) -> bytes:
    return letter_as_pdf(letter, tuple(Tongue(one.tag, speaking(one)) for one in SPEAKS))


def _written(write: Callable[[Path], int]) -> bytes:
    """A spreadsheet that is written beside the database, read, and gone."""
    with tempfile.TemporaryDirectory(dir=settings.HOME) as folder:
        path = Path(folder) / "table.xlsx"
        write(path)
        return path.read_bytes()
