"""The ``ogoh`` command: a thin face on the rooms, one file for each group of commands."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

COMMANDS = {
    "serve": "service", "demo": "service", "source": "source", "list": "list", "check": "check", "review": "review",
    "compare": "compare", "link": "linking", "reconcile": "linking", "evaluate": "evaluate", "train": "train",
    "commonness": "commonness", "synthetic": "synthetic", "bench": "bench", "token": "token", "audit": "audit",
    "staff": "staff", "certificate": "certificate", "registry": "registry", "parcel": "parcel", "peer": "exchange",
    "release": "exchange", "blind": "blind", "cases": "cases",
}  # fmt: skip
"""The module of each command."""

_INTERRUPTED = 130


@cache
def _application() -> typer.Typer:
    """The command with all its groups."""
    return _with_modules(dict.fromkeys(COMMANDS.values()))


def _with_modules(modules: Iterable[str]) -> typer.Typer:
    import typer

    app = typer.Typer(
        name="ogoh",
        help="Tells people before they travel whether a list bars them from entering a country. Free of charge.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    # With a callback a command stays a word of its own, also where there is no other.
    app.callback()(lambda: None)
    for module in modules:
        import_module(f"ogoh.cli.{module}").register(app)
    return app


def _wanted(arguments: Sequence[str]) -> typer.Typer:
    """The command with what these arguments need: to import all of it takes longer than many a command."""
    module = COMMANDS.get(arguments[0]) if arguments else None
    return _with_modules([module]) if module else _application()


def __getattr__(name: str) -> typer.Typer:
    """``app``, made when it is first asked for: processes that only compare import this module and need none of it."""
    if name != "app":
        raise AttributeError(name)
    return _application()


def main() -> None:
    """Run the command; the entry point of the package."""
    # What the imports made stays; looking at every object of a long list again and again costs a third of the time.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    # What Ogoh writes is about people: nobody but its owner reads it.
    os.umask(0o077)
    if os.environ.get("OGOH_MODEL"):
        _refuse_unusable_model()
    try:
        _wanted(sys.argv[1:])()
    except KeyboardInterrupt:
        # Pressed while modules were read; from then on the command sees to it itself.
        raise SystemExit(_INTERRUPTED) from None


def _refuse_unusable_model() -> None:
    """Say before anything is done that a model of one's own cannot be used, not in the middle of it."""
    from ogoh.cli.telling import UNUSABLE, tell
    from ogoh.matching.model import UnusableModelError, model

    try:
        model()
    except UnusableModelError as fault:
        tell(str(fault))
        raise SystemExit(UNUSABLE) from None
