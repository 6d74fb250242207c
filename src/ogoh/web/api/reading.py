"""From a question as another program writes it to a subject, with every fault at its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ogoh.identity import (
    Subject,
    Unreadable,
    fault_of_name,
    read_birth,
    read_citizenship,
    read_document,
    read_mrz,
    read_sex,
)
from ogoh.names import WrittenName
from ogoh.web.api.schemas import Fault, Question
from ogoh.web.languages import BY_CODE

Read = TypeVar("Read")


class UnusableQuestionError(ValueError):
    """A question of which at least one field cannot be read; ``faults`` names them all."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} fields of the question cannot be read")


def subject_of(question: Question) -> Subject:
    """The person whom the question is about. Raises `UnusableQuestionError`."""
    faults: list[Fault] = []
    if question.language not in BY_CODE:
        faults.append(Fault(field="language", found=question.language, expected=", ".join(BY_CODE)))
    subject = _from_zone(question, faults) if question.mrz else _from_fields(question, faults)
    if subject is None or faults:
        raise UnusableQuestionError(faults)
    return subject


def _from_zone(question: Question, faults: list[Fault]) -> Subject | None:
    zone = _read("mrz", question.mrz, read_mrz, faults)
    if zone is None:
        return None
    faults.extend(
        Fault(field="mrz", found=f"check digit {one.found} for {one.field}", expected=one.expected)
        for one in zone.telling_faults
    )
    if fault := fault_of_name(zone.names):
        faults.append(Fault(field="mrz", found=zone.names.text, expected=f"a zone with {fault}"))
    return zone.subject()


def _from_fields(question: Question, faults: list[Fault]) -> Subject | None:
    name = WrittenName(question.name, question.family_name, question.given_name, question.patronymic)
    if not name.text.strip():
        faults.append(Fault(field="name", found="nothing", expected="a name, whole or in parts, or mrz"))
    elif fault := fault_of_name(name):
        faults.append(Fault(field="name", found=Unreadable(name.text, fault).found, expected=fault))
    birth = _read("born", question.born, read_birth, faults)
    document = _read("document", question.document, read_document, faults)
    sex = _read("sex", question.sex, read_sex, faults)
    citizenship = _read("citizenship", question.citizenship, read_citizenship, faults)
    return Subject(
        names=(name,),
        births=(birth,) if birth else (),
        sex=sex,
        citizenships=(citizenship,) if citizenship else (),
        documents=(document,) if document else (),
    )


def _read(field: str, text: str, reader: Callable[[str], Read], faults: list[Fault]) -> Read | None:
    try:
        return reader(text) if text.strip() else None
    except Unreadable as error:
        faults.append(Fault(field=field, found=error.found, expected=error.expected))
        return None
