"""Each way in which a parcel can be wrong is refused for its own reason, in words that say what to do."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.parcel import Content, Header, Limits, ParcelRefused, SigningKey, opened, outside_of, refusal
from ogoh.delivery.parcel.keys import key_to_text
from ogoh.delivery.parcel.sealing import MAGIC
from tests.delivery.parcel.offices import HOUR, NOON, Office, people


def put_together(moscow: Office, dushanbe: Office, packed: bytes, **content: Any) -> Path:
    """A parcel whose signature is good and whose content is not what the header tells."""
    told = Content(len(packed), sha256(packed).hexdigest(), 0, 0)
    key = moscow.keys.signing_key(NOON)
    header = Header(moscow.label([], dushanbe), replace(told, **content), key.key_id)
    signed = MAGIC + header.as_line() + b"\n"
    plain = signed + key_to_text(key.sign(signed)).encode() + b"\n" + packed
    return sealed(moscow, dushanbe, plain)


def sealed(moscow: Office, dushanbe: Office, plain: bytes) -> Path:
    path = moscow.folder / "odd.parcel"
    path.write_bytes(pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(dushanbe.keys.card.recipient)]))
    return path


def plain_of(dushanbe: Office, parcel: Path) -> bytes:
    plain: bytes = pyrage.decrypt(parcel.read_bytes(), [pyrage.x25519.Identity.from_str(dushanbe.keys.identities[0])])
    return plain


def packed(text: bytes) -> bytes:
    return bytes(memoryview(pa.compress(text, codec="zstd")))


@pytest.mark.parametrize(
    ("content", "seems"),
    [
        (b"id,name\n1,x\n", "a text file"),
        (b"PK\x03\x04...", "a spreadsheet"),
        (b'{"a":1}', "JSON"),
        (b"%PDF-1.4", "a PDF document"),
    ],
)
def test_what_is_no_parcel_is_called_by_its_name(dushanbe: Office, tmp_path: Path, content: bytes, seems: str) -> None:
    path = tmp_path / "x.parcel"
    path.write_bytes(content)
    with pytest.raises(refusal.NotAParcel, match=seems):
        dushanbe.opens(path)


def test_an_empty_file_and_one_that_is_not_there_are_refused(dushanbe: Office, tmp_path: Path) -> None:
    (tmp_path / "empty.parcel").touch()
    for name in ("empty.parcel", "none.parcel"):
        with pytest.raises(DeliveryRefused):
            dushanbe.opens(tmp_path / name)


@given(kept=st.floats(0.01, 0.999))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
def test_a_parcel_that_was_cut_is_refused_wherever(moscow: Office, dushanbe: Office, kept: float) -> None:
    whole = moscow.seals(people(*map(str, range(300))), dushanbe)
    short = moscow.folder / "short.parcel"
    content = whole.read_bytes()
    short.write_bytes(content[: max(1, int(len(content) * kept))])
    with pytest.raises((refusal.CutParcel, refusal.NotAParcel, refusal.TamperedParcel)):
        dushanbe.opens(short)


def test_a_large_parcel_that_was_cut_says_how_much_is_missing(moscow: Office, dushanbe: Office) -> None:
    import os

    rows = [b'{"x":"' + os.urandom(200).hex().encode() + b'"}' for _ in range(2000)]
    whole = moscow.seals(rows, dushanbe, kind="requests", source="", digest="")
    content = whole.read_bytes()
    whole.write_bytes(content[:-1000])
    with pytest.raises(refusal.CutParcel, match=rf"{len(content):,}: the end is missing"):
        dushanbe.opens(whole)


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_no_bit_of_a_parcel_can_be_changed(moscow: Office, dushanbe: Office, place: float, bit: int) -> None:
    parcel = moscow.seals(people("1", "2"), dushanbe)
    content = bytearray(parcel.read_bytes())
    content[int(place * len(content))] ^= 1 << bit
    parcel.write_bytes(content)
    with pytest.raises(ParcelRefused):
        dushanbe.opens(parcel)


def test_what_is_appended_is_found(moscow: Office, dushanbe: Office) -> None:
    parcel = moscow.seals(people("1"), dushanbe)
    parcel.write_bytes(parcel.read_bytes() + b"more")
    with pytest.raises(refusal.TamperedParcel):
        dushanbe.opens(parcel)


def test_a_stolen_parcel_cannot_be_opened_by_the_thief(moscow: Office, dushanbe: Office, bishkek: Office) -> None:
    with pytest.raises(refusal.NotForUs, match="1 others"):
        bishkek.opens(moscow.seals(people("1"), dushanbe))


def test_an_addressee_cannot_pass_a_parcel_on(moscow: Office, dushanbe: Office, bishkek: Office) -> None:
    passed_on = sealed(dushanbe, bishkek, plain_of(dushanbe, moscow.seals(people("1"), dushanbe)))
    with pytest.raises(refusal.NotForUs, match="moscow did not send this to you"):
        bishkek.opens(passed_on)


def test_a_sender_whom_nobody_knows_is_refused(moscow: Office, dushanbe: Office, bishkek: Office) -> None:
    with pytest.raises(refusal.UnknownKey, match="an installation that is known here"):
        dushanbe.opens(bishkek.seals(people("1"), dushanbe))


def test_a_stranger_under_the_name_of_a_peer_is_refused(moscow: Office, dushanbe: Office, bishkek: Office) -> None:
    forged = bishkek.seals(people("1"), dushanbe, sender="moscow")
    with pytest.raises(refusal.UnknownKey, match="ogoh peer add"):
        dushanbe.opens(forged)


def test_a_signature_over_something_else_is_refused(moscow: Office, dushanbe: Office) -> None:
    plain = plain_of(dushanbe, moscow.seals(people("1"), dushanbe))
    forged = plain.replace(b'"number":1', b'"number":2', 1)
    with pytest.raises(refusal.TamperedParcel, match="does not fit"):
        dushanbe.opens(sealed(moscow, dushanbe, forged))


def test_rows_that_were_exchanged_under_a_good_header_are_refused(moscow: Office, dushanbe: Office) -> None:
    plain = plain_of(dushanbe, moscow.seals(people("1"), dushanbe))
    head = b"\n".join(plain.split(b"\n", 3)[:3]) + b"\n"
    with pytest.raises(refusal.FalseSizes):
        dushanbe.opens(sealed(moscow, dushanbe, head + packed(people("2")[0] + b"\n")))


def test_a_new_key_counts_from_its_day_and_an_old_one_until_it_is_withdrawn(moscow: Office, dushanbe: Office) -> None:
    old = moscow.keys.signing_key(NOON)
    moscow.keys.renew(NOON, NOON + HOUR)
    moscow.keys.withdraw(old.key_id, NOON + 2 * HOUR)
    dushanbe.meets(moscow)
    with_old = moscow.seals(people("1"), dushanbe, signer=old)
    assert dushanbe.opens(with_old, NOON)
    with pytest.raises(refusal.WithdrawnKey, match="withdrawn from 2026-11-01T14:00:00Z"):
        dushanbe.opens(with_old, NOON + 3 * HOUR)
    new = moscow.keys.signing_key(NOON + HOUR)
    assert new.key_id != old.key_id
    with pytest.raises(refusal.WithdrawnKey, match="began to count"):
        dushanbe.opens(moscow.seals(people("1"), dushanbe, signer=new))
    assert dushanbe.opens(moscow.seals(people("1"), dushanbe, signer=new, made_at=NOON + HOUR), NOON + HOUR)


def test_what_was_sealed_before_a_rotation_can_still_be_opened(moscow: Office, dushanbe: Office) -> None:
    before = moscow.seals(people("1"), dushanbe)
    dushanbe.keys.renew(NOON, NOON)
    assert dushanbe.opens(before) == people("1")
    assert dushanbe.opens(moscow.seals(people("2"), dushanbe)) == people("2")


def test_a_stolen_old_key_cannot_write_an_earlier_date(moscow: Office, dushanbe: Office) -> None:
    stolen: SigningKey = moscow.keys.signing_key(NOON)
    moscow.keys.withdraw(stolen.key_id, NOON)
    dushanbe.meets(moscow)
    with pytest.raises(refusal.WithdrawnKey):
        dushanbe.opens(moscow.seals(people("1"), dushanbe, signer=stolen, made_at=NOON - 5 * HOUR))


def test_a_clock_that_is_a_little_ahead_is_borne_with_and_more_is_not(moscow: Office, dushanbe: Office) -> None:
    parcel = moscow.seals(people("1"), dushanbe, made_at=NOON + HOUR / 10)
    assert dushanbe.opens(parcel)
    with pytest.raises(refusal.WrongClock, match="One of the two clocks is wrong"):
        dushanbe.opens(parcel, NOON - HOUR)


def test_a_parcel_of_ten_gigabytes_is_refused_by_its_size_alone(dushanbe: Office, tmp_path: Path) -> None:
    path = tmp_path / "large.parcel"
    with path.open("wb") as file:
        file.write(b"age-encryption.org/v1\n")
        file.truncate(10 * 10**9)
    with pytest.raises(refusal.TooLarge, match="10,000,000,000 bytes"):
        dushanbe.opens(path)


def test_a_zip_bomb_that_tells_its_size_is_not_unpacked(moscow: Office, dushanbe: Office) -> None:
    text = b"0" * 50_000_000
    bomb = put_together(moscow, dushanbe, packed(text), unpacked=len(text), rows=1)
    with pytest.raises(refusal.FalseSizes, match="no list packs so well"):
        dushanbe.opens(bomb)


def test_a_zip_bomb_that_lies_is_stopped_as_soon_as_it_is_larger_than_it_says(moscow: Office, dushanbe: Office) -> None:
    bomb = put_together(moscow, dushanbe, packed(b"{}\n" * 20_000_000), unpacked=300, rows=100)
    with opened(bomb, dushanbe.reading()) as found, pytest.raises(refusal.FalseSizes, match="more than the 300"):
        next(found.rows())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"{}\n{}\n", {"unpacked": 6, "rows": 3}),
        (b"{}\n{}\n", {"unpacked": 6, "rows": 1}),
        (b"{}\n{}\n", {"unpacked": 7, "rows": 2}),
        (b"{}\n{}", {"unpacked": 5, "rows": 2}),
        (b"", {"unpacked": 3, "rows": 1}),
    ],
)
def test_sizes_that_are_not_those_of_the_rows_are_refused(
    moscow: Office, dushanbe: Office, text: bytes, told: dict[str, int]
) -> None:
    with pytest.raises(refusal.FalseSizes):
        dushanbe.opens(put_together(moscow, dushanbe, packed(text), **told))


def test_a_row_that_does_not_end_is_refused(moscow: Office, dushanbe: Office) -> None:
    text = b"0" * 100_000
    with pytest.raises(refusal.TooLarge, match="does not end"):
        dushanbe.opens(put_together(moscow, dushanbe, packed(text), unpacked=len(text), rows=1))


@pytest.mark.parametrize("content", [b"", b"no zstandard at all", packed(b"{}\n")[:-3], packed(b"{}\n") + b"more"])
def test_what_is_not_packed_as_it_should_be_is_refused(moscow: Office, dushanbe: Office, content: bytes) -> None:
    with pytest.raises(refusal.FalseSizes):
        dushanbe.opens(put_together(moscow, dushanbe, content, unpacked=3, rows=1))


@pytest.mark.parametrize("told", [{"rows": 2 * 10**7}, {"unpacked": 10**10}])
def test_sizes_beyond_the_limits_are_refused(moscow: Office, dushanbe: Office, told: dict[str, int]) -> None:
    with pytest.raises(refusal.TooLarge):
        dushanbe.opens(put_together(moscow, dushanbe, packed(b""), **told))


def test_a_file_beyond_the_limit_is_refused_unread(moscow: Office, dushanbe: Office) -> None:
    with pytest.raises(refusal.TooLarge, match="Nothing of it was read"):
        dushanbe.opens(moscow.seals(people("1"), dushanbe), limits=Limits(sealed=100))


def test_a_head_that_was_changed_is_told_from_one_that_was_cut(moscow: Office, dushanbe: Office) -> None:
    parcel = moscow.seals(people("1", "2"), dushanbe)
    content = parcel.read_bytes()
    mac = content.index(b"\n--- ") + 5
    parcel.write_bytes(content[:mac] + (b"B" if content[mac : mac + 1] == b"A" else b"A") + content[mac + 1 :])
    with pytest.raises(refusal.TamperedParcel):
        dushanbe.opens(parcel)
    for end in (mac - 10, mac + 10, content.index(b"\n", mac) + 5):
        parcel.write_bytes(content[:end])
        with pytest.raises(refusal.CutParcel):
            dushanbe.opens(parcel)


def test_a_head_without_end_is_no_cut_one(dushanbe: Office, tmp_path: Path) -> None:
    path = tmp_path / "x.parcel"
    path.write_bytes(b"age-encryption.org/v1\n" + b"x" * 100_000)
    with pytest.raises(refusal.TamperedParcel, match="no end"):
        dushanbe.opens(path)


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"hello",
        MAGIC,
        MAGIC + b"{}\n",
        b"ogoh parcel 2\n{}\nx\n",
        MAGIC + b"{}\n" + b"A" * 86 + b"==\n",
        MAGIC + b"[]\n" + b"A" * 86 + b"==\n",
        MAGIC + b"{" * 5000 + b"\n" + b"A" * 86 + b"==\n",
        MAGIC + b"{}\nno signature\n",
        MAGIC + b"x" * 200_000,
    ],
)
def test_what_is_sealed_but_no_parcel_is_refused(moscow: Office, dushanbe: Office, plain: bytes) -> None:
    with pytest.raises((refusal.NotAParcel, refusal.TamperedParcel)):
        dushanbe.opens(sealed(moscow, dushanbe, plain))


def test_an_empty_file_is_no_parcel_and_nobody_is_told_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "posted.parcel"
    path.touch()
    with pytest.raises(refusal.NotAParcel, match="an empty file") as refused:
        outside_of(path)
    assert str(tmp_path) not in str(refused.value)
