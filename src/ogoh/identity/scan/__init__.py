"""Reading the machine-readable zone of a passport or identity card from a photo or scan, with Tesseract."""

from ogoh.identity.scan.reading import SECONDS, ZoneInPicture, read_zone_in_picture
from ogoh.identity.scan.refusal import (
    ModelMissing,
    NoPicture,
    NoZoneFound,
    PictureTooLarge,
    ReaderMissing,
    ReadingTooSlow,
    ScanRefused,
    SeveralZones,
    ZoneUnreadable,
)

__all__ = [
    "SECONDS",
    "ModelMissing",
    "NoPicture",
    "NoZoneFound",
    "PictureTooLarge",
    "ReaderMissing",
    "ReadingTooSlow",
    "ScanRefused",
    "SeveralZones",
    "ZoneInPicture",
    "ZoneUnreadable",
    "read_zone_in_picture",
]
