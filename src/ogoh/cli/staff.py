"""``ogoh staff``: the first administrator, who signs in, and the way back in for whoever lost theirs."""

from __future__ import annotations

import io
from typing import Annotated

import typer

from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import refuse, say, tell

staff = typer.Typer(help="The people of the offices, who sign in.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="The name to sign in with: small Latin letters, digits, dots, hyphens.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(staff, name="staff")


@staff.callback()
def open_service() -> None:
    """The people of the offices, who sign in."""
    open_database()


@staff.command("first")
def first(
    name: Name,
    full_name: Annotated[
        str, typer.Option(help="The name as colleagues know it; by default the name to sign in.")
    ] = "",
    office: Annotated[str, typer.Option(help="The short code of the office.")] = "head-office",
    office_name: Annotated[str, typer.Option(help="The name of the office; by default its code.")] = "",
    ask: Annotated[bool, typer.Option("--ask", help="Ask for the password, rather than make one.")] = False,
) -> None:
    """Make the first administrator, only where there is none, and print what is needed to sign in, once."""
    from ogoh.web.accounts import services

    if services.administrators().exists():
        refuse("There is an administrator already: people are added on the page /staff/people/.")
    where = (office, office_name or office)
    _refuse_unusable(name, *where)
    password = _asked_password(name) if ask else ""
    try:
        person, given, address = services.add_first_administrator(operator(), name, full_name or name, where, password)
    except services.Refused as refused:
        refuse(str(refused))
    if not ask:
        say(f"password\t{given}")
    say(f"second factor\t{address}")
    tell(_picture_of(address))
    tell(f"{person.username} signs in at /staff/. Let the app on the device read the picture. Nothing is shown again.")


@staff.command("list")
def show() -> None:
    """Print everybody: name, roles, office, whether they can sign in, second factor, last seen."""
    from ogoh.web.accounts.models import Role, User
    from ogoh.web.accounts.second_factor import has_second_factor

    for one in User.objects.select_related("office").prefetch_related("held_roles"):
        roles = ", ".join(role.value for role in Role if role in one.roles)
        able = "can sign in" if one.is_active else "shut out"
        factor = "second factor" if has_second_factor(one) else "no second factor yet"
        last = f"last signed in {one.last_login:%Y-%m-%d}" if one.last_login else "never signed in"
        say(f"{one.username}\t{roles}\t{one.office.code}\t{able}\t{factor}\t{last}")


@staff.command("reset")
def reset(name: Name) -> None:
    """Give somebody a first password again and take their second factor away; all their sessions end."""
    from ogoh.web.accounts import services
    from ogoh.web.accounts.models import User

    person = User.objects.filter(username=name).first() if "\0" not in name else None
    if person is None:
        refuse(f"Nobody signs in as {name!r}. 'ogoh staff list' shows everybody.")
    password = services.reset_access(operator(), person.pk)
    say(f"password\t{password}")
    tell(f"At the next sign-in {name} chooses another password and sets up the second factor. It is not shown again.")


def _refuse_unusable(name: str, office: str, office_name: str) -> None:
    from django.core.exceptions import ValidationError

    from ogoh.web.accounts.models import CODE_OF_OFFICE, LONGEST_OFFICE, NAME_OF_OFFICE, NAME_TO_SIGN_IN

    letters = "small Latin letters, digits, dots or hyphens, up to 50"
    for what, text, rule, expected in (
        ("name", name, NAME_TO_SIGN_IN, letters),
        ("office's code", office, CODE_OF_OFFICE, letters),
        (
            "office's name",
            office_name,
            NAME_OF_OFFICE,
            f"at most {LONGEST_OFFICE} signs, for it stands on certificates",
        ),
    ):
        try:
            rule(text)
        except ValidationError:
            refuse(f"The {what} {text!r} cannot be used: {expected}.")


def _asked_password(name: str) -> str:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils import translation

    from ogoh.web.accounts.models import User

    password = str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    with translation.override("en"):
        try:
            validate_password(password, User(username=name))
        except ValidationError as weak:
            refuse(" ".join(weak.messages))
    return password


def _picture_of(address: str) -> str:
    """The address as a QR code of signs, for a device's camera."""
    import segno

    out = io.StringIO()
    segno.make(address, error="l").terminal(out, compact=True)
    return out.getvalue()
