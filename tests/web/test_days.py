"""Days by the clocks of the staff, and days, moments and dates of birth in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity import PartialDate
from ogoh.web.days import day_of, end_of, iso_of, local
from ogoh.web.languages import BY_CODE, birth_in_words, moment_in_words

NIGHT = datetime(2026, 5, 13, 20, 5, tzinfo=UTC)  # five past one of the next day in Dushanbe


def test_a_day_begins_at_the_midnight_of_the_staff() -> None:
    assert day_of(NIGHT) == date(2026, 5, 14)
    assert f"{local(NIGHT):%H:%M}" == "01:05"


@given(st.dates(date(1970, 1, 2), date(2100, 1, 1)))
def test_the_last_moment_of_a_day_is_the_last(day: date) -> None:
    assert day_of(end_of(day)) == day
    assert day_of(end_of(day) + timedelta(microseconds=1)) == day + timedelta(days=1)


def test_a_day_that_is_not_there_is_written_as_nothing() -> None:
    assert (iso_of(date(2026, 5, 14)), iso_of(None)) == ("2026-05-14", "")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("tg", "14 май 2026, 01:05"),
        ("ru", "14 мая 2026 года, 01:05"),
        ("uz", "2026-yil 14-may, 01:05"),
        ("ky", "2026-жыл, 14-май, 01:05"),
        ("en", "14 May 2026, 01:05"),
    ],
)
def test_a_moment_is_told_in_words_by_the_clocks_of_the_staff(code: str, words: str) -> None:
    assert moment_in_words(NIGHT, BY_CODE[code]) == words


def test_a_whole_date_of_birth_is_told_in_words_and_a_part_as_it_was_written() -> None:
    english = BY_CODE["en"]
    assert birth_in_words(PartialDate(1990, 5, 12), english) == "12 May 1990"
    for part in (PartialDate(1990), PartialDate(1990, 5), PartialDate(1968, last_year=1973)):
        assert birth_in_words(part, english) == part.text


def test_a_page_says_a_day_and_a_moment_as_time() -> None:
    page = Template("{% load when %}{% when day %} {% when moment %}")
    said = page.render(Context({"language": BY_CODE["en"], "day": date(2026, 5, 14), "moment": NIGHT}))
    assert said == (
        '<time datetime="2026-05-14">14 May 2026</time> '
        '<time datetime="2026-05-13T20:05:00+00:00">14 May 2026, 01:05</time>'
    )
