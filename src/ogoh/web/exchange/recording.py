"""What is done with parcels, told to the log; no name of a person and no number of a document is ever in it."""

from __future__ import annotations

from ogoh.delivery.parcel import Header
from ogoh.web.audit.events import Act, Happening, Json
from ogoh.web.audit.services import record


def sealed(header: Header, by: str) -> None:
    """A parcel was sealed: its content has left this installation's hands."""
    _record("sealed", by, _told(header))


def opened(header: Header, by: str, outcome: str = "") -> None:
    """A parcel was opened; ``outcome`` says what came of it."""
    _record("opened", by, {**_told(header), "outcome": outcome} if outcome else _told(header))


def refused(reason: str, by: str, header: Header | None = None) -> None:
    """A parcel was not taken."""
    _record("refused", by, {"reason": reason, **(_told(header) if header else {})})


def keys_changed(what: str, by: str, told: dict[str, Json]) -> None:
    """Keys of this installation or of a peer were made, taken in or withdrawn."""
    record(Happening(Act.GRANT, actor=by, purpose=what, told=told))


def _record(purpose: str, by: str, told: dict[str, Json]) -> None:
    record(Happening(Act.PARCEL, actor=by, purpose=purpose, told=told))


def _told(header: Header) -> dict[str, Json]:
    label = header.label
    return {
        "kind": label.kind,
        "from": label.sender,
        "to": list(label.to),
        "source": label.source,
        "number": label.number,
        "builds_on": label.builds_on.number if label.builds_on else None,
        "rows": header.content.rows,
        "digest": label.digest,
        "key": header.signed_by,
    }
