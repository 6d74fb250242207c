"""A table that staff send with a form: beside the database for as long as it is read, and then gone."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePath

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ogoh.delivery.tables import FORMATS
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.uploads import NothingSent, sent_file

_NONE = _("Choose a table: XLSX, CSV or JSON Lines.")
_TOO_LARGE = _(
    "This file is too large: at most 10 MB, and 100 MB when a spreadsheet is unpacked. Divide it into several."
)
_LARGEST_UNPACKED = 100 << 20


@contextmanager
def sent_table(request: HttpRequest) -> Iterator[Path]:
    """The file of a form, under its own ending. Raises CaseRefused: none, too large, of another kind."""
    try:
        name, content = sent_file(request, "table")
    except NothingSent as missing:
        raise CaseRefused(_TOO_LARGE if missing.too_large else _NONE) from missing
    ending = PurePath(name).suffix.lower()
    if ending not in FORMATS:
        raise CaseRefused(_NONE)
    _refuse_bomb(content)
    with tempfile.TemporaryDirectory(dir=settings.HOME) as folder:
        path = Path(folder) / f"table{ending}"
        path.write_bytes(content)
        yield path


def _refuse_bomb(content: bytes) -> None:
    """Refuse a spreadsheet that says it is far larger than it looks; what is no archive is for its reader to refuse."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile:
        return
    if size > _LARGEST_UNPACKED:
        raise CaseRefused(_TOO_LARGE)
