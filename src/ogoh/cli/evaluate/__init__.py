"""``ogoh evaluate``: how well matching does, on labelled pairs and on a made-up population; and the page of it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ogoh.cli.evaluate import floors as floored
from ogoh.cli.evaluate import growth, page, page_pairs, page_people, peers, people
from ogoh.cli.evaluate.kept import HOME, keep
from ogoh.cli.evaluate.measures import Accuracy, accuracy
from ogoh.cli.evaluate.pairs import labelled_by, read_pairs
from ogoh.cli.telling import REJECTED, refuse, refusing, say, tell

_PAIRS = "pairs"
_NAMED = ("--nomenklatura", "PYTHON")
"""How a command on the page tells where another program lies: that is each machine's own affair."""
SEED = 2
"""Not the seed on which commonness was counted (1): a model is not asked about the people it was made from."""

Pairs = Annotated[Path, typer.Argument(help="Pairs as for compare, with a column label: 1 one person, 0 two.")]
Home = Annotated[Path, typer.Option(help="Where results are kept until they are reported.")]
Seed = Annotated[int, typer.Option(help="Which made-up population.", min=0)]
Processes = Annotated[int, typer.Option(help="How many processes share the work.", min=1)]


class PairsFirst(TyperGroup):
    """A group whose first word may be left out: ``ogoh evaluate FILE`` is ``ogoh evaluate pairs FILE``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the word in where a file or an option comes first."""
        known = not args or args[0] in self.commands or args[0] == "--help"
        return super().parse_args(ctx, args if known else [_PAIRS, *args])


group = typer.Typer(cls=PairsFirst, no_args_is_help=True, help="How well matching does, and the page that says so.")


def register(app: typer.Typer) -> None:
    """Add the group."""
    app.add_typer(group, name="evaluate")


@group.command(_PAIRS)
def evaluate_pairs(
    pairs: Pairs,
    by: Annotated[str, typer.Option(help="A column to report apart, such as country or kind.")] = "",
) -> None:
    """Say how well the weights tell one person from two, over all pairs and by group; pairs may be left out."""
    with refusing():
        groups, unread = labelled_by(pairs, by)
    say("| group | pairs | one person | AUC | best F1 | recall at precision .99 |\n|---|---|---|---|---|---|")
    for name, found in sorted(groups.items(), key=lambda item: -len(item[1])):
        say(_line(name, accuracy(found)))
    if unread:
        tell(f"{unread} pairs are not counted: ogoh compare names those it cannot read; a label is 1 or 0.")
        raise typer.Exit(REJECTED)


def _line(name: str, found: Accuracy) -> str:
    figures = (found.auc, found.best_f1, found.recall_when_precise)
    shown = ("–" if figure is None else f"{figure:.4f}" for figure in figures)
    return f"| {name} | {found.pairs} | {found.same} | {' | '.join(shown)} |"


@group.command("peers")
def evaluate_peers(
    pairs: Pairs,
    nomenklatura: Annotated[str, typer.Option(help="A Python that has nomenklatura, to run its logic-v2.")] = "",
    home: Home = HOME,
) -> None:
    """Set Ogoh beside RapidFuzz alone, and nomenklatura where it is there, on the same pairs; kept for the report."""
    with refusing():
        found = read_pairs(pairs)
        if len(set(found.labels)) < 2:
            refuse(f"{pairs.name} holds pairs of one kind only: figures need pairs of one person and pairs of two.")
        shown = pairs.name if pairs.is_absolute() else pairs
        result = peers.measure(found, nomenklatura, _command("peers", shown, *_NAMED[: 2 * bool(nomenklatura)]))
        keep(home, f"pairs-{result.name}", result)
    for one in result.standings:
        say(page_pairs.standing_line(one))
    for name in result.absent:
        tell(f"{name} is not installed here; the report says so. Name a Python that has it with --nomenklatura.")


@group.command("people")
def evaluate_people(
    size: Annotated[int, typer.Option(help="How many listings.", min=100)] = 100_000,
    asked: Annotated[int, typer.Option(help="How many travellers ask; half of them are listed.", min=100)] = 20_000,
    seed: Seed = SEED,
    processes: Processes = 2,
    home: Home = HOME,
    answers: Annotated[Path | None, typer.Option(help="Where weights go, and which were right, for training.")] = None,
) -> None:
    """Ask a made-up list about made-up travellers: missed and wrongly alarmed people by group; kept for the report."""
    command = _command("people", "--size", size, "--asked", asked, "--seed", seed)
    with refusing():
        result = people.measure(size, asked, seed, processes, command, answers)
        keep(home, "people", result)
    for line in page_people.told_lines(result):
        say(line)


@group.command("growth")
def evaluate_growth(
    largest: Annotated[int, typer.Option(help="Up to how many listings; ten million take long.", min=100)] = 1_000_000,
    asked: Annotated[int, typer.Option(help="How many questions.", min=10)] = 1000,
    seed: Seed = SEED,
    processes: Processes = 2,
    home: Home = HOME,
) -> None:
    """Count how the candidates of a check grow with a list, which is never held; kept for the report."""
    command = _command("growth", "--largest", largest, "--asked", asked, "--seed", seed)
    result = growth.measure(largest, asked, seed, processes, command)
    keep(home, "growth", result)
    for line in page_people.growth_lines(result):
        say(line)


@group.command("report")
def evaluate_report(
    out: Annotated[Path, typer.Option(help="The page to write; its plots go into pictures/accuracy beside it.")] = Path(
        "docs/accuracy.md"
    ),
    home: Home = HOME,
) -> None:
    """Write the page and its plots from what was measured last."""
    with refusing():
        written = page.write(out, home)
    tell(f"Written to {out}, with {written} plots.")


@group.command("floors")
def evaluate_floors(
    file: Annotated[Path, typer.Argument(help="YAML: what is measured, and the floors under its figures.")],
    pairs: Annotated[list[Path] | None, typer.Option(help="Where a file of pairs lies that is not beside.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Write new floors from the figures of today.")] = False,
) -> None:
    """Say which figures have fallen below their floors; status 1 where one has."""
    with refusing():
        sets: list[floored.FlooredSet] = []
        fallen: list[floored.Fallen] = []
        for one in floored.read_floors(file):
            placed = floored.located(one, file, pairs or ())
            if placed is None:
                tell(f"{one.name} is not measured: {one.settings['pairs']} is not there; name it with --pairs.")
                sets.append(one)
                continue
            figures = floored.measured(placed)
            fallen += floored.fallen(placed, figures)
            sets.append(floored.FlooredSet(one.name, one.settings, floored.lowered(figures)))
        if write:
            floored.write_floors(file, sets, _command("floors", file, "--write"))
    for found in fallen:
        say(found.words)
    if fallen and not write:
        raise typer.Exit(REJECTED)


def _command(*words: Any) -> str:
    return shlex.join(("ogoh", "evaluate", *map(str, words)))
