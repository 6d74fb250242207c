"""Signed checkpoints, as other logs and witnesses write and read them."""

from __future__ import annotations

from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from ogoh.web.audit.notes import Checkpoint, UnfitNote, Verifier, opened, signed

# The example of C2SP signed-note, as golang.org/x/mod/sumdb/note tests it.
PETER = Verifier.from_text("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
PETERS = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ORIGIN = "example.tj/log"
CHECKPOINT = Checkpoint(ORIGIN, 7, bytes(range(32)))


def test_a_key_is_read_and_written_as_others_do() -> None:
    assert str(PETER) == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


def test_a_note_that_others_signed_is_no_checkpoint_but_its_signature_fits() -> None:
    with pytest.raises(UnfitNote, match="three lines expected"):
        opened(PETERS, PETER)
    body, _, line = PETERS.rpartition("\n\n")
    from ogoh.web.audit import notes

    assert notes._is_signed(body + "\n", line.rstrip("\n"), PETER)


def test_a_checkpoint_is_opened_as_it_was_signed() -> None:
    note = signed(CHECKPOINT, KEY)
    assert opened(note, Verifier.of(KEY, ORIGIN)) == CHECKPOINT
    assert note.splitlines()[:3] == [ORIGIN, "7", b64encode(bytes(range(32))).decode()]


def test_further_signatures_are_passed_over() -> None:
    note = signed(CHECKPOINT, KEY) + "— a.witness/one AAAAAAAAAAAAAAAA\n"
    assert opened(note, Verifier.of(KEY, ORIGIN)) == CHECKPOINT


def test_a_key_of_the_same_name_is_another_key() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    with pytest.raises(UnfitNote, match="no signature"):
        opened(signed(CHECKPOINT, KEY), Verifier.of(other, ORIGIN))


@given(st.data())
def test_no_sign_of_a_checkpoint_can_be_changed(data: st.DataObject) -> None:
    note = signed(CHECKPOINT, KEY)
    place = data.draw(st.integers(0, len(note) - 1))
    sign = data.draw(st.characters(codec="utf-8").filter(lambda one: one not in (note[place], "\r")))
    changed = note[:place] + sign + note[place + 1 :]
    try:
        assert opened(changed, Verifier.of(KEY, ORIGIN)) == CHECKPOINT
    except UnfitNote:
        return


@given(st.text())
def test_whatever_is_no_checkpoint_is_told_in_words(text: str) -> None:
    with pytest.raises(UnfitNote):
        opened(text, Verifier.of(KEY, ORIGIN))


@pytest.mark.parametrize(
    "text", ["", "name", "name+00000000+AQ==", "a b+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "x+y+z"]
)
def test_what_is_no_key_is_told_in_words(text: str) -> None:
    with pytest.raises(UnfitNote):
        Verifier.from_text(text)


def test_a_key_that_lost_a_sign_is_told() -> None:
    with pytest.raises(UnfitNote, match="does not fit"):
        Verifier.from_text("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
