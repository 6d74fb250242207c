"""A check weighs names by how common they are on the list that it asks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ogoh.cli.file_list import FileList
from ogoh.delivery.tables import write_table
from ogoh.identity import Subject
from ogoh.matching import Verdict
from ogoh.matching.commonness import shipped
from ogoh.web.checks.services import Answer, check
from ogoh.web.lists.models import CountedNames
from ogoh.web.lists.services import add_source, import_delivery
from ogoh.web.reviews.models import ReviewVerdict
from ogoh.web.reviews.services import remember
from tests.web.checks.travellers import traveller

pytestmark = pytest.mark.slow

HEADINGS = ("id", "family_name", "given_name", "patronymic", "dob", "document_number")
MANY = [
    (str(number), "Раҳимов", "Фаррух", "Саидович", f"{1 + number % 28:02}.05.19{60 + number % 40}", f"40{number:07}")
    for number in range(2_400)
]
FARRUKH = ("f", "Раҳимов", "Фаррух", "Саидович", "12.05.1959", "455123451")
ZEBO = ("z", "Назарова", "Зебо", "Каримовна", "03.02.1985", "400999777")
JANUARY = date(2026, 1, 10)


@pytest.fixture
def bans(db: None, tmp_path: Path) -> Path:
    """A list on which nearly everybody has one name."""
    add_source("bans", "Invented ministry", "entry_ban")
    write_table(tmp_path / "bans.csv", HEADINGS, [*MANY, FARRUKH, ZEBO])
    import_delivery(tmp_path / "bans.csv", "bans", JANUARY)
    return tmp_path / "bans.csv"


def farrukh() -> Subject:
    return traveller("Рахимов Фаррух Саидович", "12.05.1959", "455123451")


def zebo() -> Subject:
    return traveller("Назарова Зебо Каримовна", "03.02.1985", "400999777")


def only(subject: Subject) -> Answer:
    (answer,) = check(subject)
    return answer


def forget_the_counts() -> None:
    CountedNames.objects.update(keys_version="1-older")


@pytest.mark.usefixtures("bans")
def test_agreement_on_a_name_that_everybody_bears_says_less_of_anybody() -> None:
    found = only(farrukh())
    forget_the_counts()
    otherwise = only(farrukh())
    assert found.weight is not None
    assert otherwise.weight is not None
    assert found.weight < otherwise.weight - 6
    facts = dict(next(one.facts for one in found.comparison.evidence if one.attribute == "given"))  # type: ignore[union-attr]
    assert facts["one_in"] == "4"


def test_a_list_answers_alike_from_its_file_and_from_the_database(bans: Path) -> None:
    for asked in (farrukh(), zebo()):
        (from_file,) = FileList.read(bans).check(asked)
        assert from_file.comparison is not None
        assert from_file.comparison == only(asked).comparison
    assert FileList.read(bans).commonness is not shipped()


@pytest.mark.usefixtures("bans")
def test_what_a_reviewer_decided_is_weighed_by_the_same_shares() -> None:
    found = only(farrukh())
    remembered = remember(farrukh(), "bans", "f", ReviewVerdict.SAME, "Desk 5", "compared with the passport")
    again = only(farrukh())
    assert (again.verdict, again.reviewed) == (Verdict.RECORDED, True)
    assert again.weight == found.weight
    kept = {attribute: bits for attribute, _, bits in remembered.review.evidence}
    assert kept == {one.attribute: round(one.bits, 6) for one in found.comparison.evidence}  # type: ignore[union-attr]


@pytest.mark.usefixtures("bans")
def test_the_names_are_read_once_for_each_delivery(tmp_path: Path) -> None:
    before = only(zebo()).weight
    with CaptureQueriesContext(connection) as asked:
        assert only(zebo()).weight == before
    assert len(asked) == 3, "sources, candidates, reviews"
    more = [(f"m{at}", *ZEBO[1:5], f"41{at:07}") for at in range(300)]
    write_table(tmp_path / "more.csv", HEADINGS, more)
    import_delivery(tmp_path / "more.csv", "bans", JANUARY, delta=True)
    after = only(zebo()).weight
    assert before is not None
    assert after is not None
    assert after < before - 4


@pytest.mark.usefixtures("bans")
def test_two_lists_weigh_one_name_each_by_its_own_people(tmp_path: Path) -> None:
    add_source("registry", "Invented registry", "controlled_persons")
    write_table(tmp_path / "registry.csv", HEADINGS, [FARRUKH, ZEBO])
    import_delivery(tmp_path / "registry.csv", "registry", JANUARY)
    bans, registry = check(farrukh())
    assert bans.weight is not None
    assert registry.weight is not None
    assert bans.weight < registry.weight - 6
