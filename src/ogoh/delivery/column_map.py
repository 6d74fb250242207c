"""The small YAML file that names the columns of a list whose headings are not recognised."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import yaml

from ogoh.delivery.columns import IGNORED, ColumnMap, crossing_fields, known_fields
from ogoh.delivery.refusal import DeliveryRefused

EXAMPLE = "Фамилия иностранца: family_name"


def load_columns(path: Path) -> ColumnMap:
    """Read a column map: one line for each column, the heading as in the file and after a colon our field.

    ``ignored`` leaves a column aside, as a list does with the fields of a crossing. Raises DeliveryRefused for
    unreadable YAML, for unknown fields and for a heading that is named twice.
    """
    fields: dict[str, str] = {}
    claimable = [*sorted(known_fields() | crossing_fields()), IGNORED]
    for heading, claim in _pairs(path):
        if claim not in claimable:
            known = ", ".join(claimable)
            raise _refused(path, f"the field {claim!r} for the heading {heading!r}", f"one of {known}")
        if heading in fields:
            raise _refused(path, f"the heading {heading!r} twice", "each heading once")
        fields[heading] = claim
    return ColumnMap(MappingProxyType(fields))


def _pairs(path: Path) -> list[tuple[str, str]]:
    """Read nodes, not values: PyYAML silently keeps the last of two equal keys."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _refused(
            path, f"something that cannot be read ({' '.join(str(error).split())})", f"lines such as “{EXAMPLE}”"
        ) from error
    if not isinstance(node, yaml.MappingNode) or not all(
        isinstance(part, yaml.ScalarNode) for pair in node.value for part in pair
    ):
        raise _refused(path, "no list of headings", f"lines such as “{EXAMPLE}”")
    return [(heading.value, claim.value) for heading, claim in node.value]


def _refused(path: Path, found: str, expected: str) -> DeliveryRefused:
    return DeliveryRefused(f"The column map {path.name}", found, expected, "Mend this file and repeat.")
