"""Keys and cards: made, renewed, withdrawn; a card says the same to everybody."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.parcel import KeyFolder, card_from_json, read_card
from tests.delivery.parcel.offices import HOUR, NOON, Office


def test_a_card_comes_back_from_its_file(moscow: Office, tmp_path: Path) -> None:
    card = moscow.keys.card
    path = tmp_path / "card.json"
    path.write_bytes(card.as_json() + b"\n")
    assert read_card(path) == card
    assert len(card.fingerprint.split()) == 8


def test_another_key_or_date_gives_another_fingerprint(moscow: Office) -> None:
    before = moscow.keys.card.fingerprint
    renewed = moscow.keys.renew(NOON, NOON).fingerprint
    withdrawn = moscow.keys.withdraw(moscow.keys.card.keys[0].key_id, NOON).fingerprint
    assert len({before, renewed, withdrawn}) == 3


def test_there_are_keys_once(moscow: Office) -> None:
    with pytest.raises(DeliveryRefused, match="none yet"):
        moscow.keys.make("moscow", "Moscow", NOON)


def test_a_folder_without_keys_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(DeliveryRefused, match="ogoh parcel keys new"):
        _ = KeyFolder(tmp_path / "none").card


@pytest.mark.parametrize(("code", "name"), [("a b", "x"), ("", "x"), ("x" * 41, "x"), ("a", ""), ("a", "x\n")])
def test_a_code_or_a_name_that_is_none_is_refused(tmp_path: Path, code: str, name: str) -> None:
    with pytest.raises(DeliveryRefused):
        KeyFolder(tmp_path).make(code, name, NOON)
    assert list(tmp_path.iterdir()) == [], "no key of an installation that has no name"


def test_the_newest_key_that_counts_signs(moscow: Office) -> None:
    first = moscow.keys.card.keys[0].key_id
    second = moscow.keys.renew(NOON, NOON + HOUR).keys[1].key_id
    assert moscow.keys.signing_key(NOON).key_id == first
    assert moscow.keys.signing_key(NOON + HOUR).key_id == second
    moscow.keys.withdraw(second, NOON + 2 * HOUR)
    assert moscow.keys.signing_key(NOON + 2 * HOUR).key_id == first
    moscow.keys.withdraw(first, NOON)
    with pytest.raises(DeliveryRefused, match="none that counts now"):
        moscow.keys.signing_key(NOON + 2 * HOUR)


def test_a_withdrawal_is_moved_to_an_earlier_moment_and_never_to_a_later_one(moscow: Office) -> None:
    key = moscow.keys.card.keys[0].key_id
    for since, expected in ((NOON + HOUR, NOON + HOUR), (NOON + 2 * HOUR, NOON + HOUR), (NOON, NOON)):
        assert moscow.keys.withdraw(key, since).keys[0].withdrawn_from == expected


@pytest.mark.parametrize("content", ["", "nonsense", "\N{SNOWMAN}", "00" * 32, "AGE-SECRET-KEY-1X"])
def test_a_damaged_key_is_called_by_its_file(moscow: Office, content: str) -> None:
    opening, (signing,) = moscow.keys.folder / "open-1.key", moscow.keys.folder.glob("sign-*.key")
    opening.write_text(content)
    signing.write_text(content)
    with pytest.raises(DeliveryRefused, match=r"open-1\.key"):
        _ = moscow.keys.identities
    with pytest.raises(DeliveryRefused, match=signing.name):
        moscow.keys.signing_key(NOON)


def test_a_key_that_is_not_known_cannot_be_withdrawn(moscow: Office) -> None:
    with pytest.raises(DeliveryRefused, match="one of"):
        moscow.keys.withdraw("0" * 16, NOON)


@pytest.mark.parametrize(
    "change",
    [
        {"ogoh": "card 2"},
        {"code": "a b"},
        {"code": 5},
        {"recipient": "age1"},
        {"recipient": 5},
        {"keys": []},
        {"keys": [{}]},
        {"keys": [{"key": "x", "counts_from": "2026-11-01T00:00:00Z", "withdrawn_from": None}]},
        {"name": ""},
    ],
)
def test_what_is_no_card_is_refused(moscow: Office, change: dict[str, object]) -> None:
    told = orjson.loads(moscow.keys.card.as_json()) | change
    with pytest.raises(DeliveryRefused, match="no card"):
        card_from_json(orjson.dumps(told))
    with pytest.raises(DeliveryRefused):
        card_from_json(b"nonsense")
