"""The people of the demonstration: one a role, known to everybody, and nowhere but in the demonstration."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from ogoh.web.accounts.demo import EVERY_MADE_UP, MadeUp, make_people
from ogoh.web.accounts.models import Role, User
from ogoh.web.accounts.second_factor import code_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def made_up(settings: Settings) -> None:
    settings.DEMO = True
    make_people("command")
    make_people("command")


@pytest.mark.parametrize("one", EVERY_MADE_UP, ids=lambda one: one.username)
def test_each_role_signs_in_with_what_the_page_shows(client: Client, made_up: None, one: MadeUp) -> None:
    page = client.get("/demo/people/", headers={"Accept-Language": "en"}).content.decode()
    now = code_now(one.secret)
    assert one.password in page
    assert now in page
    client.post("/staff/sign-in/", {"login": one.username, "password": one.password})
    client.post("/staff/code/", {"code": now})
    assert client.get("/staff/").status_code == 200
    assert User.objects.get(username=one.username).roles == {one.role}


def test_there_is_one_for_each_role(made_up: None) -> None:
    assert {one.role for one in EVERY_MADE_UP} == set(Role)
    assert User.objects.count() == len(EVERY_MADE_UP) == len(Role) + 1


def test_the_page_is_not_there_outside_the_demonstration(client: Client, made_up: None, settings: Settings) -> None:
    settings.DEMO = False
    assert client.get("/demo/people/").status_code == 404


def test_their_sessions_end_where_the_demonstration_does(client: Client, made_up: None, settings: Settings) -> None:
    one = EVERY_MADE_UP[0]
    client.post("/staff/sign-in/", {"login": one.username, "password": one.password})
    client.post("/staff/code/", {"code": code_now(one.secret)})
    assert client.get("/staff/").status_code == 200
    settings.DEMO = False
    assert client.get("/staff/").status_code == 302


def test_nothing_in_the_settings_turns_the_demonstration_on() -> None:
    from pathlib import Path

    from ogoh.web import settings

    assert "\nDEMO = False\n" in Path(settings.__file__).read_text(encoding="utf-8")
