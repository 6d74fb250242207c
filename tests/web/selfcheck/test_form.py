"""The form: every script, every date, and mistakes that can be mended."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity import PartialDate, write_mrz
from ogoh.names import WrittenName
from ogoh.web.selfcheck.forms import CheckForm
from tests.web.selfcheck.people import RECORDED, UNLISTED

GOOD_ZONE = write_mrz(
    WrittenName(family="RAHIMOV", given="FARRUKH"), PartialDate(1990, 5, 12), None, "TJ", "400123451", date(2030, 1, 1)
)


def filled(**changes: str) -> CheckForm:
    return CheckForm({**RECORDED, **changes})


@pytest.mark.parametrize(
    "birth", ["12.05.1990", "1990-05-12", "12 май 1990", "12 мая 1990", "12/5/1990", "12 may 1990"]
)
def test_a_birth_date_is_read_however_it_is_written(birth: str) -> None:
    form = filled(birth=birth)
    assert form.is_valid()
    assert form.subject.births[0].text == "1990-05-12"


@pytest.mark.parametrize(
    "birth", ["31.02.1990", "00.00.0000", "1900-01-00", "01.01.2990", "1990", "05.1990", "soon", "\0"]
)
def test_a_birth_date_that_cannot_be_or_is_not_whole_is_named_at_its_field(birth: str) -> None:
    form = filled(birth=birth)
    assert not form.is_valid()
    assert list(form.errors) == ["birth"]


def test_the_first_of_january_is_taken_as_passports_print_it() -> None:
    assert filled(birth="01.01.1990").is_valid()


def test_cyrillic_look_alikes_in_a_number_are_read_as_latin() -> None:
    form = filled(document="А 1234567")
    assert form.is_valid()
    assert form.subject.documents[0].folded == "A1234567"


@pytest.mark.parametrize("field", ["family_name", "given_name", "birth", "document"])
def test_each_of_name_date_and_number_is_needed(field: str) -> None:
    form = filled(**{field: "  "})
    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_a_person_of_one_name_writes_a_dash() -> None:
    form = filled(given_name="—")
    assert form.is_valid()
    assert form.subject.names[0].text == "Rahimov"


def test_a_name_of_400_letters_is_too_long() -> None:
    form = filled(family_name="А" * 400)
    assert not form.is_valid()
    assert list(form.errors) == ["family_name"]


def test_a_zone_alone_is_a_whole_question() -> None:
    form = CheckForm({"zone": GOOD_ZONE})
    assert form.is_valid(), form.errors
    assert form.subject.documents[0].folded == "400123451"


def test_a_mistyped_number_in_the_zone_is_found_by_its_check_digit() -> None:
    form = CheckForm({"zone": GOOD_ZONE.replace("400123451", "400123457")})
    assert not form.is_valid()
    assert list(form.errors) == ["zone"]


def test_a_zone_that_is_none_is_named_at_its_box_alone() -> None:
    form = CheckForm({"zone": "P<TJK"})
    assert not form.is_valid()
    assert list(form.errors) == ["zone"]


typed = st.text(max_size=60)


@given(st.fixed_dictionaries(dict.fromkeys(("family_name", "given_name", "birth", "document", "zone"), typed)))
def test_whatever_is_typed_is_either_read_or_complained_of(question: dict[str, str]) -> None:
    data = QueryDict(mutable=True)
    data.update(question)
    form = CheckForm(data)
    assert form.is_valid() == hasattr(form, "subject")


def test_after_an_error_everything_typed_is_still_there(client: Client) -> None:
    question = {**UNLISTED, "birth": "31.02.1990"}
    page = client.post("/ru/check/", question)
    assert page.status_code == 422
    assert not [text for text in question.values() if text not in page.content.decode()]


def test_the_error_summary_links_to_the_field_and_the_field_to_its_error(client: Client) -> None:
    page = client.post("/en/check/", {**UNLISTED, "birth": "31.02.1990"}).content.decode()
    assert page.index('role="alert"') < page.index("<h1>")
    assert '<a href="#id_birth">' in page
    assert 'aria-invalid="true" aria-describedby="id_birth_helptext id_birth_error"' in page
    assert 'id="id_birth_error"' in page


def test_the_title_of_a_page_with_errors_begins_with_them(client: Client) -> None:
    page = client.post("/en/check/", {}).content.decode()
    assert "<title>Please mend: " in page
