"""Writing while others write: a transaction waits a while for them, and then says so instead of failing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, transaction
from django.utils.translation import gettext_lazy as _

from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.lists.locking import wait_a_while

BUSY = _("Somebody else is writing for too long, or there is no room. Nothing was changed: try again in some minutes.")


class Busy(CaseRefused):
    """The database is written by another for too long, or has no room."""

    def __init__(self) -> None:
        super().__init__(BUSY)


@contextmanager
def telling_busy() -> Iterator[None]:
    """Say in a sentence that the database cannot be written now. Raises Busy."""
    try:
        yield
    except OperationalError as fault:
        raise Busy from fault


@contextmanager
def one_writing() -> Iterator[None]:
    """A transaction that waits for others, but not for ever. Raises Busy; nothing was changed then."""
    with telling_busy(), transaction.atomic():
        wait_a_while()
        yield
