"""``ogoh list``: taking a delivered list in, what we hold, what changed."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ogoh.cli.database import open_database, operator
from ogoh.cli.telling import REJECTED, progress, refusing, say, tell
from ogoh.delivery import load_columns

if TYPE_CHECKING:
    from ogoh.web.lists.report import ImportReport

JsonOption = Annotated[bool, typer.Option("--json", help="Give the result as JSON.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Lists: import, show, difference.", no_args_is_help=True)
    group.command("import")(take_in)
    group.command("show")(show)
    group.command("diff")(diff)
    group.command("rekey")(rekey)
    app.add_typer(group, name="list")


def take_in(
    file: Annotated[Path, typer.Argument(help="The list: .csv .xlsx .jsonl .parquet, or .xml of the United Nations.")],
    source: Annotated[str, typer.Option(help="The code of the source that delivers it.")],
    dated: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day of the list, unless the file gives it.")
    ] = None,
    delta: Annotated[
        bool, typer.Option("--delta", help="It adds, changes and removes whom it names; all others stay.")
    ] = False,
    columns: Annotated[Path | None, typer.Option(help="A YAML file that names the columns.")] = None,
    rejects: Annotated[Path | None, typer.Option(help="Where rejected rows go; default: beside the list.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Work everything out and write nothing.")] = False,
    allow_older: Annotated[bool, typer.Option(help="Take a list older than the newest held.")] = False,
    allow_smaller: Annotated[bool, typer.Option(help="Take a list of a tenth of the last or less.")] = False,
    allow_rejects: Annotated[bool, typer.Option(help="Take a list of which many rows are rejected.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Take a delivered list in: all of it or nothing, every row accepted or rejected with its reason."""
    open_database()
    from ogoh.web.lists.services import Allowances, import_delivery

    mend = rejects or file.with_name(f"{file.stem}-rejects.csv")
    with refusing(), progress() as bar:
        task = bar.add_task(f"reading {file.name}", total=None)
        report = import_delivery(
            file,
            source,
            dated.date() if dated else None,
            delta=delta,
            columns=load_columns(columns) if columns else None,
            rejects=mend,
            dry_run=dry_run,
            allow=Allowances(allow_older, allow_smaller, allow_rejects),
            progress=lambda read: bar.update(task, completed=read),
            by=operator(),
        )
    _print_report(report, mend, as_json=as_json)
    if report.account.rejected and not report.repeated:
        raise typer.Exit(REJECTED)


def _print_report(report: ImportReport, mend: Path, *, as_json: bool) -> None:
    account = report.account
    if as_json:
        say(json.dumps(_as_json(report), ensure_ascii=False))
        return
    if report.repeated:
        say(f"This file is held already as delivery {report.number} of {report.source}; nothing was changed.")
        return
    done = "Tried, nothing written" if report.dry_run else "Imported"
    say(f"{done}: delivery {report.number} of {report.source}, {report.kind}, dated {report.dated.isoformat()}.")
    say(f"{account.accepted} accepted + {account.rejected} rejected = {account.read} read.")
    say(f"{report.added} added, {report.changed} changed, {report.removed} removed, {report.unchanged} unchanged.")
    if report.kept:
        tell(f"{report.kept} stay on the list as they were, for their rows were rejected.")
    for heading in report.ignored_headings:
        tell(f"The column {heading!r} was not read and is not stored.")
    for note in report.notes:
        tell(note)
    for field, count in account.reasons:
        tell(f"{count} rejected for {field}.")
    if account.rejected:
        tell(f"Rejected rows are in {mend}; mend them there and import that file with --delta.")


def _as_json(report: ImportReport) -> dict[str, object]:
    account = report.account
    return {
        "source": report.source,
        "delivery": report.number,
        "dated": report.dated.isoformat(),
        "kind": str(report.kind),
        "read": account.read,
        "accepted": account.accepted,
        "rejected": account.rejected,
        "rejected_by_field": dict(account.reasons),
        "added": report.added,
        "changed": report.changed,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "kept": report.kept,
        "ignored_headings": list(report.ignored_headings),
        "notes": list(report.notes),
        "repeated": report.repeated,
        "dry_run": report.dry_run,
    }


def show(as_json: JsonOption = False) -> None:
    """What we hold, as of when: every source with its deliveries."""
    open_database()
    from ogoh.web.lists.holdings import holdings

    held = holdings()
    if as_json:
        say(json.dumps([one.as_dict() for one in held], ensure_ascii=False))
        return
    if not held:
        tell("No source is known yet; make one with: ogoh source add")
    for one in held:
        say(f"{one.code}  {one.name}  ({one.kind})  {one.alive} people on the list")
        for delivery in one.deliveries:
            say(
                f"  {delivery.number}  {delivery.dated.isoformat()}  {delivery.kind}  {delivery.read} read, "
                f"{delivery.rejected} rejected, {delivery.added} added, {delivery.changed} changed, "
                f"{delivery.removed} removed"
            )


def diff(
    before: Annotated[str, typer.Argument(help="A delivery, as SOURCE:NUMBER.")],
    after: Annotated[str, typer.Argument(help="A later delivery of the same source.")],
    as_json: JsonOption = False,
) -> None:
    """What changed between two deliveries of one source, by reference."""
    open_database()
    from ogoh.web.lists.holdings import difference_between

    with refusing():
        found = difference_between(before, after)
    if as_json:
        say(json.dumps({"added": found.added, "changed": found.changed, "removed": found.removed}))
        return
    for sign, references in (("+", found.added), ("~", found.changed), ("-", found.removed)):
        for reference in references:
            say(f"{sign} {reference}")
    tell(f"{len(found.added)} added, {len(found.changed)} changed, {len(found.removed)} removed.")


def rekey() -> None:
    """Make the keys of all lists anew, after an update that changed the tables of names."""
    open_database()
    from ogoh.web.lists.services import rekey as make_anew

    with refusing():
        listings = make_anew()
    tell(f"The keys of {listings} listings were made anew." if listings else "All keys are those of this version.")
