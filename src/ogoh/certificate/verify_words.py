"""What the verifying page says beside the findings."""

from __future__ import annotations

from collections.abc import Mapping

from ogoh.certificate.verifying import Finding
from ogoh.certificate.words import sentence

PAGE: Mapping[str, str] = {
    "title": sentence("Verify a certificate"),
    "intro": sentence("This page works without a network, and nothing leaves this device."),
    "paste": sentence("Paste the text of the code"),
    "verify": sentence("Verify"),
    "picture": sentence("Or choose a picture of the code"),
    "camera": sentence("Use the camera"),
    "stop": sentence("Stop the camera"),
    "no_code": sentence("No QR code was found. Take a picture that shows the whole code, sharp and lit."),
    "too_large": sentence("The picture is too large. Take a smaller one, of the code alone."),
    "several": sentence("The picture shows several certificates. Take a picture of one."),
    "unreadable": sentence("This picture cannot be read."),
    "no_camera": sentence("The camera cannot be used here. Choose a picture instead."),
    "no_crypto": sentence("This browser cannot verify signatures. Open the page in a newer one."),
    "lists_refused": sentence("The lists in this page are not signed by its root key. Do not use the page."),
    "keys_due": sentence("The list of keys in this page is good to the end of {day}."),
    "root": sentence("Fingerprint of the root key: {fingerprint}"),
    "language": sentence("Language"),
    "free": sentence("Free of charge."),
}

_GENUINE = sentence("Genuine")
_NOT_NOW = sentence("Does not hold now")
_NOT_COUNTED = sentence("Does not count")
_NOT_READ = sentence("Cannot be read")

HEADINGS: Mapping[Finding, tuple[str, str]] = {
    Finding.VALID: ("circle", _GENUINE),
    Finding.NOT_A_CERTIFICATE: ("triangle", _NOT_READ),
    Finding.CUT: ("triangle", _NOT_READ),
    Finding.RE_ENCODED: ("octagon", _NOT_COUNTED),
    Finding.FOREIGN_KEY: ("octagon", _NOT_COUNTED),
    Finding.FORGED: ("octagon", _NOT_COUNTED),
    Finding.KEY_LOST: ("octagon", _NOT_COUNTED),
    Finding.KEY_RETIRED: ("octagon", _NOT_COUNTED),
    Finding.NOT_YET_VALID: ("triangle", _NOT_NOW),
    Finding.EXPIRED: ("triangle", _NOT_NOW),
    Finding.REVOKED: ("octagon", _NOT_COUNTED),
    Finding.LISTS_TOO_OLD: ("triangle", _NOT_NOW),
}
"""Shape and word over each finding; green and a tick are nowhere."""
