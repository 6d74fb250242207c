"""Papers beside a decision: few, small, of kinds known by their content, for the agency alone."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from ogoh.law import grounds
from ogoh.web.registry.models import Attachment, Version
from ogoh.web.registry.refusal import RegistryRefused

LARGEST = 5_000_000
"""Bytes of one paper."""

MOST = 5
"""Papers beside one version."""

KINDS = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
"""What the bytes of a paper begin with, and what it is; whatever its name says."""

ENDINGS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}

TOO_LARGE = _("A paper has at most 5 megabytes.")
TOO_MANY = _("Five papers at most stand beside one entry.")
OTHER_KIND = _("A paper is a PDF, a PNG or a JPEG.")
KEPT_APART = _("No papers are kept beside a decision on this ground: they would tell what is never stored.")


def attach(version: Version, papers: Sequence[bytes]) -> None:
    """Keep papers beside a version, within its transaction. Raises RegistryRefused."""
    if not papers:
        return
    if len(papers) > MOST:
        raise RegistryRefused(TOO_MANY, "papers")
    if grounds()[version.ground].kept_apart:
        raise RegistryRefused(KEPT_APART, "papers")
    for content in papers:
        Attachment.objects.create(
            version=version,
            kind=_kind(content),
            size=len(content),
            digest=sha256(content).hexdigest(),
            content=content,
        )


def _kind(content: bytes) -> str:
    if len(content) > LARGEST:
        raise RegistryRefused(TOO_LARGE, "papers")
    found = next((kind for begin, kind in KINDS.items() if content.startswith(begin)), None)
    if found is None:
        raise RegistryRefused(OTHER_KIND, "papers")
    return found
