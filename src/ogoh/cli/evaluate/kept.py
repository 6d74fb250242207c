"""Results between measuring and reporting: one JSON file for each part, read back into the same shapes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from ogoh.cli.telling import refuse

HOME = Path("var/accuracy")
Shape = TypeVar("Shape")


def today() -> str:
    """The day of measuring, as it stands on the page."""
    return f"{datetime.now(UTC):%Y-%m-%d}"


def keep(home: Path, name: str, result: Any) -> Path:
    """Keep a result until it is reported, in place of the last of that name; gives back where."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / f"{name}.json"
    path.write_text(json.dumps(asdict(result), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def kept(home: Path, pattern: str, shape: type[Shape]) -> Iterator[Shape]:
    """The results whose name fits a pattern such as ``pairs-*``, by name; refused where another version kept them."""
    for path in sorted(home.glob(f"{pattern}.json")):
        try:
            yield read(shape, json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, TypeError, KeyError):
            refuse(f"{path} was kept by another version of this command. Delete it and measure again.")


def read(shape: Any, told: Any) -> Any:
    """Rebuild what ``dataclasses.asdict`` took apart, by the types of the fields."""
    if told is None:
        return None
    if is_dataclass(shape):
        hints = get_type_hints(shape)
        return shape(**{name: read(hints[name], told[name]) for name in hints})  # type: ignore[operator]  # a class
    inner = [one for one in get_args(shape) if one not in (NoneType, ...)]
    if get_origin(shape) is tuple:
        shapes = inner * len(told) if len(inner) == 1 else inner
        return tuple(read(one, value) for one, value in zip(shapes, told, strict=True))
    return read(inner[0], told) if inner else told
