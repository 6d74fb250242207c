"""The table of cases that the command's verifier and the page's are held to: text, moment, and what it must be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from ogoh.certificate import (
    Answer,
    KeyFile,
    KeyRing,
    RevokedFile,
    SigningKey,
    Verified,
    issue,
    read_key_file,
    read_revoked_file,
)
from ogoh.certificate.claims import claims_of
from ogoh.certificate.letters import from_letters, to_letters
from ogoh.certificate.signing import sign
from ogoh.certificate.strict_cbor import Item
from tests.certificate.people import ANSWERS, NOW, statement

DAY = timedelta(days=1)
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the table; ``at`` is the moment of verifying."""

    called: str
    text: str
    finding: str
    at: datetime = NOW


@dataclass(frozen=True, slots=True)
class Table:
    """The cases, and the lists they are verified against."""

    keys: KeyFile
    revoked: RevokedFile
    cases: tuple[Case, ...]

    def write(self, path: Path) -> None:
        """The table as JSON, for another program to be held to."""
        rows = [
            {"called": one.called, "text": one.text, "finding": one.finding, "at": one.at.timestamp()}
            for one in self.cases
        ]
        held = {"root": self.keys.root.point.hex(), "keys": self.keys.letters, "revoked": self.revoked.letters}
        path.write_text(json.dumps({**held, "cases": rows}, ensure_ascii=False, indent=1), encoding="utf-8")


def make_table(folder: Path) -> Table:
    """A ring with a key lost, one retired and one in use, and a case of everything that can be wrong."""
    ring, root = KeyRing(folder / "ring"), folder / "root"
    ring.new(root, NOW - 60 * DAY)
    lost = ring.signing_key(NOW - 60 * DAY)
    ring.lost(lost.public.kid.hex(), date(2026, 5, 10), root, NOW - DAY)
    retired = ring.signing_key(NOW - DAY)
    ring.rotate(root, NOW - DAY)
    ring.revoke(("REVQKED123",), root, NOW)
    in_use = ring.signing_key(NOW)
    cases = (*_good_and_late(in_use), *_keys(lost, retired), *_texts(issue(statement(), in_use)), *_shapes(in_use))
    keys = read_key_file(ring.folder / "keys.json")
    return Table(keys, read_revoked_file(ring.folder / "revoked.json", keys.root), cases)


def _good_and_late(key: SigningKey) -> Iterator[Case]:
    text, end = issue(statement(), key), statement().expires
    second = timedelta(seconds=1)
    recorded = replace(ANSWERS[1], grounds="Ст. 27 ч. 1 п. 4 «ё» ў ӯ")
    possible = replace(ANSWERS[0], answer=Answer.POSSIBLE)
    yield Case("genuine", text, "valid")
    yield Case("with grounds", issue(statement(answers=(possible, recorded)), key), "valid")
    yield Case("one source", issue(statement(answers=ANSWERS[:1]), key), "valid")
    yield Case("blanks and line ends around", f"\t {text}\r\n\n", "valid")
    yield Case("a clock behind", text, "valid", NOW - timedelta(minutes=5))
    yield Case("a clock further behind", text, "not_yet_valid", NOW - timedelta(minutes=5, seconds=1))
    late = issue(statement(NOW + 5 * DAY), key)
    yield Case("the last second of the lists", late, "valid", end - second)
    yield Case("the lists are too old", late, "lists_too_old", end)
    yield Case("the last second", text, "valid", end - second)
    yield Case("the second after", text, "expired", end)
    yield Case("revoked", issue(statement(number="REVQKED123"), key), "revoked")


def _keys(lost: SigningKey, retired: SigningKey) -> Iterator[Case]:
    yield Case("before the loss", issue(statement(NOW - 3 * DAY), lost), "valid")
    yield Case("on the day of loss", issue(statement(NOW - 2 * DAY), lost), "key_lost")
    yield Case("after the loss", issue(statement(NOW), lost), "key_lost")
    yield Case("on the day of retiring", issue(statement(NOW - DAY), retired), "valid")
    yield Case("after retiring", issue(statement(NOW), retired), "key_retired")
    yield Case("before the key was", issue(statement(NOW - 70 * DAY), lost), "key_lost")
    yield Case("a foreign key", issue(statement(), SigningKey.new()), "foreign_key")


def _texts(text: str) -> Iterator[Case]:
    data = from_letters("OGH1:", text)
    assert data is not None
    for missing in (1, 2, 3, 4, 40, 200, len(text) - 6, len(text) - 5):
        yield Case(f"cut by {missing}", text[:-missing], "cut")
    yield Case("only its end", text[30:], "not_a_certificate")
    for at in (0, 1, 5, 14, 15, 30, 40, 150):
        yield Case(f"byte {at} changed", _letters(_changed(data, at)), _EXPECTED[at])
    for at in (len(data) - 64, len(data) - 40, len(data) - 1):
        yield Case(f"byte {at} of the signature changed", _letters(_changed(data, at)), "forged")
    other = ORDER - int.from_bytes(data[-32:], "big")
    yield Case("the other signature", _letters(data[:-32] + other.to_bytes(32, "big")), "forged")
    yield Case("a signature of noughts", _letters(data[:-64] + bytes(64)), "forged")
    yield Case("bytes behind the end", _letters(data + b"\x00"), "re_encoded")
    yield Case("twice", text + text[5:], "re_encoded")
    yield Case("another tag in front", _letters(b"\xd8\x3d" + data), "re_encoded")
    yield Case("a long form of the tag", _letters(b"\xd8\x12" + data[1:]), "re_encoded")
    yield Case("a long form of the array", _letters(data[:1] + b"\x98\x04" + data[2:]), "re_encoded")
    yield Case("small letters", text.lower(), "re_encoded")
    yield Case("a small letter in front", "o" + text[1:], "re_encoded")
    yield Case("a line end inside", text[:40] + "\n" + text[40:], "re_encoded")
    yield Case("a letter that base45 has not", text[:40] + "ё" + text[41:], "re_encoded")
    yield Case("a group too large", text[:5] + ":::" + text[8:], "re_encoded")
    yield Case("nothing", "", "not_a_certificate")
    yield Case("an address", "https://example.org/OGH1:ABC", "not_a_certificate")
    yield Case("too long", "OGH1:" + "0" * 5000, "not_a_certificate")
    yield Case("letters beyond the first plane", "OGH1:" + "\U0001f431" * 3, "re_encoded")


_EXPECTED = {
    0: "re_encoded", 1: "cut", 5: "re_encoded", 14: "foreign_key", 15: "foreign_key",
    30: "forged", 40: "forged", 150: "forged",
}  # fmt: skip


def _shapes(key: SigningKey) -> Iterator[Case]:
    """What the right key signed, but no statement of ours."""
    whole = claims_of(statement())
    assert isinstance(whole, dict)
    private = whole[-65537]
    assert isinstance(private, list)
    wrong: dict[str, Item] = {
        "a number instead of claims": 7,
        "a claim more": {**whole, 2: "somebody"},
        "a claim less": {name: value for name, value in whole.items() if name != 7},
        "a longer validity": {**whole, 4: int(statement().expires.timestamp()) + 1},
        "an empty office": {**whole, 1: ""},
        "a long office": {**whole, 1: "ӯ" * 61},
        "a number with a letter it has not": {**whole, 7: b"7K4M2Q9X1I"},
        "no answer": {**whole, -65537: [[], *private[1:]]},
        "an answer of a fourth kind": {**whole, -65537: [[["ru-mvd", 0, 20000, 3]], *private[1:]]},
        "a list of a third kind": {**whole, -65537: [[["ru-mvd", 2, 20000, 0]], *private[1:]]},
        "a negative day": {**whole, -65537: [[["ru-mvd", 0, -1, 0]], *private[1:]]},
        "a source in capitals": {**whole, -65537: [[["RU", 0, 20000, 0]], *private[1:]]},
        "grounds without a record": {**whole, -65537: [[["ru", 0, 20000, 0, "why"]], *private[1:]]},
        "empty grounds": {**whole, -65537: [[["ru", 0, 20000, 2, ""]], *private[1:]]},
        "one source twice": {**whole, -65537: [[["ru", 0, 1, 0], ["ru", 0, 1, 0]], *private[1:]]},
        "a short salt": {**whole, -65537: [private[0], private[1], b"salt", private[3]]},
        "an issue far away": {**whole, 6: 1 << 53, 4: 1 << 53},
    }
    for called, payload in wrong.items():
        yield Case(called, _letters(sign(payload, key)), "re_encoded")
    longest: Item = {**whole, 1: "\U0001f54a" * 60}
    yield Case("the longest office", _letters(sign(longest, key)), "valid")


def _letters(data: bytes) -> str:
    return to_letters("OGH1:", data)


def _changed(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def plainly(found: Verified) -> dict[str, Any]:
    """What was found, as the page can say it too."""
    said = found.statement
    days = date(1970, 1, 1)
    told = said and {
        "number": said.number,
        "office": said.office,
        "documentEnd": said.document_end,
        "issued": int(said.issued.timestamp()),
        "expires": int(said.expires.timestamp()),
        "answers": [
            {
                "source": one.source,
                "kind": str(one.kind),
                "asOf": (one.as_of - days).days,
                "answer": str(one.answer),
                "grounds": one.grounds,
            }
            for one in said.answers
        ],
    }
    day = (found.day - days).days if found.day else None
    return {"finding": str(found.finding), "day": day, "statement": told}
