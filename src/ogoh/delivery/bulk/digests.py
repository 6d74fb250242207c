"""The digests by which a list without identifiers knows its people, made from columns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ogoh.delivery.bulk.arrow import Array
from ogoh.delivery.digest import birth_text, digest_of_person, words_of
from ogoh.delivery.text import CACHED
from ogoh.identity.batch import NAME_COLUMNS
from ogoh.identity.birth_text import partial_date_of


def digests_of_plain(columns: Mapping[str, Array], plain: npt.NDArray[np.bool_]) -> Array:
    """The `person_digest` of each plain row; null for the others."""
    mask = pa.array(plain)
    cells = [columns[name].filter(mask).to_pylist() for name in (*NAME_COLUMNS, "births", "documents")]
    digests = pa.array([_digest(*row) for row in zip(*cells, strict=True)], pa.string())
    return pa.nulls(len(plain), pa.string()) if not len(digests) else _spread(digests, plain)


def _spread(values: Array, plain: npt.NDArray[np.bool_]) -> Array:
    places = np.cumsum(plain) - 1
    return values.take(pa.array(places, mask=~plain))


def _digest(whole: str, family: str, given: str, patronymic: str, births: str, documents: str) -> str:
    words = _words(whole) if whole else _words(family) + _words(given) + _words(patronymic)
    return digest_of_person(words, _births(births), documents.split())


@lru_cache(maxsize=CACHED)
def _words(text: str) -> tuple[str, ...]:
    return tuple(words_of(text))


@lru_cache(maxsize=CACHED)
def _births(text: str) -> tuple[str, ...]:
    return tuple(birth_text(birth) for birth in map(partial_date_of, text.split()) if birth)
