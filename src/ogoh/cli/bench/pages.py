"""What a public page weighs with all that it loads."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ogoh.cli.bench.measuring import Figure
from ogoh.cli.database import open_database

if TYPE_CHECKING:
    from django.test import Client

_MOST_BYTES = 100_000
_LOADED = re.compile(r"""<(?:link|script|img)[^>]+(?:href|src)="([^"#]+)\"""")
_PAGES = ("/tg/", "/tg/check/", "/en/", "/en/check/")


def weigh(home: Path) -> list[Figure]:
    """The heaviest of the public pages, uncompressed, with stylesheet and script."""
    home.mkdir(parents=True, exist_ok=True)
    os.environ["OGOH_HOME"] = str(home)
    open_database()
    from django.test import Client

    client = Client(HTTP_HOST="127.0.0.1")
    weights = {page: _weight(client, page) for page in _PAGES}
    heaviest = max(weights, key=lambda page: weights[page])
    size = weights[heaviest]
    name = "the heaviest public page with all that it loads"
    return [
        Figure(
            name,
            f"{size / 1000:.1f} kB",
            f"under {_MOST_BYTES // 1000} kB",
            size < _MOST_BYTES,
            "ogoh bench pages",
            f"{heaviest}, uncompressed",
        )
    ]


def _weight(client: Client, page: str) -> int:
    """Bytes of a page and of everything its tags name."""
    html = _bytes(client, page)
    loaded = {address for address in _LOADED.findall(html.decode()) if address.startswith("/static/")}
    return len(html) + sum(len(_bytes(client, address)) for address in loaded)


def _bytes(client: Client, address: str) -> bytes:
    response = client.get(address)
    return response.getvalue()
