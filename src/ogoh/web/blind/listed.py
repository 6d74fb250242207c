"""The lists that can be built: a delivery that the database holds, or a file."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from ogoh.delivery import DeliveryRefused, OpenDelivery, Rejected
from ogoh.identity import subject_to_json
from ogoh.web.blind.building import Listed
from ogoh.web.blind.keys import ListedAs
from ogoh.web.lists.holdings import subjects_on
from ogoh.web.lists.models import Delivery

_PIECE = 1 << 20


def newest_of(code: str) -> Delivery:
    """The newest delivery of a source. Raises DeliveryRefused."""
    found = Delivery.objects.filter(source__code=code).select_related("source").order_by("-number").first()
    if found is None:
        raise DeliveryRefused("The source", repr(code), "one of which a list is held", "See: ogoh list show")
    return found


def listed_as(delivery: Delivery) -> ListedAs:
    """What a key of a delivery says of it."""
    source = delivery.source
    return ListedAs(source.code, source.name, source.kind, delivery.number, delivery.dated)


def listed_in(delivery: Delivery) -> Listed:
    """Whom a delivery lists."""
    return Listed(subjects_on(delivery), f"{delivery.source.code} {delivery.number} {delivery.digest}")


def listed_in_file(path: Path, opened: OpenDelivery, rejected: list[Rejected]) -> Listed:
    """Whom a file lists; who is marked as removed is not on it. Rows that cannot be used are put into ``rejected``.

    Raises OSError.
    """
    return Listed(_subjects(opened, rejected), _digest(path))


def _subjects(opened: OpenDelivery, rejected: list[Rejected]) -> Iterator[str]:
    for outcome in opened.rows():
        if isinstance(outcome, Rejected):
            rejected.append(outcome)
        elif not outcome.removed:
            yield subject_to_json(outcome.subject)


def _digest(path: Path) -> str:
    whole = sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            whole.update(piece)
    return whole.hexdigest()
