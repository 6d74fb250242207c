"""Commands of the installation: which agencies there are, with which offices, and the keys."""

from __future__ import annotations

from typing import Annotated

import typer

from ogoh.cli.database import operator
from ogoh.cli.registry.common import open_registry
from ogoh.cli.telling import refuse, say, tell


def show() -> None:
    """Print the agencies that the law names, and those known here with their offices."""
    with open_registry():
        from ogoh.law import known_agencies
        from ogoh.web.registry.models import Agency

        here = {one.code: one for one in Agency.objects.prefetch_related("offices__office")}
        for code in sorted({*known_agencies(), *here}):
            one, law = here.get(code), known_agencies().get(code)
            name = one.name if one else law.written if law else ""
            offices = ", ".join(sorted(office.office.code for office in one.offices.all())) if one else ""
            ended = f"until {law.in_force.to}" if law and law.in_force.to else ""
            say("\t".join((code, name, "here" if one else "by law", offices, ended)).rstrip())


def add(
    code: Annotated[str, typer.Argument(help="The agency's short code, such as mvd.")],
    office: Annotated[str, typer.Option(help="The code of an office whose staff acts for it.")],
    name: Annotated[str, typer.Option(help="Its name, where the law does not name it.")] = "",
    office_name: Annotated[str, typer.Option(help="The name of a new office; by default its code.")] = "",
) -> None:
    """Make an agency known, and one of its offices."""
    with open_registry():
        from django.core.exceptions import ValidationError

        from ogoh.law import known_agencies
        from ogoh.web.accounts.models import CODE_OF_OFFICE
        from ogoh.web.registry.models import Agency
        from ogoh.web.registry.offices import open_office

        for what, text in (("code of the agency", code), ("code of the office", office)):
            try:
                CODE_OF_OFFICE(text)
            except ValidationError:
                refuse(f"The {what} {text!r} cannot be used: up to 50 small Latin letters, digits, dots or hyphens.")
        known = known_agencies().get(code)
        here = Agency.objects.filter(code=code).first()
        called = here.name if here else name.strip() or (known.written if known else "")
        if not called:
            refuse(f"The law names no agency {code!r}. Give its name with --name.")
        open_office(operator(), code, called, office, office_name)
    tell(f"Staff of the office {office} acts for {called}.")


def rekey() -> None:
    """Make the keys anew by which people are found who are alike, after the tables of names changed."""
    with open_registry():
        from ogoh.web.registry.look_alikes import rekey as make_anew

        people = make_anew(operator())
    tell(f"The keys of {people} people are made anew.")
