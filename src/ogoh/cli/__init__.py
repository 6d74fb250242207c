"""The ``ogoh`` command: a thin face on the rooms, one file for each group of commands."""

from __future__ import annotations

import gc
import os
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

_GROUPS = (
    "service", "source", "list", "check", "review", "compare", "linking", "evaluate", "train", "commonness",
    "synthetic", "bench", "token", "audit", "staff", "certificate",
    "registry", "parcel", "exchange", "blind", "cases",
)  # fmt: skip

_INTERRUPTED = 130


@cache
def _application() -> typer.Typer:
    """The command with all its groups."""
    import typer

    app = typer.Typer(
        name="ogoh",
        help="Tells people before they travel whether a list bars them from entering a country. Free of charge.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    for group in _GROUPS:
        import_module(f"ogoh.cli.{group}").register(app)
    return app


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
        _application()()
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
