"""Commands that print: what waits, one decision with its history on a day, and the rows in force."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ogoh.cli.database import operator
from ogoh.cli.registry.common import KindOption, Reference, open_registry, write_rows
from ogoh.cli.telling import refuse, say, tell

if TYPE_CHECKING:
    from ogoh.web.registry.history import Happened
    from ogoh.web.registry.models import Decision
    from ogoh.web.registry.standing import State


def waiting() -> None:
    """Print what waits for a second person, of every agency: reference, act, agency, author, day."""
    with open_registry():
        from ogoh.web.registry.models import Agency
        from ogoh.web.registry.ruling import waiting_of

        for agency in Agency.objects.all():
            for one in waiting_of(agency):
                cells = (one.decision.reference, one.act, agency.code, one.author.username)
                say("\t".join((*cells, f"{one.written_at:%Y-%m-%d}")))


def show(
    reference: Reference,
    on: Annotated[str, typer.Option(help="As it stood at the end of a day, or at a moment; by default now.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Give the result as JSON.")] = False,
) -> None:
    """Print a decision as it stands, or stood, and all that was ever done to it."""
    with open_registry():
        from django.db import transaction

        from ogoh.web.registry import recording
        from ogoh.web.registry.finding import with_reference
        from ogoh.web.registry.history import history
        from ogoh.web.registry.standing import state_at

        decision = with_reference(reference)
        if decision is None:
            refuse(f"There is no decision {reference!r}.")
        at = _moment(on)
        state = state_at(decision, at)
        with transaction.atomic():
            recording.looked_by_command(operator(), reference, state.subject)
        told = _told(decision, state, at, history(decision))
    if as_json:
        say(json.dumps(told, ensure_ascii=False))
        return
    happened = told.pop("history")
    for field, value in told.items():
        if value not in ("", None):
            say(f"{field}\t{value}")
    for one in happened:
        say("\t".join(str(value) for value in one.values() if value not in ("", None)))


def export(
    kind: KindOption,
    out: Annotated[Path, typer.Option(help="Where the rows go (.jsonl, .csv, .xlsx).")],
    at: Annotated[str, typer.Option(help="At the end of a day, or at a moment; by default now.")] = "",
) -> None:
    """Write the decisions in force as a list that can be imported elsewhere."""
    with open_registry():
        from ogoh.web.registry.rows import rows_in_force

        moment = _moment(at)
        count = write_rows(out, kind, moment, rows_in_force(kind.register, moment))
    tell(f"{count} decisions in force written to {out}.")


def _moment(text: str) -> datetime:
    """A moment in ISO 8601, or the end of a day, by the clocks of the staff."""
    from zoneinfo import ZoneInfo

    from django.conf import settings
    from django.utils import timezone

    from ogoh.delivery.particulars import day_of
    from ogoh.web.days import end_of

    if not text.strip():
        return timezone.now()
    day = day_of(text.strip())
    if day is not None:
        return end_of(day)
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        refuse(f"The day {text!r} cannot be read. Write it as 2026-05-14, or a moment as 2026-05-14T08:00.")
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(settings.TIME_OF_STAFF))


def _told(decision: Decision, state: State, at: datetime, happened: list[Happened]) -> dict[str, Any]:
    from ogoh.law import estimated_end, grounds
    from ogoh.web.registry.rows import person_cells, written_ground

    told: dict[str, Any] = {
        "reference": decision.reference,
        "register": decision.subject.register,
        "agency": decision.agency.code,
        "at": at.isoformat(),
        "status": state.status.value,
    }
    if state.version is not None and state.subject is not None:
        version = state.version
        estimate = None if version.until else estimated_end(grounds()[version.ground], version.starts_on)
        told |= person_cells(state.subject)
        told |= {
            "ground": version.ground,
            "grounds": written_ground(version.ground),
            "legal_basis": version.legal_basis,
            "number": version.number,
            "decided_on": version.decided_on.isoformat(),
            "until": version.until.isoformat() if version.until else "",
            "until_by_estimate": estimate.isoformat() if estimate else "",
        }
    return {**told, "history": [_line(one) for one in happened]}


def _line(one: Happened) -> dict[str, Any]:
    if one.version is None:
        return {"act": "expired", "at": one.day.isoformat() if one.day else ""}
    ruling = one.ruling
    return {
        "sequence": one.version.sequence,
        "act": one.version.act,
        "at": one.version.written_at.isoformat(timespec="seconds"),
        "by": one.version.author.username,
        "reason": one.version.reason,
        "doubts": ", ".join(one.version.doubts),
        "despite": one.version.despite,
        "said": "waits" if ruling is None else "confirmed" if ruling.confirmed else "declined",
        "said_by": ruling.by.username if ruling else "",
        "said_at": ruling.at.isoformat(timespec="seconds") if ruling else "",
        "declined_because": ruling.reason if ruling else "",
    }
