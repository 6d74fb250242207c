from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.identity import PartialDate, Unreadable, read_birth
from ogoh.identity.tables import read_table

BORN = PartialDate(1975, 5, 14)
TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    "written",
    [
        "14.05.1975",
        "14.5.1975",
        "14/05/1975",
        "14-05-1975",
        "14,05,1975",
        "14 05 1975",
        " 14 . 05 . 1975 ",
        "1975-05-14",
        "1975.05.14",
        "1975/5/14",
        "14051975",
        "19750514",
        "14.05.1975 г.",
        "14.05.1975 г.р.",
        "14.05.1975 0:00:00",
        "14/05/1975 12:00:00 AM",
        "1975-05-14T00:00:00",
        "1975-05-14T00:00:00.000Z",
        "1975-05-14 00:00:00+05:00",
        "\u200f14.05.1975\u200e",
        "14.\u200b05.1975",
        "14.05.1975\x00\x00",
        "１４．０５．１９７５",
        "۱۴.۰۵.۱۹۷۵",
        "27528",
        27528,
        27528.0,
        27528.75,
        14051975,
        date(1975, 5, 14),
        datetime(1975, 5, 14, 12, 30),  # noqa: DTZ001 - spreadsheets know no time zone
    ],
)
def test_a_day_is_read_in_every_usual_form(written: str | int | float | date) -> None:
    assert read_birth(written) == BORN


@pytest.mark.parametrize(
    "written",
    [
        "14 мая 1975 г.",
        "14 МАЯ 1975",
        "14 май 1975",
        "14мая1975",
        "14-майи соли 1975",
        "14-уми майи соли 1975",
        "1975-yil 14-may",
        "14-may, 1975",
        "1975 йил 14 май",
        "1975-ж. 14-май",
        "1975-жылдын 14-майы",
        "14 мамыр 1975",
        "14 مه 1975",
        "May 14, 1975",
        "14th of May 1975",
        "14 May 1975",
        "14-May-1975",
        "1975 May 14",
        "родился 14 мая 1975 года",
    ],
)
def test_a_month_may_be_a_word_of_any_of_our_languages(written: str) -> None:
    assert read_birth(written) == BORN


@pytest.mark.parametrize(
    "written",
    [
        "1970",
        "1970 г.",
        "1970 г.р.",
        "1970 г. р.",
        "1970г.",
        "1970 года рождения",
        "соли 1970",
        "1970-yil",
        "1970 йил",
        "00.00.1970",
        "1970-00-00",
        "XX.XX.1970",
        "ХХ.ХХ.1970",
        "??.??.1970",
        "__.__.1970",
        1970,
        1970.0,
    ],
)
def test_a_year_alone_stays_a_year(written: str | int | float) -> None:
    assert read_birth(written) == PartialDate(1970)


@pytest.mark.parametrize(
    "written", ["05.1970", "5/1970", "1970-05", "00.05.1970", "1970-05-00", "May 1970", "май 1970 г."]
)
def test_a_month_without_day_stays_a_month(written: str) -> None:
    assert read_birth(written) == PartialDate(1970, 5)


@pytest.mark.parametrize(
    "written",
    [
        "1968-1973",
        "1968 – 1973",
        "1968/1973",
        "между 1968 и 1973 гг.",
        "between 1968 and 1973",
        "с 1968 по 1973",
        "аз 1968 то 1973",
    ],
)
def test_two_years_are_a_range(written: str) -> None:
    assert read_birth(written) == PartialDate(1968, last_year=1973)


@pytest.mark.parametrize(
    "written", ["около 1970", "1970~", "ca. 1970", "тахминан 1970", "прибл. 1970 г.", "Approximately 1970"]
)
def test_about_a_year_is_approximate(written: str) -> None:
    assert read_birth(written) == PartialDate(1970, approximate=True)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("31.02.1990", "a day that the month has"),
        ("29.02.1990", "a day that the month has"),
        ("00.00.0000", "a year of birth from 1900 on"),
        ("1900-01-00", "spreadsheet"),
        ("31.12.1899", "a year of birth from 1900 on"),
        ("0001-01-01", "a year of birth from 1900 on"),
        ("24.06.1402", "Gregorian calendar"),
        ("14.5.75", "four digits"),
        ("14 мая 75", "four digits"),
        ("05/14/1975", "the day before the month"),
        ("14.00.1970", "a month"),
        ("29.02.1900", "a day that the month has"),
        ("нет", "a date of birth"),
        ("", "a date of birth"),
        ("   ", "a date of birth"),
        ("30-35 years old", "a date of birth"),
        ("14.05.1975 или 1976", "a date of birth"),
        ("14 Smarch 1975", "a date of birth"),
        ("May May 1975", "a date of birth"),
        ("123456", "a date of birth"),
        ("1975-05-14" * 1_000_000, "a date of birth"),
        (True, "a date of birth"),
        (0, "a date of birth"),
        (60, "a date of birth"),
        (1970.5, "five digits"),
        (-27528, "five digits"),
        (float("nan"), "five digits"),
        (float("inf"), "five digits"),
        (1e300, "five digits"),
        (date.min, "a year of birth from 1900 on"),
    ],
)
def test_what_is_no_birth_date_is_refused_with_what_would_be(written: str | int | float | date, expected: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_birth(written, today=TODAY)
    assert expected in refusal.value.expected


def test_the_refusal_quotes_what_was_written() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_birth(" 31.02.1990 ")
    assert refusal.value.found == " 31.02.1990 "


@pytest.mark.parametrize("written", ["02.03.2026", "2026-04", "2027", 2027, "март 2027", date(2026, 3, 2), 46083])
def test_nobody_is_born_tomorrow(written: str | int | date) -> None:
    with pytest.raises(Unreadable, match="not in the future"):
        read_birth(written, today=TODAY)


@pytest.mark.parametrize("written", ["01.03.2026", "2026-03", "2026", date(2026, 3, 1), 46082])
def test_somebody_is_born_today(written: str | int | date) -> None:
    assert read_birth(written, today=TODAY).year == 2026


def test_what_was_read_yesterday_does_not_bind_today() -> None:
    assert read_birth("01.06.2020", today=date(2020, 6, 1)).day == 1
    with pytest.raises(Unreadable, match="not in the future"):
        read_birth("01.06.2020", today=date(2020, 5, 31))
    assert read_birth("01.06.2020", today=date(2020, 6, 2)).day == 1


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=TODAY),
    st.sampled_from(
        ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%Y.%m.%d", "%d %m %Y", "%Y%m%d", "%d%m%Y", "%d %B %Y")
    ),
)
def test_every_day_is_itself_in_every_form(day: date, form: str) -> None:
    assert read_birth(day.strftime(form), today=TODAY) == PartialDate(day.year, day.month, day.day)


@given(st.dates(min_value=date(1927, 5, 18), max_value=TODAY))
def test_a_spreadsheet_counts_days_from_the_end_of_1899(day: date) -> None:
    # 1 January 1900 is day 1, and the 29 February 1900 that never was is counted: hence the 30th of December.
    serial = (day - date(1899, 12, 30)).days
    read = read_birth(serial, today=TODAY)
    assert read == read_birth(str(serial), today=TODAY) == PartialDate(day.year, day.month, day.day)


@given(st.sampled_from([row for row in read_table("date_words.csv") if row["meaning"].isdigit()]))
def test_every_month_word_of_the_table_is_read(row: dict[str, str]) -> None:
    month = int(row["meaning"])
    assert read_birth(f"7 {row['word']} 1975") == PartialDate(1975, month, 7)
    assert read_birth(f"{row['word'].upper()} 1975") == PartialDate(1975, month)


@given(st.one_of(st.text(), st.text(alphabet="0123456789.-/ xXмай?~", max_size=14), st.integers(), st.floats()))
def test_anything_is_read_or_refused_never_worse(written: str | int | float) -> None:
    with suppress(Unreadable):
        assert 1900 <= read_birth(written, today=TODAY).year <= TODAY.year


@given(st.dates(min_value=TODAY + timedelta(days=1)))
def test_no_future_day_is_ever_a_birth(day: date) -> None:
    with pytest.raises(Unreadable):
        read_birth(day.isoformat(), today=TODAY)
