"""``ogoh registry amnesty``: tried, approved by two people, applied, undone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ogoh.cli.registry.common import By, KindOption, Reason, open_registry, staff, write_rows
from ogoh.cli.telling import say, tell

group = typer.Typer(help="Lift many decisions by a rule.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(min=1, help="The amnesty's number, as ogoh registry amnesty try prints it.")]
Several = list[str] | None


@group.command("try")
def try_out(
    by: By,
    reason: Reason,
    kind: KindOption,
    title: Annotated[str, typer.Option(help="What everybody calls it.")],
    citizenship: Annotated[Several, typer.Option(help="A country; may be repeated. By default all.")] = None,
    ground: Annotated[Several, typer.Option(help="A code of a ground; may be repeated. By default all.")] = None,
    agency: Annotated[Several, typer.Option(help="A code of an agency; may be repeated. By default all.")] = None,
    by_court: Annotated[
        bool | None, typer.Option("--by-court/--not-by-court", help="Only those whom a court expelled, or only others.")
    ] = None,
    criminal: Annotated[
        bool | None, typer.Option("--criminal/--not-criminal", help="Only for crimes, or only others.")
    ] = None,
    decided_from: Annotated[str, typer.Option(help="Decided on this day or later.")] = "",
    decided_to: Annotated[str, typer.Option(help="Decided on this day or earlier.")] = "",
    review_from: Annotated[str, typer.Option(help="Nothing is lifted before this day.")] = "",
    out: Annotated[Path | None, typer.Option(help="Where the decisions go that it would lift.")] = None,
) -> None:
    """Say whom a rule would free: counts, and a list to inspect; nothing is lifted. Prints the amnesty's number."""
    with open_registry():
        from ogoh.web.registry import amnesty
        from ogoh.web.registry.amnesty_rule import read_rule

        rule = read_rule(
            kind.register,
            citizenships=citizenship or (),
            chosen_grounds=ground or (),
            agencies=agency or (),
            by_court=by_court,
            criminal=criminal,
            decided_from=decided_from,
            decided_to=decided_to,
            review_from=review_from,
        )
        tried = amnesty.try_out(staff(by), kind.register, title, rule, reason)
        counts = amnesty.counts_of(tried)
        if out is not None:
            write_rows(out, kind, tried.tried_at, amnesty.rows_of(tried))
    say(str(tried.pk))
    tell(f"It would lift {counts.decisions} decisions about {counts.people} people. Nothing is lifted yet.")
    for what, counted in (
        ("ground", counts.by_ground),
        ("agency", counts.by_agency),
        ("citizenship", counts.by_citizenship),
    ):
        for name, count in counted:
            tell(f"{what}\t{name or '-'}\t{count}")


@group.command("approve")
def approve(
    number: Number,
    by: By,
    to_undo: Annotated[bool, typer.Option("--undo", help="Approve that it is undone.")] = False,
) -> None:
    """Approve an amnesty, or that it is undone; two people do."""
    with open_registry():
        from ogoh.web.registry import amnesty
        from ogoh.web.registry.models import Step

        count = amnesty.approve(staff(by), number, Step.UNDONE if to_undo else Step.APPLIED)
    tell(f"Approved by {count} of {amnesty.APPROVALS}.")


@group.command("apply")
def apply(number: Number, by: By) -> None:
    """Lift the decisions that were tried and fit the rule still, all in one transaction."""
    with open_registry():
        from ogoh.web.registry import amnesty

        step = amnesty.apply(staff(by), number)
        tried = step.amnesty.members.count()
    say(str(step.decisions))
    tell(f"{step.decisions} of {tried} decisions are lifted. They are gone from the next release.")


@group.command("undo")
def undo(number: Number, by: By, reason: Reason) -> None:
    """Put in force again what an amnesty lifted."""
    with open_registry():
        from ogoh.web.registry import amnesty

        step = amnesty.undo(staff(by), number, reason)
    say(str(step.decisions))
    tell(f"{step.decisions} decisions are in force again.")
