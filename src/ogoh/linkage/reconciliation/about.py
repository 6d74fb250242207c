"""What the report says of itself: which files, as of when, read how, and what they do not prove."""

from __future__ import annotations

from collections.abc import Iterator

from ogoh.linkage.reconciliation import words
from ogoh.linkage.reconciliation.reconciliation import Reconciliation
from ogoh.matching.explain import Translate, sentence


def about(reconciliation: Reconciliation, translate: Translate = sentence) -> tuple[str, ...]:
    """The sentences in the order of reading."""
    return tuple(_sentences(reconciliation, translate))


def _sentences(reconciliation: Reconciliation, translate: Translate) -> Iterator[str]:
    asked, extent = reconciliation.circumstances, reconciliation.extent
    yield words.with_name(asked.list_name, _of_list(reconciliation, translate))
    yield words.with_name(asked.register_name, _of_register(reconciliation, translate))
    yield translate(words.REGISTER[asked.register_of])
    yield translate(words.STALE[asked.kind])
    sure = f"{asked.sure * 100:g}\N{NO-BREAK SPACE}%"
    yield translate(words.LINKED).format(pairs=words.number(extent.pairs), sure=sure)
    yield translate(words.TODAY).format(day=words.day_in_words(asked.today, translate))
    counts = (
        (asked.list_rejected, words.LIST_REJECTED),
        (asked.register_rejected, words.REGISTER_REJECTED),
        (extent.undated, words.UNDATED),
        (extent.to_come, words.TO_COME),
        (extent.unborn, words.UNBORN),
        (extent.undecided, words.UNDECIDED),
    )
    for count, said in counts:
        if count:
            yield translate(said).format(count=words.number(count))


def _of_list(reconciliation: Reconciliation, translate: Translate) -> str:
    """How long the list is and of which day."""
    extent = reconciliation.extent
    return translate(words.LIST_OF).format(
        day=words.day_in_words(reconciliation.circumstances.list_as_of, translate),
        listings=words.number(extent.listings),
        people=words.number(extent.people),
    )


def _of_register(reconciliation: Reconciliation, translate: Translate) -> str:
    """How long the register is and which days it covers."""
    extent = reconciliation.extent
    said = words.REGISTER_COVERS if extent.first_crossing else words.REGISTER_UNDATED
    return translate(said).format(
        crossings=words.number(extent.crossings),
        first=words.day_in_words(extent.first_crossing, translate),
        last=words.day_in_words(extent.last_crossing, translate),
    )
