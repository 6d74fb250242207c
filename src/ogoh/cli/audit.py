"""``ogoh audit``: whether the log is what was recorded, what a witness keeps of it, and who looked a person up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ogoh.cli.cases import refusing_cases
from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import REJECTED, refuse, refusing, say, tell
from ogoh.delivery.tables.writing import replaced_when_whole
from ogoh.identity import Subject, read_document, subject_as_typed
from ogoh.names import WrittenName

if TYPE_CHECKING:
    from ogoh.web.audit.looks import Look
    from ogoh.web.audit.notes import Checkpoint
    from ogoh.web.audit.verifying import Verified

_MOST_DAYS = 36_500
"""A hundred years, as for OGOH_AUDIT_DAYS."""

_WITHOUT_WITNESS = (
    "Not found without --kept: an old copy of the whole database in its place. Only a witness's checkpoint shows it."
)

JsonOption = Annotated[bool, typer.Option("--json", help="Give the result as JSON.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="The log that cannot be changed unseen.", no_args_is_help=True)
    group.command("verify")(verify)
    group.command("checkpoint")(checkpoint)
    group.command("key")(key)
    group.command("witness")(witness)
    group.command("looks")(looks)
    group.command("forget")(forget)
    app.add_typer(group, name="audit")


def verify(
    kept: Annotated[
        list[Path] | None, typer.Option(help="A checkpoint that was kept outside; may be given several times.")
    ] = None,
    days: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=_MOST_DAYS,
            help="After how many days looks forget whom they were about; by default OGOH_AUDIT_DAYS.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Look through the whole log: every event, the tree over them, every checkpoint; status 1 names what is wrong."""
    open_database()
    from ogoh.web.audit.verifying import verified

    with refusing():
        found = verified([_kept(path) for path in kept or ()], days)
    _say_verified(found, as_json=as_json)
    if not kept and not as_json:
        tell(_WITHOUT_WITNESS)
    if found.faults:
        raise typer.Exit(REJECTED)


def _kept(path: Path) -> Checkpoint:
    from ogoh.web.audit.keys import verifier
    from ogoh.web.audit.notes import UnfitNote, opened

    try:
        return opened(_note(path), verifier())
    except UnfitNote as fault:
        refuse(f"{path}: {fault}. Give a file that ogoh audit checkpoint wrote, or that a witness keeps.")


def _say_verified(found: Verified, *, as_json: bool) -> None:
    if as_json:
        faults = [{"event": one.number, "fault": str(one)} for one in found.faults]
        said = {"events": found.size, "root": found.root.hex(), "checkpoints": found.checkpoints}
        say(json.dumps({**said, "forgotten": found.forgotten, "faults": faults}))
        return
    say(f"{found.size:,} events, {found.checkpoints:,} checkpoints that fit, {found.forgotten:,} looks are forgotten.")
    for fault in found.faults:
        say(str(fault))
    say("The log was changed." if found.faults else "The log is what was recorded.")


def checkpoint(
    out: Annotated[Path | None, typer.Option(help="Where it goes; standard output where no file is named.")] = None,
    since: Annotated[
        Path | None,
        typer.Option(help="The checkpoint that the witness has; a proof that the log only grew goes along."),
    ] = None,
) -> None:
    """Sign the log as it is now, for a witness outside to keep."""
    open_database()
    from django.db import transaction

    from ogoh.web.audit.keys import verifier
    from ogoh.web.audit.notes import opened
    from ogoh.web.audit.rows import leaves
    from ogoh.web.audit.services import checkpoint as sign
    from ogoh.web.audit.witnessing import offered

    with refusing():
        older = _kept(since) if since else None
        with transaction.atomic():
            note = sign()
        size = opened(note, verifier()).size
        if older and older.size > size:
            refuse(
                f"{since}: a checkpoint of {older.size} events found, and the log has {size}. See: ogoh audit verify"
            )
        text = offered(note, older.size, size, list(leaves(size))) if older else note
        if out is None:
            say(text.rstrip("\n"))
            return
        with replaced_when_whole(out) as beside:
            beside.write_text(text, encoding="utf-8")
    tell(f"{size:,} events; written to {out}.")


def key() -> None:
    """Print the public key of the log, which a witness is given once and by another way."""
    open_database()
    from ogoh.web.audit.keys import verifier

    say(str(verifier()))


def witness(
    offer: Annotated[Path, typer.Argument(help="What ogoh audit checkpoint --since wrote.")],
    kept: Annotated[Path, typer.Option(help="The checkpoint that is kept; replaced by the newer one where all fits.")],
    log_key: Annotated[str, typer.Option("--key", help="The public key of the log, as ogoh audit key prints it.")],
) -> None:
    """Take a newer checkpoint from the log if it proves that nothing before it was changed. Needs no database."""
    from ogoh.web.audit.notes import UnfitNote, Verifier
    from ogoh.web.audit.witnessing import witnessed

    with refusing():
        try:
            verifier = Verifier.from_text(log_key)
        except UnfitNote as fault:
            refuse(f"--key: {fault}. Give the line that ogoh audit key printed.")
        before = _note(kept) if kept.exists() else None
        text = _note(offer)
        try:
            note, newer = witnessed(text if text.startswith("old ") else f"old 0\n\n{text}", before, verifier)
        except UnfitNote as fault:
            say(f"Not taken: {fault}.")
            raise typer.Exit(REJECTED) from None
        with replaced_when_whole(kept) as beside:
            beside.write_text(note, encoding="utf-8")
    say(f"Kept: {newer.size:,} events of {newer.origin}.")


def _note(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        refuse(f"{path} is no text. Give a file that ogoh audit checkpoint wrote, or that a witness keeps.")


def looks(
    document: Annotated[str, typer.Option(help="The person's document number.")] = "",
    name: Annotated[str, typer.Option(help="The person's whole name; with the date of birth.")] = "",
    born: Annotated[str, typer.Option(help="The date of birth.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Who looked a person up: when, from which office, what for. For that person alone."""
    if not document.strip() and not (name.strip() and born.strip()):
        refuse("Give --document, or --name and --born: a name alone is many people's.")
    open_database()
    from django.conf import settings
    from django.db import transaction

    from ogoh.web.audit.events import Act, Happening
    from ogoh.web.audit.looks import looks_at
    from ogoh.web.audit.services import record
    from ogoh.web.audit.subjects import subject_digests

    with refusing():
        person = _person(name, born, document)
        found = list(looks_at(person))
        with transaction.atomic():
            told = {"events": len(found)}
            record(Happening(Act.EXPORT, operator(), "", "told who looked", subject_digests(person), told))
    if as_json:
        say(json.dumps([_as_json(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        say(f"{one.at:%Y-%m-%d %H:%M}\t{one.act}\t{one.office or '-'}\t{one.actor or '-'}\t{one.purpose}")
    tell(f"{len(found)} events. Looks are remembered for {settings.AUDIT_DAYS} days; that you asked is an event too.")


def _person(name: str, born: str, document: str) -> Subject:
    if name.strip():
        return subject_as_typed(WrittenName(name), born=born, document=document)
    return Subject(names=(), documents=(read_document(document),))


def _as_json(look: Look) -> dict[str, object]:
    return {
        "event": look.number,
        "at": look.at.isoformat(),
        "act": look.act,
        "office": look.office,
        "by": look.actor,
        "purpose": look.purpose,
        "told": look.told,
    }


def forget(
    days: Annotated[
        int | None,
        typer.Option(
            min=1, max=_MOST_DAYS, help="Looks older than this forget whom they were about; by default OGOH_AUDIT_DAYS."
        ),
    ] = None,
) -> None:
    """Let old looks, settled questions of desks and closed requests forget whom they were about.

    The tree stays provable.
    """
    open_database()
    from ogoh.web.audit.ageing import forget_old
    from ogoh.web.cases.actor import Actor
    from ogoh.web.cases.forgetting import forget_cases
    from ogoh.web.desk.forgetting import forget_questions

    with refusing_cases():
        forgotten, questions = forget_old(days, by=operator()), forget_questions(by=operator())
        requests = forget_cases(Actor(operator()))
    tell(
        f"{forgotten:,} looks, {questions:,} questions of desks and {requests:,} requests have forgotten whom they "
        "were about."
    )
