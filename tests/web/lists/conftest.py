"""A source that delivers, for every test of the lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ogoh.web.lists.models import Source
from ogoh.web.lists.services import ImportReport, add_source, import_delivery
from tests.web.lists.people import JANUARY, Person, list_file

Deliver = Callable[..., ImportReport]


@pytest.fixture
def bans(db: None) -> Source:
    return add_source("bans", "Invented ministry", "entry_ban")


@pytest.fixture
def deliver(bans: Source, tmp_path: Path) -> Deliver:
    """Write people as a list and import it for the source ``bans``."""

    def deliver_people(people: Sequence[Person], dated: date = JANUARY, **how: Any) -> ImportReport:
        return import_delivery(list_file(tmp_path / "list.csv", people), "bans", dated, **how)

    return deliver_people
