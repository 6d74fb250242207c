"""One question, one honest answer per source."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ogoh.delivery.tables import write_table
from ogoh.identity import Subject
from ogoh.matching import Verdict
from ogoh.web.checks.services import Answer, check
from ogoh.web.lists.models import Listing
from ogoh.web.lists.services import add_source, import_delivery
from tests.web.checks.travellers import traveller

HEADINGS = ("id", "family_name", "given_name", "patronymic", "dob", "sex", "citizenship", "document_number")
FARRUKH = ("1", "Раҳимов", "Фаррух", "Саидович", "12.05.1990", "М", "Таджикистан", "400123451")
ZEBO = ("2", "Назарова", "Зебо", "Каримовна", "03.02.1985", "Ж", "Таджикистан", "400999777")
JANUARY, FEBRUARY = date(2026, 1, 10), date(2026, 2, 10)


@pytest.fixture
def bans(db: None, tmp_path: Path) -> None:
    """A list of entry bans that names two people."""
    add_source("bans", "Invented ministry", "entry_ban")
    deliver("bans", tmp_path, FARRUKH, ZEBO)


def deliver(source: str, folder: Path, *people: tuple[str, ...], dated: date = JANUARY) -> None:
    path = folder / f"{source}.csv"
    write_table(path, HEADINGS, people)
    import_delivery(path, source, dated)


def only(subject: Subject) -> Answer:
    (answer,) = check(subject)
    return answer


@pytest.mark.usefixtures("bans")
def test_name_date_and_number_that_agree_are_recorded() -> None:
    answer = only(traveller("Rahimov Farrukh", "1990-05-12", "400123451"))
    assert answer.verdict is Verdict.RECORDED
    assert answer.document_agrees
    assert answer.listing == Listing.objects.get(reference="1").pk
    assert answer.probability > 0.99
    assert answer.weight is not None
    assert (answer.source_code, answer.source_name, answer.source_kind) == ("bans", "Invented ministry", "entry_ban")
    assert (answer.as_of, answer.delivery) == (JANUARY, 1)


@pytest.mark.usefixtures("bans")
@pytest.mark.parametrize(
    "written",
    ["Рахимов Фаррух Саидович", "Фаррух Раҳимов", "RAKHIMOV FARRUKH", "Rahimov Farruh Saidovich", "Раҳимзода Фаррух"],
)
def test_any_spelling_finds_the_person(written: str) -> None:
    assert only(traveller(written, "12.05.1990", "400123451")).listing is not None


@pytest.mark.usefixtures("bans")
def test_another_document_number_is_at_most_possible() -> None:
    answer = only(traveller("Раҳимов Фаррух Саидович", "12.05.1990", "401777888"))
    assert (answer.verdict, answer.document_agrees) == (Verdict.POSSIBLE, False)


@pytest.mark.usefixtures("bans")
def test_a_name_alone_is_at_most_possible() -> None:
    answer = only(traveller("Раҳимов Фаррух Саидович"))
    assert (answer.verdict, answer.document_agrees) == (Verdict.POSSIBLE, False)


@pytest.mark.usefixtures("bans")
@pytest.mark.parametrize(
    ("name", "born", "document"),
    [
        ("Зарринкамар Хуршеда Бобоҷоновна", "09.08.1999", "402468013"),
        ("Раҳимов Фаррух Саидович", "30.11.1961", "402468013"),
    ],
)
def test_somebody_else_has_no_record(name: str, born: str, document: str) -> None:
    answer = only(traveller(name, born, document))
    assert answer.verdict is Verdict.NO_RECORD
    assert (answer.listing, answer.comparison, answer.weight, answer.probability) == (None, None, None, 0.0)
    assert (answer.as_of, answer.looked_at) == (JANUARY, True)


@pytest.mark.usefixtures("bans")
def test_a_number_typed_in_other_letters_and_spaces_is_the_same() -> None:
    assert only(traveller("Раҳимов Фаррух", "12.05.1990", " 400 123 451 ")).document_agrees


@pytest.mark.usefixtures("bans")
def test_two_lists_give_two_answers_and_are_never_merged(tmp_path: Path) -> None:
    add_source("registry", "Invented registry", "controlled_persons")
    deliver("registry", tmp_path, ZEBO, dated=FEBRUARY)
    farrukh = check(traveller("Раҳимов Фаррух Саидович", "12.05.1990", "400123451"))
    assert [(one.source_code, one.source_kind, one.verdict, one.as_of) for one in farrukh] == [
        ("bans", "entry_ban", Verdict.RECORDED, JANUARY),
        ("registry", "controlled_persons", Verdict.NO_RECORD, FEBRUARY),
    ]
    zebo = check(traveller("Назарова Зебо Каримовна", "03.02.1985", "400999777"))
    assert [one.verdict for one in zebo] == [Verdict.RECORDED, Verdict.RECORDED]
    assert len({one.listing for one in zebo}) == 2


@pytest.mark.usefixtures("bans")
def test_a_source_that_delivered_nothing_was_not_looked_at() -> None:
    add_source("registry", "Invented registry", "controlled_persons")
    bans, registry = check(traveller("Раҳимов Фаррух Саидович", "12.05.1990", "400123451"))
    assert bans.looked_at
    assert (registry.as_of, registry.delivery, registry.looked_at) == (None, None, False)


@pytest.mark.django_db
def test_without_any_source_there_is_no_answer() -> None:
    assert check(traveller("Раҳимов Фаррух", "12.05.1990")) == ()


@pytest.mark.usefixtures("bans")
def test_who_left_the_list_is_on_it_no_more(tmp_path: Path) -> None:
    deliver("bans", tmp_path, ZEBO, dated=FEBRUARY)
    answer = only(traveller("Раҳимов Фаррух Саидович", "12.05.1990", "400123451"))
    assert (answer.verdict, answer.as_of, answer.delivery) == (Verdict.NO_RECORD, FEBRUARY, 2)


@pytest.mark.usefixtures("bans")
def test_a_changed_listing_answers_as_it_is_now(tmp_path: Path) -> None:
    deliver("bans", tmp_path, (*FARRUKH[:7], "401777888"), ZEBO, dated=FEBRUARY)
    assert only(traveller("Раҳимов Фаррух Саидович", "12.05.1990", "401777888")).verdict is Verdict.RECORDED
    assert only(traveller("Раҳимов Фаррух Саидович", "12.05.1990", "400123451")).verdict is Verdict.POSSIBLE


@pytest.mark.usefixtures("bans")
def test_a_check_leaves_nothing_behind() -> None:
    before = [model.objects.count() for model in _models()]
    check(traveller("Раҳимов Фаррух Саидович", "12.05.1990", "400123451"))
    assert [model.objects.count() for model in _models()] == before


def _models() -> list[type[Listing]]:
    from django.apps import apps

    return list(apps.get_models())  # type: ignore[arg-type]  # any model has the manager that is used here
