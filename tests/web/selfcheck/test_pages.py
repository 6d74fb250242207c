"""The frame around every public page: language, privacy, and what a page may load."""

from __future__ import annotations

import logging
import re

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client

from ogoh.web.languages import LANGUAGES
from tests.web.selfcheck.people import RECORDED, UNLISTED

CODES = [language.code for language in LANGUAGES]


@pytest.mark.parametrize(
    ("wanted", "address"),
    [
        ("", "/tg/"),
        ("fr", "/tg/"),
        ("ru-RU,ru;q=0.9", "/ru/"),
        ("uz-Cyrl-UZ", "/uz-cyrl/"),
        ("uz-UZ", "/uz/"),
        ("uz-Cyrl", "/uz-cyrl/"),
        ("fr, ky;q=0.8, ru;q=0.5", "/ky/"),
    ],
)
def test_the_front_door_leads_to_the_browser_s_language_or_to_tajik(client: Client, wanted: str, address: str) -> None:
    response = client.get("/", headers={"accept-language": wanted})
    assert (response.status_code, response["Location"]) == (302, address)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("page", ["", "check/"])
def test_a_page_names_its_language_and_links_to_all_others(client: Client, code: str, page: str) -> None:
    html = client.get(f"/{code}/{page}").content.decode()
    tag = next(language.tag for language in LANGUAGES if language.code == code)
    assert f'<html lang="{tag}"' in html
    assert not [
        language for language in LANGUAGES if f'href="/{language.code}/{page}" lang="{language.tag}"' not in html
    ]


@pytest.mark.parametrize("code", CODES)
def test_every_page_says_that_it_is_free_and_where_to_complain(client: Client, code: str) -> None:
    footers = {client.get(f"/{code}/{page}").content.decode().split("<footer>")[1] for page in ("", "check/")}
    assert len(footers) == 1


def test_an_unknown_language_has_no_page(client: Client) -> None:
    assert client.get("/xx/").status_code == 404


@pytest.mark.usefixtures("lists")
def test_an_answer_is_kept_by_nobody_on_the_way(client: Client) -> None:
    response = client.post("/en/check/", UNLISTED)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


def pages_of(client: Client, code: str) -> dict[str, str]:
    return {
        "start": client.get(f"/{code}/").content.decode(),
        "form": client.get(f"/{code}/check/").content.decode(),
        "errors": client.post(f"/{code}/check/", {"birth": "x"}).content.decode(),
        "answer": client.post(f"/{code}/check/", RECORDED).content.decode(),
    }


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize("code", CODES)
def test_a_page_loads_nothing_from_elsewhere(client: Client, code: str) -> None:
    for html in pages_of(client, code).values():
        assert not re.findall(r"(?:https?:)?//[\w.-]+", html)


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize("code", CODES)
def test_a_page_with_all_it_loads_weighs_less_than_100_kb(client: Client, code: str) -> None:
    for html in pages_of(client, code).values():
        loaded = re.findall(r'(?:src|href)="/static/([^"]+)"', html)
        files = [finders.find(name) for name in loaded]
        assert len(loaded) <= 2
        assert len(html.encode()) + sum(_size(name) for name in files) < 100_000


def _size(path: object) -> int:
    with open(str(path), "rb") as file:  # noqa: PTH123  # Django's finder gives text
        return len(file.read())


@pytest.mark.usefixtures("lists")
def test_nothing_of_what_was_typed_is_in_the_database_or_the_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for question in (UNLISTED, {**UNLISTED, "birth": "31.02.1999"}):
        client.post("/tg/check/", question)
    kept = everything_stored() + caplog.text
    assert len(kept) > 1000
    assert not [text for text in UNLISTED.values() if text.lower() in kept.lower()]


def everything_stored() -> str:
    """Every cell of every table, as text."""
    cells: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # the name is the database's own
            cells.extend(str(cell) for row in cursor.fetchall() for cell in row)
    return "\n".join(cells)


def test_the_stylesheet_knows_start_and_end_not_left_and_right() -> None:
    path = finders.find("selfcheck/ogoh.css")
    with open(str(path), encoding="utf-8") as file:  # noqa: PTH123  # Django's finder gives text
        assert not re.findall(r"(?:margin|padding|border)-(?:left|right)|text-align: *(?:left|right)", file.read())
