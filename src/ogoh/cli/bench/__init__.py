"""``ogoh bench``: the figures in the docs, each by its name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ogoh.cli.bench import growth, lists, log, matching, pages, people, report
from ogoh.cli.bench.measuring import Figure, keep, kept
from ogoh.cli.linking.options import EngineName
from ogoh.cli.telling import say, tell

Home = Annotated[Path, typer.Option(help="Where data and results of benchmarks are kept.")]
Size = Annotated[int, typer.Option(help="How many rows.", min=100)]
HOME = Path("var/bench")

group = typer.Typer(no_args_is_help=True, help="The figures in the docs, measured on this machine.")


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(group, name="bench")


@group.command("import")
def bench_import(size: Size = 1_000_000, home: Home = HOME) -> None:
    """Import a made-up CSV list into SQLite: seconds and memory."""
    _done(home, lists.import_list(home.absolute(), size))


@group.command("check")
def bench_check(
    size: Size = 1_000_000,
    asked: Annotated[int, typer.Option(help="How many travellers.", min=100)] = 2000,
    home: Home = HOME,
) -> None:
    """Check travellers in process against the list of the import: milliseconds."""
    _done(home, lists.check_travellers(home.absolute(), size, asked))


@group.command("recall")
def bench_recall(size: Size = 20_000, home: Home = HOME) -> None:
    """Recall of keys and answers on the made-up error channel."""
    _done(home, matching.recall(size))


@group.command("compare")
def bench_compare(size: Size = 50_000, home: Home = HOME) -> None:
    """Pairs compared a second."""
    _done(home, matching.compare_pairs(size))


@group.command("people")
def bench_people(size: Size = 1_000_000, home: Home = HOME) -> None:
    """Make up a population: seconds."""
    _done(home, people.make_up(size))


@group.command("pages")
def bench_pages(home: Home = HOME) -> None:
    """Weight of the public pages with all they load."""
    _done(home, pages.weigh(home.absolute()))


@group.command("audit")
def bench_audit(
    events: Annotated[int, typer.Option(help="How many events, one a transaction and again together.", min=100)] = 3000,
    home: Home = HOME,
) -> None:
    """Record events in the log on SQLite and verify them: events a second."""
    _done(home, log.write_and_verify(home.absolute() / "log", events))


@group.command("desk")
def bench_desk(
    people: Annotated[int, typer.Option(help="How many people come in the day.", min=20)] = 1500,
    speed: Annotated[float, typer.Option(help="How many times faster than a day of eight hours.", min=1)] = 20.0,
    database: Annotated[str, typer.Option(help="An empty PostgreSQL database as in DATABASE_URL; else SQLite.")] = "",
    home: Home = HOME,
) -> None:
    """A day at the desk over ten counters, on the service as it is served: milliseconds, errors, events lost."""
    from ogoh.cli.bench import desk

    _done(home, desk.a_day(home.absolute() / "desk", people, speed, database))


@group.command("parcel")
def bench_parcel(
    size: Size = 1_000_000,
    changes: Annotated[int, typer.Option(help="How many changes the second release carries.", min=3)] = 2000,
    home: Home = HOME,
) -> None:
    """A list from one installation to another, whole and as what changed: seconds and memory."""
    from ogoh.cli.bench import parcel

    _done(home, parcel.exchange(home.absolute(), size, changes))


@group.command("cases")
def bench_cases(
    requests: Annotated[int, typer.Option(help="How many people ask.", min=1, max=5000)] = 2000, home: Home = HOME
) -> None:
    """Requests to the owner of a list on SQLite: opened, sent as letter, table and parcel, answered: seconds."""
    from ogoh.cli.bench import cases

    _done(home, cases.measure(home.absolute() / "cases", requests))


@group.command("blind")
def bench_blind(
    size: Annotated[int, typer.Option(help="How many people are on the list that is built.", min=100)] = 20_000,
    questions: Annotated[int, typer.Option(help="How many questions are asked and answered.", min=100)] = 10_000,
    home: Home = HOME,
) -> None:
    """Blind questions: what each side costs, building a list, its size, and whom its keys find."""
    from ogoh.cli.bench import blind

    _done(home, blind.measure(home.absolute() / "blind", size, questions))


@group.command("linkage")
def bench_linkage(
    list_size: Annotated[int, typer.Option(help="Records of the list.", min=100)] = 100_000,
    register_size: Annotated[int, typer.Option(help="Crossings of the register.", min=100)] = 1_000_000,
    spelling: Annotated[str, typer.Option(help="All names of the list in one spelling, such as tajik.")] = "",
    engine: Annotated[EngineName, typer.Option(help="DuckDB or Spark.")] = EngineName.DUCKDB,
    accuracy: Annotated[bool, typer.Option(help="Measure how many pairs are right, too.")] = True,
    home: Home = HOME,
) -> None:
    """Link a made-up list with a made-up register: seconds, memory, pairs, F1."""
    from ogoh.cli.bench import linkage

    _done(
        home,
        linkage.link_made_up(home.absolute(), (list_size, register_size), spelling, engine.value, accuracy=accuracy),
    )


@group.command("report")
def bench_report(
    out: Annotated[Path, typer.Option(help="The page to write.")] = Path("docs/benchmarks.md"), home: Home = HOME
) -> None:
    """Write the page of figures from what was measured last."""
    runs = growth.kept_runs(home)
    out.write_text(report.page(kept(home)) + growth.table(runs), encoding="utf-8")
    if growth.drawn_of(runs):
        drawn = out.parent / growth.PICTURE
        drawn.parent.mkdir(parents=True, exist_ok=True)
        drawn.write_text(growth.picture(runs), encoding="utf-8")
    tell(f"Written to {out}.")


def _done(home: Path, figures: Sequence[Figure]) -> None:
    keep(home, figures)
    for one in figures:
        say(f"{one.name}: {one.figure}  (bar: {one.bar}{_met(one.met)})  {one.beside}")


def _met(met: bool | None) -> str:
    return {True: ", met", False: ", missed", None: ""}[met]
