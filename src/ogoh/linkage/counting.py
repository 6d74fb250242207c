"""How often names are borne among subjects: a batch in, counts out, which add up to those of all."""

from __future__ import annotations

from collections import Counter

import numpy as np

from ogoh.linkage.columns import NONE, Numbers
from ogoh.linkage.name_columns import NameColumns
from ogoh.matching.commonness import Borne, borne_by


def names_borne(names: NameColumns) -> Counter[Borne]:
    """Count the first name of every subject, as `ogoh.matching.commonness.borne_by` does."""
    first = names.starts[:-1][np.diff(names.starts) > 0]
    in_columns = np.array([number not in names.read for number in first.tolist()], np.bool_)
    borne = borne_by(names.read[number] for number in first[~in_columns].tolist())
    for numbers in names.slots:
        borne.update(_counted(names, numbers[first[in_columns]]))
    return borne


def _counted(names: NameColumns, numbers: Numbers) -> Counter[Borne]:
    met, counts = np.unique(numbers[numbers != NONE], return_counts=True)
    counted: Counter[Borne] = Counter()
    for number, count in zip(met.tolist(), counts.tolist(), strict=True):
        part = names.table.parts[number]
        counted[part.role.value, part.skeleton, part.frame] += count
    return counted
