"""Names are counted as a list changes, so that those of the people who are on it now are known."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from django.db import OperationalError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ogoh.delivery.tables import write_table
from ogoh.identity import subject_from_json
from ogoh.matching import KEYS_VERSION, prepare
from ogoh.matching.commonness import Borne, bearers_of, borne_by, shipped
from ogoh.names import Part, Role, WrittenName, read_name
from ogoh.web.lists.commonness import commonness_of_source
from ogoh.web.lists.models import CountedNames, Listing, Rejection, Source
from ogoh.web.lists.services import Allowances, add_source, import_delivery, rekey
from tests.web.lists.conftest import Deliver
from tests.web.lists.people import (
    ANORA,
    DALER,
    FARRUKH,
    FEBRUARY,
    FOUR,
    HEADINGS,
    JANUARY,
    MARCH,
    ZEBO,
    Person,
    changed,
    list_file,
    made_up_list,
)

pytestmark = pytest.mark.slow

MANY = tuple(changed(FARRUKH, id=str(number), document_number=f"40{number:07}") for number in range(100, 3_100))


def counted(code: str = "bans") -> Counter[Borne]:
    """The counts as they stand in the database, having seen that the common ones are those that follow from them."""
    held = CountedNames.objects.get(source__code=code, keys_version=KEYS_VERSION)
    every = Counter({(kind, skeleton, frame): count for kind, skeleton, frame, count in json.loads(held.every)})
    assert json.loads(held.common) == json.loads(json.dumps(bearers_of(every)))
    return every


def due(code: str = "bans") -> Counter[Borne]:
    """The counts as the alive listings demand them."""
    subjects = Listing.objects.filter(source__code=code, closed_by=None).values_list("subject", flat=True)
    return borne_by(prepare(subject_from_json(text)).names[0] for text in subjects)


def family(text: str) -> Part:
    return read_name(WrittenName(family=text)).parts[0]


def make_stale() -> None:
    CountedNames.objects.update(keys_version="1-older")


def test_the_counts_follow_every_delivery(bans: Source, deliver: Deliver, tmp_path: Path) -> None:
    deliver(FOUR)
    assert counted() == due()
    deliver((changed(FARRUKH, family_name="Каримов"), ZEBO, ANORA), FEBRUARY)
    assert counted() == due()
    deliver((changed(ZEBO, given_name="Зебонисо"), DALER), MARCH, delta=True)
    assert counted() == due()
    write_table(tmp_path / "off.csv", (*HEADINGS, "Снят"), [(*DALER, "да")])
    import_delivery(tmp_path / "off.csv", "bans", MARCH, delta=True)
    assert counted() == due()


@given(
    deliveries=st.lists(
        st.tuples(
            st.dictionaries(st.sampled_from(FOUR), st.sampled_from(["Каримов", "Назаров", "Ким"]), min_size=1),
            st.booleans(),
        ),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_deliveries_the_counts_are_those_of_the_alive(
    bans: Source, tmp_path: Path, deliveries: list[tuple[dict[Person, str], bool]]
) -> None:
    for people, delta in deliveries:
        listed = list_file(
            tmp_path / "list.csv", [changed(person, family_name=name) for person, name in people.items()]
        )
        import_delivery(listed, "bans", JANUARY, delta=delta, allow=Allowances(smaller=True))
        assert counted() == due()


def test_names_that_other_processes_read_are_counted_too(bans: Source, tmp_path: Path) -> None:
    import_delivery(made_up_list(tmp_path / "list.csv", 6_000), "bans", JANUARY)
    assert counted() == due()


def test_a_name_that_half_the_list_bears_is_worth_little_there(bans: Source, deliver: Deliver) -> None:
    deliver((*MANY, *FOUR))
    held = commonness_of_source(bans)
    assert held.source == "bans"
    assert Role.FAMILY in held.on_the_list
    assert held.rarity(Role.FAMILY, family("Раҳимов")) < shipped().rarity(Role.FAMILY, family("Раҳимов")) - 2
    assert held.rarity(Role.FAMILY, family("Каримов")) > shipped().rarity(Role.FAMILY, family("Каримов"))


def test_a_short_list_leaves_the_shares_nearly_as_they_are(bans: Source, deliver: Deliver) -> None:
    deliver(FOUR)
    held = commonness_of_source(bans)
    for name in ("Раҳимов", "Назарова", "Ҷилвазоров"):
        usual = shipped().rarity(Role.FAMILY, family(name))
        assert held.rarity(Role.FAMILY, family(name)) == pytest.approx(usual, abs=0.05)


def test_a_delta_makes_a_name_common_and_a_full_list_rare_again(bans: Source, deliver: Deliver) -> None:
    def rarity() -> float:
        return commonness_of_source(bans).rarity(Role.FAMILY, family("Раҳимов"))

    deliver(FOUR)
    before = rarity()
    deliver(MANY, FEBRUARY, delta=True)
    assert rarity() < before - 2
    deliver(FOUR, MARCH, allow=Allowances(smaller=True))
    assert rarity() == before


def test_before_the_first_delivery_the_shipped_shares_hold(bans: Source) -> None:
    assert commonness_of_source(bans) is shipped()


def test_a_second_look_reads_nothing_anew(bans: Source, deliver: Deliver) -> None:
    deliver(FOUR)
    assert commonness_of_source(bans) is commonness_of_source(bans)


def test_a_list_whose_names_are_as_before_keeps_its_digest(deliver: Deliver) -> None:
    deliver(FOUR)
    before = CountedNames.objects.values_list("digest", flat=True).get()
    deliver((changed(FARRUKH, grounds="судимость"), ZEBO, DALER, ANORA), FEBRUARY)
    assert CountedNames.objects.values_list("digest", flat=True).get() == before


def test_a_dry_run_counts_nothing(deliver: Deliver) -> None:
    deliver(FOUR, dry_run=True)
    assert not CountedNames.objects.exists()


def test_an_import_that_fails_at_its_end_leaves_the_counts_as_they_were(
    deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(FOUR)
    before = CountedNames.objects.values().get()

    def no_room(*_: object, **__: object) -> None:
        raise OperationalError("no room")

    monkeypatch.setattr(type(Rejection.objects), "bulk_create", no_room)
    with pytest.raises(OperationalError):
        deliver(MANY, FEBRUARY, delta=True)
    assert CountedNames.objects.values().get() == before


def test_counts_made_with_older_tables_are_not_used_and_rekeying_makes_them_anew(
    bans: Source, deliver: Deliver
) -> None:
    deliver((*MANY, *FOUR))
    make_stale()
    assert commonness_of_source(bans) is shipped()
    assert rekey() == len(MANY) + 4
    assert counted() == due()
    assert commonness_of_source(bans).source == "bans"
    assert rekey() == 0


def test_nothing_is_added_to_counts_made_with_older_tables(deliver: Deliver) -> None:
    deliver(FOUR)
    make_stale()
    deliver((FARRUKH, ZEBO), FEBRUARY)
    assert CountedNames.objects.get().keys_version == "1-older"
    assert rekey() == 2
    assert counted() == due()


def test_the_names_of_two_lists_are_counted_apart(deliver: Deliver, tmp_path: Path) -> None:
    deliver(FOUR)
    registry = add_source("registry", "Invented registry", "controlled_persons")
    import_delivery(list_file(tmp_path / "other.csv", MANY), "registry", JANUARY)
    assert (counted(), counted("registry")) == (due(), due("registry"))
    assert commonness_of_source(registry).source == "registry"


def test_with_a_source_go_the_counts_of_its_list(bans: Source, deliver: Deliver) -> None:
    rekey()
    assert CountedNames.objects.filter(source=bans).exists()
    bans.delete()
    assert not CountedNames.objects.exists()
