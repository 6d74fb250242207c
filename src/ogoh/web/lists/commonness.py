"""How common names are on each list: counted as it changes, and looked up by every check."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from hashlib import blake2b

from django.db import connection

from ogoh.matching import KEYS_VERSION
from ogoh.matching.commonness import Bearers, Borne, Commonness, bearers_of, commonness_on, shipped
from ogoh.web.lists.models import CountedNames, Source


def recount(source: Source, came: Mapping[Borne, int], went: Mapping[Borne, int], *, anew: bool) -> None:
    """Bring the counts of a list up to date with the names that came and those that went, within the transaction.

    ``anew`` says that nobody was on the list before. Counts made with older tables of names cannot be gone on with:
    they are left as they are, and not used, until the keys are made anew.
    """
    every = Counter[Borne]() if anew else _every(source)
    if every is None:
        return
    every.update(came)
    every.subtract(went)
    write_counts(source, +every)


def write_counts(source: Source, every: Mapping[Borne, int]) -> None:
    """Store how often every name is borne on a list, and apart the common ones that checks need."""
    common = json.dumps(bearers_of(every))
    CountedNames(
        source=source,
        keys_version=KEYS_VERSION,
        digest=blake2b(f"{source.code} {common}".encode(), digest_size=16).hexdigest(),
        common=common,
        every=json.dumps([[*borne, count] for borne, count in every.items()], separators=(",", ":")),
    ).save()


def _every(source: Source) -> Counter[Borne] | None:
    held = CountedNames.objects.filter(source=source, keys_version=KEYS_VERSION).values_list("every", flat=True).first()
    if held is None:
        return None
    return Counter({(kind, skeleton, frame): count for kind, skeleton, frame, count in json.loads(held)})


_loaded: dict[int, tuple[str, Commonness]] = {}
"""By the number of a source, what was looked up last, with its digest."""


def commonness_on_list(source: int, code: str, digest: str | None) -> Commonness:
    """How common names are on a source's list; the shipped shares where ``digest`` says that none were counted.

    Read once for each digest, which stands for all that was counted, and remembered for this process.
    """
    if digest is None:
        return shipped()
    known = _loaded.get(source)
    if known is None or known[0] != digest:
        known = _loaded[source] = _load(source, code)
    return known[1]


def _load(source: int, code: str) -> tuple[str, Commonness]:
    """The digest of what is held now, for a delivery may have come in since a check asked for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest, common FROM lists_countednames WHERE source_id = %s", [source])
        row = cursor.fetchone()
    if row is None:
        return "", shipped()
    digest, common = row
    return digest, commonness_on((Bearers(*one) for one in json.loads(common)), code)


def commonness_of_source(source: Source) -> Commonness:
    """The same for a source that is at hand; the shipped shares where its counts are stale."""
    current = CountedNames.objects.filter(source=source, keys_version=KEYS_VERSION)
    return commonness_on_list(source.pk, source.code, current.values_list("digest", flat=True).first())
