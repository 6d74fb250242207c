"""Commands that say who somebody is: record, correct, name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from ogoh.cli.registry.common import (
    By,
    Despite,
    KindOption,
    Papers,
    Reason,
    Reference,
    because,
    open_registry,
    staff,
    tell_written,
)

Family = Annotated[str | None, typer.Option("--family", help="The family name.")]
Given = Annotated[str | None, typer.Option("--given", help="The given name.")]
Patronymic = Annotated[str | None, typer.Option(help="The patronymic.")]
Whole = Annotated[str | None, typer.Option("--name", help="The whole name, where its parts are not known.")]
Alias = Annotated[str | None, typer.Option(help="Other names, divided by semicolons.")]
Born = Annotated[str | None, typer.Option(help="The date of birth, also partial.")]
Sex = Annotated[str | None, typer.Option(help="M or F.")]
Citizenship = Annotated[str | None, typer.Option(help="Countries, as codes or names, divided by semicolons.")]
Documents = Annotated[str | None, typer.Option("--document", help="Passport numbers, divided by semicolons.")]
NationalId = Annotated[str | None, typer.Option(help="Other personal numbers, divided by semicolons.")]
Birthplace = Annotated[str | None, typer.Option(help="The place of birth.")]
Ground = Annotated[str | None, typer.Option(help="The code of the ground, such as RU-114-26-8.")]
LegalBasis = Annotated[str | None, typer.Option(help="The legal basis as the decision gives it.")]
Number = Annotated[str | None, typer.Option(help="The number that the decision bears.")]
Decided = Annotated[str | None, typer.Option("--decided-on", help="The day of the decision.")]
Until = Annotated[str | None, typer.Option(help="The last day, where the decision gives one.")]
Starts = Annotated[str | None, typer.Option("--starts-on", help="The day from which a term of years runs.")]
ByCourt = Annotated[bool | None, typer.Option("--by-court/--not-by-court", help="Whether a court expelled the person.")]
Criminal = Annotated[bool | None, typer.Option("--criminal/--not-criminal", help="Whether it is for a crime.")]
SameAs = Annotated[str, typer.Option(help="The reference of another decision about the same person.")]


def record(
    by: By,
    reason: Reason,
    kind: KindOption,
    ground: Ground = None,
    number: Number = None,
    decided_on: Decided = None,
    family: Family = None,
    given: Given = None,
    patronymic: Patronymic = None,
    name: Whole = None,
    alias: Alias = None,
    born: Born = None,
    sex: Sex = None,
    citizenship: Citizenship = None,
    document: Documents = None,
    national_id: NationalId = None,
    birthplace: Birthplace = None,
    legal_basis: LegalBasis = None,
    until: Until = None,
    starts_on: Starts = None,
    by_court: ByCourt = None,
    criminal: Criminal = None,
    same_as: SameAs = "",
    despite: Despite = "",
    attach: Papers = None,
) -> None:
    """Write a decision down; it counts once a second person of the agency confirms it. Prints its reference."""
    person = _given(
        family_name=family,
        given_name=given,
        patronymic=patronymic,
        name=name,
        alias=alias,
        dob=born,
        sex=sex,
        citizenship=citizenship,
        document_number=document,
        national_id=national_id,
        birthplace=birthplace,
    )
    with open_registry():
        from ogoh.web.registry import deciding
        from ogoh.web.registry.typed import Typed

        typed = Typed(
            person=person,
            ground=ground or "",
            legal_basis=legal_basis or "",
            number=number or "",
            decided_on=decided_on or "",
            until=until or "",
            starts_on=starts_on or "",
            by_court=bool(by_court),
            criminal=bool(criminal),
        )
        why = because(reason, despite, attach, same_as)
        version = deciding.record(staff(by), kind.register, typed, why)
    tell_written(version)


def correct(
    reference: Reference,
    by: By,
    reason: Reason,
    ground: Ground = None,
    number: Number = None,
    decided_on: Decided = None,
    family: Family = None,
    given: Given = None,
    patronymic: Patronymic = None,
    name: Whole = None,
    alias: Alias = None,
    born: Born = None,
    sex: Sex = None,
    citizenship: Citizenship = None,
    document: Documents = None,
    national_id: NationalId = None,
    birthplace: Birthplace = None,
    legal_basis: LegalBasis = None,
    until: Until = None,
    starts_on: Starts = None,
    by_court: ByCourt = None,
    criminal: Criminal = None,
    despite: Despite = "",
    attach: Papers = None,
) -> None:
    """Mend what was written wrongly: only what is given changes; an empty text takes away."""
    said: dict[str, str | bool | None] = {
        **_given(
            family_name=family,
            given_name=given,
            patronymic=patronymic,
            name=name,
            alias=alias,
            dob=born,
            sex=sex,
            citizenship=citizenship,
            document_number=document,
            national_id=national_id,
            birthplace=birthplace,
        ),
        "ground": ground,
        "legal_basis": legal_basis,
        "number": number,
        "decided_on": decided_on,
        "until": until,
        "starts_on": starts_on,
        "by_court": by_court,
        "criminal": criminal,
    }
    mended = {field: value for field, value in said.items() if value is not None}
    with open_registry():
        from ogoh.web.registry import deciding

        version = deciding.correct(staff(by), reference, mended, because(reason, despite, attach))
    tell_written(version)


def name(
    reference: Reference,
    by: By,
    reason: Reason,
    family: Family = None,
    given: Given = None,
    patronymic: Patronymic = None,
    whole: Whole = None,
    born: Born = None,
    document: Documents = None,
    national_id: NationalId = None,
    attach: Papers = None,
) -> None:
    """Add another name or document of the same person; the former ones stay."""
    said = _given(
        family_name=family,
        given_name=given,
        patronymic=patronymic,
        name=whole,
        dob=born,
        document_number=document,
        national_id=national_id,
    )
    with open_registry():
        from ogoh.web.registry import deciding

        version = deciding.name(staff(by), reference, said, because(reason, papers=attach))
    tell_written(version)


def _given(**columns: str | None) -> Mapping[str, str]:
    """The columns of a person for what was given."""
    return {column: text for column, text in columns.items() if text is not None}
