"""Numbers as the page writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ogoh.cli.evaluate.intervals import Estimate, share

NONE = "–"


def figure(found: Estimate | None, places: int = 3) -> str:
    """A figure with its interval: ``.973 [.968, .979]``."""
    if found is None:
        return NONE
    return f"{_plain(found.value, places)} [{_plain(found.low, places)}, {_plain(found.high, places)}]"


def percent(count: int, whole: int) -> str:
    """A share as per cent with Wilson's interval; a dash of nobody."""
    found = share(count, whole)
    if found is None:
        return NONE
    return f"{100 * found.value:.2f} % [{100 * found.low:.2f}, {100 * found.high:.2f}]"


def per_100_000(count: int, whole: int) -> str:
    """A share among 100,000 people with Wilson's interval."""
    found = share(count, whole)
    if found is None:
        return NONE
    return f"{100_000 * found.value:,.0f} [{100_000 * found.low:,.0f}, {100_000 * found.high:,.0f}]"


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(map(str, cells)) + " |" for cells in lines)


def _plain(value: float, places: int) -> str:
    text = f"{value:.{places}f}"
    return text[1:] if text.startswith("0.") else text
