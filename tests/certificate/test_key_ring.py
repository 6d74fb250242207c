"""Keys come, retire and are lost; whatever stops a change leaves the old state or the new."""

from __future__ import annotations

import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from ogoh.certificate import Finding, KeyRing, KeyRingError, KeyState, ListRefusedError, issue, read_key_file, verify
from ogoh.certificate.list_files import key_file_text, write_whole
from ogoh.certificate.signing import SigningKey
from tests.certificate.people import NOW, statement

DAY = timedelta(days=1)


def finding(ring: KeyRing, text: str, after: timedelta = timedelta(0)) -> Finding:
    return verify(text, ring.key_file.keys, None, NOW + after).finding


def kid(ring: KeyRing) -> str:
    return ring.key_file.keys.keys[-1].public.kid.hex()


def test_private_keys_are_for_their_owner_alone_and_named_by_their_kid(ring: KeyRing, root: Path) -> None:
    held = [*ring.folder.glob("*.pem"), root / "root.pem"]
    assert [path.stem for path in held] == [kid(ring), "root"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in held} == {0o600}


def test_a_key_that_others_can_read_signs_nothing(ring: KeyRing) -> None:
    (ring.folder / f"{kid(ring)}.pem").chmod(0o644)
    with pytest.raises(KeyRingError, match="read by others"):
        ring.signing_key(NOW)


def test_after_a_rotation_the_new_key_signs_and_what_the_old_one_signed_still_counts(
    ring: KeyRing, root: Path, text: str
) -> None:
    old = ring.signing_key(NOW)
    fresh = ring.rotate(root, NOW + DAY)
    assert ring.signing_key(NOW + DAY).public == fresh.public
    assert finding(ring, text, 2 * DAY) is Finding.VALID
    late = issue(statement(NOW + 2 * DAY), old)
    assert finding(ring, late, 2 * DAY) is Finding.KEY_RETIRED


def test_what_a_lost_key_signed_before_the_day_of_loss_counts_and_from_that_day_on_nothing(
    ring: KeyRing, root: Path, text: str
) -> None:
    old = ring.signing_key(NOW)
    on_the_day, later = (issue(statement(NOW + days * DAY), old) for days in (1, 2))
    ring.lost(kid(ring), date(2026, 5, 13), root, NOW + 3 * DAY)
    assert finding(ring, text, 3 * DAY) is Finding.VALID
    assert finding(ring, on_the_day, 3 * DAY) is Finding.KEY_LOST
    assert finding(ring, later, 3 * DAY) is Finding.KEY_LOST
    assert ring.signing_key(NOW + 3 * DAY).public != old.public
    assert not (ring.folder / f"{old.public.kid.hex()}.pem").exists()


def test_the_loss_of_a_retired_key_does_not_revive_it(ring: KeyRing, root: Path) -> None:
    first = kid(ring)
    old = ring.signing_key(NOW)
    ring.rotate(root, NOW)
    ring.lost(first, date(2026, 5, 20), root, NOW + 9 * DAY)
    text = issue(statement(NOW + 4 * DAY), old)
    assert finding(ring, text, 9 * DAY) is Finding.KEY_LOST
    assert len(ring.key_file.keys.keys) == 2, "a key is in use, so none is made"


def test_a_loss_that_is_still_to_come_and_a_key_that_nobody_knows_are_refused(ring: KeyRing, root: Path) -> None:
    with pytest.raises(KeyRingError, match="still to come"):
        ring.lost(kid(ring), date(2026, 5, 13), root, NOW)
    with pytest.raises(KeyRingError, match="No key is named"):
        ring.lost("00" * 8, date(2026, 5, 12), root, NOW)


def test_a_change_that_is_stopped_before_its_list_is_in_place_changes_nothing(
    ring: KeyRing, root: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (ring.folder / "keys.json").read_bytes()

    def stopped(path: Path, data: bytes, mode: int = 0o600) -> None:
        if path.name == "keys.json":
            raise OSError(28, "No space left on device")
        write_whole(path, data, mode)

    monkeypatch.setattr("ogoh.certificate.key_ring.write_whole", stopped)
    with pytest.raises(OSError, match="space"):
        ring.lost(kid(ring), date(2026, 5, 12), root, NOW)
    assert (ring.folder / "keys.json").read_bytes() == before
    assert issue(statement(), ring.signing_key(NOW))
    assert finding(ring, text) is Finding.VALID


def test_another_root_key_changes_nothing(ring: KeyRing, tmp_path: Path) -> None:
    KeyRing(tmp_path / "other").new(tmp_path / "other root", NOW)
    with pytest.raises(KeyRingError, match="not the one of this ring"):
        ring.rotate(tmp_path / "other root", NOW)


def test_a_list_that_another_root_signed_is_refused(ring: KeyRing, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text(key_file_text(SigningKey.new().public, ring.key_file.letters))
    with pytest.raises(ListRefusedError, match="not signed by this root key"):
        read_key_file(path)


def test_the_two_kinds_of_list_are_not_taken_for_one_another(ring: KeyRing, root: Path, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    revoked = (ring.folder / "revoked.json").read_text().split('"')[3]
    path.write_text(key_file_text(ring.key_file.root, revoked.replace("OGR1:", "OGK1:")))
    with pytest.raises(ListRefusedError, match="something else"):
        read_key_file(path)


def test_renewing_keeps_keys_and_numbers_and_moves_the_day(ring: KeyRing, root: Path) -> None:
    ring.revoke(("7K4M2Q9X1A",), root, NOW)
    before = ring.key_file.keys
    ring.renew(root, NOW + 30 * DAY)
    after = ring.key_file.keys
    assert after.keys == before.keys
    assert after.due == before.due + 30 * DAY
    assert ring.revoked.numbers == ("7K4M2Q9X1A",)


def test_a_ring_is_made_once(ring: KeyRing, root: Path) -> None:
    with pytest.raises(KeyRingError, match="already"):
        ring.new(root, NOW)
    assert [one.state for one in ring.key_file.keys.keys] == [KeyState.IN_USE]
