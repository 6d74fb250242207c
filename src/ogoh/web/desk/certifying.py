"""A certificate to take home, issued by the service from a question that was just answered."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ogoh.certificate import (
    Answer,
    CertificateError,
    Holder,
    KeyRing,
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
from ogoh.web.desk.refusal import DeskRefused
from ogoh.web.desk.told import Told
from ogoh.web.languages import BY_CODE, Language, speaking

RUSSIAN = BY_CODE["ru"]


def certificate(user: User, question: Question, language: Language) -> bytes:
    """One page as PDF, in the person's language and in Russian; that it was issued is an event with its number.

    Raises DeskRefused: no key to sign with, or nothing that can be certified.
    """
    subject = subject_from_json(question.subject)
    told = [Told.from_json(one) for one in question.answers]
    answers = tuple(SourceAnswer(one.source, Kind(one.kind), one.as_of, Answer(one.verdict.value)) for one in told)
    now = timezone.now()
    try:
        holder = Holder(subject.names[0].text, subject.births[0], subject.documents[0])
        statement = statement_about(holder, answers, user.office.name, now)
        letters = issue(statement, KeyRing(settings.CERTIFICATE_KEYS).signing_key(now))
    except (CertificateError, OSError) as fault:
        raise DeskRefused(_("A certificate cannot be issued now: {why}").format(why=fault)) from fault
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
        number = number_in_print(statement.number)
        digests, told_of = subject_digests(subject), {"certificate": number, "question": str(question.pk)}
        record(Happening(Act.CERTIFICATE, user.username, user.office.code, "issued", digests, told_of))
    return pdf
