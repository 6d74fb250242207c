"""A certificate to take home, issued by the service from a question that was just answered."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ogoh.certificate import (
    Answer,
    CertificateError,
    Holder,
    KeyRing,
    KeyRingError,
    Kind,
    SourceAnswer,
    issue,
    number_in_print,
    statement_about,
)
from ogoh.certificate.home_page import HomePage, Tongue, page_as_pdf
from ogoh.identity import subject_from_json
from ogoh.web.accounts.models import User
from ogoh.web.audit.events import Act, Happening
from ogoh.web.audit.services import record
from ogoh.web.audit.subjects import subject_digests
from ogoh.web.desk.models import Question
from ogoh.web.desk.refusal import CANNOT_NOW, DeskRefused
from ogoh.web.desk.services import is_overtaken
from ogoh.web.desk.told import Told
from ogoh.web.languages import BY_CODE, Language, speaking

RUSSIAN = BY_CODE["ru"]
_OVERTAKEN = _("A second person has decided since this answer. Check once more, then make the certificate.")
_NO_KEY = _("There is no key to sign certificates with. Tell whoever runs the service; the answer can be printed.")
_NOT_OF_THIS = _("A certificate cannot say this answer. Print the answer, and tell whoever runs the service.")

_log = logging.getLogger(__name__)


def certificate(user: User, question: Question, language: Language) -> bytes:
    """One page as PDF, in the person's language and in Russian; that it was issued is an event with its number.

    Raises DeskRefused: no key to sign with, nothing that can be certified, or an answer that a decision overtook.
    """
    _refuse_overtaken(question)
    subject = subject_from_json(question.subject)
    told = [Told.from_json(one) for one in question.answers]
    answers = tuple(SourceAnswer(one.source, Kind(one.kind), one.as_of, Answer(one.verdict.value)) for one in told)
    now = timezone.now()
    try:
        holder = Holder(subject.names[0].text, subject.births[0], subject.documents[0])
        statement = statement_about(holder, answers, user.office.name, now)
        letters = issue(statement, KeyRing(settings.CERTIFICATE_KEYS).signing_key(now))
    except (KeyRingError, OSError) as fault:
        _log.error("No certificate can be signed: %s", fault)
        raise DeskRefused(_NO_KEY, CANNOT_NOW) from fault
    except CertificateError as fault:
        # What it says of the holder has no place in a log.
        _log.error("A certificate was not made: %s", type(fault).__name__)
        raise DeskRefused(_NOT_OF_THIS) from fault
    tongues = dict.fromkeys((language, RUSSIAN))
    page = HomePage(
        statement,
        letters,
        tuple(Tongue(one.tag, speaking(one)) for one in tongues),
        subject.names[0].text,
        {one.source: one.name for one in told},
        settings.COMPLAINTS_TO,
    )
    pdf = page_as_pdf(page)
    with transaction.atomic():
        _refuse_overtaken(question)
        number = number_in_print(statement.number)
        digests, told_of = subject_digests(subject), {"certificate": number, "question": str(question.pk)}
        record(Happening(Act.CERTIFICATE, user.username, user.office.code, "issued", digests, told_of))
    return pdf


def _refuse_overtaken(question: Question) -> None:
    if is_overtaken(question):
        raise DeskRefused(_OVERTAKEN)
