"""What is sealed is opened as it was, by those whom it was meant for."""

from __future__ import annotations

import stat
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ogoh.delivery import DeliveryRefused
from ogoh.delivery.parcel import Limits, outside_of, refusal, seal
from tests.delivery.parcel.offices import NOON, Office, people

lines = st.lists(
    st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), st.text(st.characters(codec="utf-8"))).map(
        lambda told: orjson.dumps(told, option=orjson.OPT_SORT_KEYS)
    )
)


def test_the_addressee_opens_what_was_sealed(moscow: Office, dushanbe: Office) -> None:
    rows = people("1", "2", "3")
    assert dushanbe.opens(moscow.seals(rows, dushanbe)) == rows


def test_each_of_several_addressees_opens_it(moscow: Office, dushanbe: Office, bishkek: Office) -> None:
    parcel = moscow.seals(people("1"), dushanbe, bishkek)
    assert dushanbe.opens(parcel) == bishkek.opens(parcel) == people("1")


@given(rows=lines)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
def test_any_rows_come_out_as_they_went_in(moscow: Office, dushanbe: Office, rows: list[bytes]) -> None:
    assert dushanbe.opens(moscow.seals(rows, dushanbe, kind="requests", source="", digest="")) == rows


def test_a_parcel_of_no_rows_is_one(moscow: Office, dushanbe: Office) -> None:
    assert dushanbe.opens(moscow.seals([], dushanbe)) == []


def test_rows_may_be_walked_twice(moscow: Office, dushanbe: Office) -> None:
    from ogoh.delivery.parcel import opened

    with opened(moscow.seals(people("1", "2"), dushanbe), dushanbe.reading()) as found:
        assert list(found.rows()) == list(found.rows())


def test_the_header_tells_what_was_said(moscow: Office, dushanbe: Office) -> None:
    header = dushanbe.reads(moscow.seals(people("1"), dushanbe, about={"name": "Рӯйхат"}))
    assert (header.label.sender, header.label.to, header.label.made_at) == ("moscow", ("dushanbe",), NOON)
    assert dict(header.label.about) == {"name": "Рӯйхат"}
    assert header.content.rows == 1


def test_an_outsider_learns_size_and_number_of_recipients_and_no_more(moscow: Office, dushanbe: Office) -> None:
    parcel = moscow.seals(people("1"), dushanbe, dushanbe)
    outside = outside_of(parcel)
    assert (outside.size, outside.recipients) == (parcel.stat().st_size, 2)
    assert not any(word in parcel.read_bytes() for word in (b"moscow", b"dushanbe", b"bans"))


@pytest.mark.parametrize("size", [0, 1, 65_000, 65_536, 200_000])
def test_the_size_of_a_sealed_file_is_known_from_what_is_in_it(
    moscow: Office, dushanbe: Office, tmp_path: Path, size: int
) -> None:
    import pyrage

    recipient = pyrage.x25519.Recipient.from_str(dushanbe.keys.card.recipient)
    path = tmp_path / "sealed"
    path.write_bytes(pyrage.encrypt(bytes(size), [recipient]))
    outside = outside_of(path)
    assert outside.sealed_size(size) == outside.size


def test_where_sealing_fails_nothing_is_left(moscow: Office, dushanbe: Office) -> None:
    with pytest.raises(refusal.TooLarge):
        seal(
            moscow.folder / "large.parcel",
            moscow.label([], dushanbe),
            people("1", "2"),
            moscow.keys.signing_key(NOON),
            [dushanbe.keys.card.recipient],
            Limits(rows=1),
        )
    assert [one.name for one in moscow.folder.iterdir()] == ["keys"]


@pytest.mark.parametrize(
    "said", [{"kind": "Requests", "source": "", "digest": ""}, {"about": {"note": "x" * 501}}, {"number": 1 << 31}]
)
def test_a_label_that_nobody_could_read_is_not_sealed(
    moscow: Office, dushanbe: Office, said: dict[str, object]
) -> None:
    with pytest.raises(DeliveryRefused, match="Nothing was written") as refused:
        moscow.seals(people("1"), dushanbe, **said)
    assert not isinstance(refused.value, refusal.ParcelRefused)
    assert [one.name for one in moscow.folder.iterdir()] == ["keys"]


def test_texts_that_make_the_header_longer_than_is_read_are_not_sealed(moscow: Office, dushanbe: Office) -> None:
    with pytest.raises(DeliveryRefused, match="bytes"):
        moscow.seals(
            [],
            dushanbe,
            about={f"note_{letter}{other}": "x" * 500 for letter in "abcdefghijkl" for other in "abcdefghijkl"},
        )


def test_a_recipient_that_is_none_is_refused(moscow: Office) -> None:
    with pytest.raises(DeliveryRefused, match="age recipient"):
        moscow.seals([], recipients=["age1nobody"])
    with pytest.raises(DeliveryRefused, match="for whom"):
        moscow.seals([], recipients=[])


def test_private_keys_are_for_their_owner_alone(moscow: Office) -> None:
    moscow.keys.folder.chmod(0o755)
    moscow.keys.renew(NOON, NOON)
    for one in moscow.keys.folder.glob("*.key"):
        assert stat.S_IMODE(one.stat().st_mode) == 0o600
    assert stat.S_IMODE(moscow.keys.folder.stat().st_mode) == 0o700
