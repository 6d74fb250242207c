"""What the commands of the registry share: the database, who acts, and every refusal as a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import refuse, refusing, tell
from ogoh.delivery.tables import TableNotWritten, format_of, write_table
from ogoh.delivery.tables.writing import replaced_when_whole

if TYPE_CHECKING:
    from datetime import datetime

    from ogoh.web.accounts.models import User
    from ogoh.web.lists.models import SourceKind
    from ogoh.web.registry.deciding import Why
    from ogoh.web.registry.models import Version
    from ogoh.web.registry.refusal import ReasonWanted
    from ogoh.web.registry.rows import ListRow


class Kind(StrEnum):
    """The two registers as they are typed."""

    ENTRY_BAN = "entry_ban"
    CONTROLLED_PERSONS = "controlled_persons"

    @property
    def register(self) -> SourceKind:
        """The register itself."""
        from ogoh.web.lists.models import SourceKind

        return SourceKind(self.value)


KindOption = Annotated[Kind, typer.Option(help="Which register: two different things, never mixed.")]
By = Annotated[str, typer.Option(help="Who does it: the name to sign in of somebody of the agency.")]
Reason = Annotated[str, typer.Option("--why", help="The reason, in one line.")]
Despite = Annotated[str, typer.Option(help="Why it is done although something does not fit.")]
Reference = Annotated[str, typer.Argument(help="The reference of the decision, such as eb-000000017.")]
Papers = Annotated[list[Path] | None, typer.Option("--attach", help="A paper (PDF, PNG, JPEG); may be repeated.")]


@contextmanager
def open_registry() -> Iterator[None]:
    """The database; every refusal, and whatever wants a reason, as one paragraph with status 2."""
    open_database()
    from django.db import OperationalError
    from django.utils import translation

    from ogoh.web.registry.refusal import ReasonWanted, RegistryRefused

    with refusing(), translation.override("en"):
        try:
            yield
        except RegistryRefused as refused:
            refuse(f"{_option(refused.field)}{refused.words}")
        except ReasonWanted as wanted:
            refuse(_told(wanted))
        except OperationalError:
            refuse("The database is written by another, or has no room. Nothing was changed; repeat in some minutes.")


_OPTIONS = {"family_name": "family", "dob": "born", "document_number": "document", "papers": "attach", "reason": "why"}
"""Fields whose option is called otherwise."""


def _option(field: str) -> str:
    """The option to mend, before the sentence that says how; nothing where it is none."""
    return "" if field in ("", "reference") else f"--{_OPTIONS.get(field, field.replace('_', '-'))}: "


def _told(wanted: ReasonWanted) -> str:
    from ogoh.web.registry.words import doubt_words

    told = [doubt_words(code) for code in wanted.doubts]
    for one in wanted.alike:
        like = "is" if one.certain else "may be"
        born = ", ".join(birth.text for birth in one.subject.births) or "no date of birth"
        names = "; ".join(name.text for name in one.subject.names)
        told.append(f"{one.reference} ({one.agency}) {like} about the same person: {names}, {born}.")
    ways = ["--despite says why it is written all the same"]
    if wanted.alike:
        ways.insert(0, "--same-as REFERENCE says that it is the same person")
    return " ".join([*told, f"Nothing was written: {', '.join(ways)}."])


def staff(name: str) -> User:
    """Who acts; what they may do is asked of the tables with each act."""
    from ogoh.web.accounts.models import User

    person = User.objects.select_related("office").filter(username=name).first() if "\0" not in name else None
    if person is None:
        refuse(f"Nobody signs in as {name!r}. 'ogoh staff list' shows everybody.")
    return person


def because(reason: str, despite: str = "", papers: Sequence[Path] | None = None, same_as: str = "") -> Why:
    """Why something is done, with the bytes of its papers."""
    from ogoh.web.registry.attaching import LARGEST
    from ogoh.web.registry.deciding import Why

    # One byte more than is taken is enough to be refused for it.
    contents = tuple(_first_bytes(path, LARGEST + 1) for path in papers or ())
    return Why(reason, despite, same_as, contents)


def tell_written(version: Version) -> None:
    """Say on standard output which version waits, and of what."""
    from ogoh.cli.telling import say

    say(version.decision.reference)
    what = f"Version {version.sequence} ({version.act})"
    tell(f"{what} is written and counts once a second person of the agency confirms it.")


def write_rows(out: Path, kind: Kind, at: datetime, rows: Iterable[ListRow]) -> int:
    """Write rows of people into a file; how many. The event is in the log before the file is in its place.

    Raises DeliveryRefused, TableNotWritten.
    """
    from django.db import transaction

    from ogoh.web.registry import recording
    from ogoh.web.registry.rows import COLUMNS

    format_of(out)
    with replaced_when_whole(out) as beside:
        try:
            count = write_table(beside, COLUMNS, (tuple(row.cells().values()) for row in rows))
        except TableNotWritten as fault:
            raise TableNotWritten(out, fault.reason) from fault
        with transaction.atomic():
            recording.exported(operator(), kind.value, at.isoformat(), count)
    return count


def _first_bytes(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)
