"""A picture of a passport, read into the fields of the form: nothing of it is kept, and a person confirms the names."""

from __future__ import annotations

import os
from dataclasses import dataclass
from threading import BoundedSemaphore

from django.db import transaction
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ogoh.identity import scan
from ogoh.web.accounts.access import signed_in_user
from ogoh.web.audit.events import Act, Happening
from ogoh.web.audit.services import record
from ogoh.web.desk.refusal import DeskRefused
from ogoh.web.uploads import NothingSent, sent_file

_NONE = _("Choose a picture of the photo page.")
_TOO_LARGE = _("This picture is too large: at most 10 MB and 40 megapixels. Take a smaller one, or type the fields.")
_CANNOT_READ = _(
    "This machine cannot read pictures. Type the fields, and tell your administrator: Tesseract or its model is "
    "missing."
)
_SAID: dict[type[scan.ScanRefused], Promise] = {
    scan.PictureTooLarge: _TOO_LARGE,
    scan.NoPicture: _("This is no picture that can be read. Take it again as JPEG or PNG, or type the fields."),
    scan.NoZoneFound: _(
        "No passport lines were found in this picture. Take it again in good light, or type the fields."
    ),
    scan.ZoneUnreadable: _(
        "The passport lines in this picture cannot be read. Take it again closer, or type the fields."
    ),
    scan.SeveralZones: _("There are several passports in this picture. Take one of them alone."),
    scan.ReaderMissing: _CANNOT_READ,
    scan.ModelMissing: _CANNOT_READ,
    scan.ReadingTooSlow: _("Reading this picture took too long. Take it again closer, or type the fields."),
}
_BUSY = _("Pictures of others are being read. Try again in a moment, or type the fields.")
_MISREAD = _("A check digit does not fit: the number or a date was misread. Compare both with the page.")


_TURNS = BoundedSemaphore(os.cpu_count() or 1)
"""As many pictures are read at once as there are cores: more would only make each other late, and every page with
them."""


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """What was read: values for the form, what is doubtful, and how the machine could read better (in English)."""

    fields: dict[str, str]
    faults: tuple[Promise, ...]
    advice: str


def read_picture(request: HttpRequest) -> ReadPicture:
    """Read the picture of a request. Raises DeskRefused with a sentence; that it was refused is an event."""
    try:
        return _read(_content(request))
    except DeskRefused:
        user = signed_in_user(request)
        with transaction.atomic():
            record(Happening(Act.REFUSED, user.username, user.office.code, "a picture of a passport"))
        raise


def _content(request: HttpRequest) -> bytes:
    try:
        return sent_file(request, "picture")[1]
    except NothingSent as missing:
        raise DeskRefused(_TOO_LARGE if missing.too_large else _NONE) from missing


def _read(content: bytes) -> ReadPicture:
    if not _TURNS.acquire(timeout=scan.SECONDS):
        raise DeskRefused(_BUSY)
    try:
        found = scan.read_zone_in_picture(content)
    except scan.ScanRefused as refused:
        raise DeskRefused(next(said for kind, said in _SAID.items() if isinstance(refused, kind))) from refused
    finally:
        _TURNS.release()
    zone = found.zone
    names = zone.names
    fields = {
        "family_name": names.family,
        "given_name": names.given,
        "birth": zone.birth.text if zone.birth else "",
        "document": zone.document.number,
    }
    return ReadPicture(fields, (_MISREAD,) if found.faults else (), found.advice)
