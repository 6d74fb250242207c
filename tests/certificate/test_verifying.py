"""What a text turns out to be: genuine, or wrong in a way that is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import cwt
import pytest
from cwt import COSEKey
from hypothesis import given
from hypothesis import strategies as st

from ogoh.certificate import (
    CertificateError,
    Finding,
    Holder,
    KeyRing,
    SigningKey,
    Verified,
    issue,
    matches,
    statement_about,
    verify,
)
from ogoh.certificate.code import qr_code
from ogoh.certificate.holder import fold_name
from ogoh.certificate.letters import from_letters, to_letters
from ogoh.certificate.verifying import EARLY, LEEWAY
from ogoh.identity import read_birth, read_document
from tests.certificate.people import ANSWERS, HOLDER, NOW, OFFICE, statement


@cache
def kept() -> tuple[KeyRing, bytes]:
    """One ring and one certificate for all examples; Hypothesis wants no fixture that lives for one of them."""
    folder = Path(mkdtemp())
    ring = KeyRing(folder / "ring")
    ring.new(folder / "root", NOW)
    data = from_letters("OGH1:", issue(statement(), ring.signing_key(NOW)))
    assert data is not None
    return ring, data


@cache
def finding_of(data: bytes) -> Finding:
    return verify(to_letters("OGH1:", data), kept()[0].key_file.keys, None, NOW).finding


def verified(ring: KeyRing, text: str, after: timedelta = timedelta(0)) -> Verified:
    return verify(text, ring.key_file.keys, ring.revoked, NOW + after)


def test_a_genuine_certificate_says_what_was_certified(ring: KeyRing) -> None:
    certified = statement()
    found = verified(ring, issue(certified, ring.signing_key(NOW)))
    assert (found.finding, found.statement) == (Finding.VALID, certified)
    assert found.is_valid


def test_two_sources_fit_into_a_code_of_version_eleven(text: str) -> None:
    data = from_letters("OGH1:", text)
    assert data is not None
    assert len(data) <= 230
    assert qr_code(text).designator == "11-M"


def test_it_holds_to_the_last_second_of_the_fourteenth_day_and_not_one_longer(ring: KeyRing, text: str) -> None:
    assert timedelta(0) == LEEWAY
    end = statement().expires - NOW
    assert verified(ring, text, end - timedelta(seconds=1)).is_valid
    found = verified(ring, text, end)
    assert (found.finding, str(found.day)) == (Finding.EXPIRED, "2026-05-26")


def test_a_clock_that_is_a_little_behind_is_forgiven_and_one_that_is_a_day_behind_is_not(
    ring: KeyRing, text: str
) -> None:
    assert verified(ring, text, -EARLY).is_valid
    assert verified(ring, text, -EARLY - timedelta(seconds=1)).finding is Finding.NOT_YET_VALID


@given(st.integers(0), st.integers(1, 255))
def test_any_changed_byte_is_refused(at: int, change: int) -> None:
    _, data = kept()
    altered = bytearray(data)
    altered[at % len(data)] ^= change
    assert finding_of(bytes(altered)) is not Finding.VALID


@pytest.mark.slow
def test_every_changed_bit_is_refused() -> None:
    _, data = kept()
    for at in range(len(data) * 8):
        altered = bytearray(data)
        altered[at // 8] ^= 1 << at % 8
        assert finding_of(bytes(altered)) is not Finding.VALID, at


@given(st.integers(1, 223))
def test_a_certificate_that_ends_too_early_is_called_cut(missing: int) -> None:
    _, data = kept()
    assert finding_of(data[: max(0, len(data) - missing)]) is Finding.CUT


@given(st.binary(min_size=1, max_size=9))
def test_bytes_behind_the_end_are_refused(more: bytes) -> None:
    assert finding_of(kept()[1] + more) is Finding.RE_ENCODED


@given(st.text(max_size=300))
def test_no_text_makes_it_fall_over(text: str) -> None:
    keys = kept()[0].key_file.keys
    assert not verify(text, keys, None, NOW).is_valid
    assert not verify("OGH1:" + text, keys, None, NOW).is_valid


def test_the_other_of_the_two_signatures_is_refused() -> None:
    _, data = kept()
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    other = order - int.from_bytes(data[-32:], "big")
    assert finding_of(data[:-32] + other.to_bytes(32, "big")) is Finding.FORGED


def test_a_key_that_is_not_on_the_list_is_foreign_though_the_signature_is_right(ring: KeyRing) -> None:
    assert verified(ring, issue(statement(), SigningKey.new())).finding is Finding.FOREIGN_KEY


def test_a_revoked_number_is_told_and_without_the_list_it_is_said_that_nobody_looked(
    ring: KeyRing, root: Path, text: str
) -> None:
    ring.revoke(("7K4M2Q9X1A",), root, NOW)
    assert verified(ring, text).finding is Finding.REVOKED
    found = verify(text, ring.key_file.keys, None, NOW)
    assert (found.finding, found.revoked_as_of) == (Finding.VALID, None)


def test_lists_past_their_day_are_relied_on_no_more(ring: KeyRing) -> None:
    later = NOW + timedelta(days=20)
    text = issue(statement(later), ring.signing_key(later))
    assert verified(ring, text, timedelta(days=20)).finding is Finding.LISTS_TOO_OLD
    assert verify(text, ring.key_file.keys, None, later).is_valid, "the list of keys is good for longer"


def test_nothing_is_told_of_a_certificate_that_nobody_stands_behind(ring: KeyRing, root: Path, text: str) -> None:
    ring.revoke(("7K4M2Q9X1A",), root, NOW)
    assert verified(ring, text).statement is None


def test_it_is_confirmed_for_its_holder_in_any_order_of_the_name_and_for_nobody_else() -> None:
    certified = statement()
    same = Holder("FARRUKH<<RAHIMOV", HOLDER.birth, read_document("a 1234567"))
    assert matches(certified, same)
    assert not matches(certified, replace(same, name="Karimov Farrukh"))
    assert not matches(certified, replace(same, birth=read_birth("13.05.1990")))
    assert not matches(certified, replace(same, document=read_document("A1234568")))
    assert statement().digest != certified.digest, "the salt is another each time"


@pytest.mark.parametrize(
    ("at_the_desk", "in_the_passport"),
    [
        ("Раҳимов Фаррух Саидович", "FARRUKH RAHIMOV SAIDOVICH"),
        ("Раҳимов Фаррух", "RAKHIMOV FARRUH"),
        ("Ғаффоров Умедҷон", "GHAFFOROV UMEDJON"),
        ("Каримов Джамшед", "KARIMOV JAMSHED"),
        ("Қодирова Зӯҳро Юсуфовна", "QODIROVA ZUHRO YUSUFOVNA"),
        ("Алиев Дмитрий", "ALIYEV DMITRY"),
        ("Саъдӣ Мирзо", "SA'DI MIRZO"),
        ("ABDUJABBOROV MUHAMMADYUSUF GHAFFURKHOJAEVICH", "Абдуҷабборов Муҳаммадюсуф Ғаффурхоҷаевич"),
        ("SHARIPOVA GULNARA", "Шарипова Гүлнара"),
    ],
)
def test_it_is_confirmed_for_its_holder_in_either_script(at_the_desk: str, in_the_passport: str) -> None:
    for one, other in ((at_the_desk, in_the_passport), (in_the_passport, at_the_desk)):
        certified = statement_about(replace(HOLDER, name=one), ANSWERS, OFFICE, NOW)
        theirs = replace(HOLDER, name=other)
        assert matches(certified, theirs), (one, other)
        assert not matches(certified, replace(theirs, birth=read_birth("13.05.1990")))
        assert not matches(certified, replace(theirs, name=f"{other} Karim"))


@given(st.text(min_size=1).filter(fold_name))
def test_no_name_makes_it_fall_over(name: str) -> None:
    certified = statement_about(replace(HOLDER, name=name), ANSWERS, OFFICE, NOW)
    assert matches(certified, replace(HOLDER, name=name))
    assert not matches(certified, replace(HOLDER, name=f"{name} Rahimov"))


def test_any_reader_of_web_tokens_reads_it(ring: KeyRing) -> None:
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    ring_key = ring.signing_key(NOW)
    data = from_letters("OGH1:", issue(statement(now), ring_key))
    assert data is not None
    key = COSEKey.from_pem(ring_key.pem(), alg="ES256", kid=ring_key.public.kid)
    claims = cwt.decode(data, key)
    assert isinstance(claims, dict)
    assert claims[7] == b"7K4M2Q9X1A"


def test_what_cannot_be_certified_is_refused_before_it_is_signed() -> None:
    with pytest.raises(CertificateError, match="once"):
        statement(answers=(ANSWERS[0], ANSWERS[0]))
    with pytest.raises(CertificateError, match="1 to 8"):
        statement(answers=())
    with pytest.raises(CertificateError, match="recorded"):
        replace(ANSWERS[0], grounds="nothing to tell")
    with pytest.raises(CertificateError, match="ten digits"):
        statement(number="short")
