"""``ogoh staff``: the first administrator, the list, the way back in."""

from __future__ import annotations

import orjson
import pytest
from django.test import Client
from pytest_django import Settings

from ogoh.cli.database import operator
from ogoh.web.accounts import second_factor
from ogoh.web.accounts.models import Office, Role, User
from ogoh.web.audit.events import Act
from ogoh.web.audit.models import Event
from tests.cli.conftest import Run, is_one_paragraph

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_the_first_administrator_signs_in_with_what_is_printed(ogoh: Run) -> None:
    ran = ogoh("staff", "first", "alice", "--full-name", "Alice", "--office", "dushanbe")
    told = dict(line.split("\t") for line in ran.told.splitlines())
    assert ran.status == 0
    assert told["second factor"].startswith("otpauth://totp/alice?secret=")
    assert "▄" in ran.complained or "█" in ran.complained
    secret = told["second factor"].partition("secret=")[2].partition("&")[0]
    browser = Client()
    browser.post("/staff/sign-in/", {"login": "alice", "password": told["password"]})
    browser.post("/staff/code/", {"code": second_factor.code_now(secret)})
    assert browser.get("/staff/").headers["Location"] == "/staff/password/", "a password that was printed is changed"
    assert User.objects.get().roles == {Role.ADMINISTRATOR}


def test_there_is_one_first_administrator(ogoh: Run) -> None:
    ogoh("staff", "first", "alice")
    ran = ogoh("staff", "first", "bob")
    assert (ran.status, ran.told, is_one_paragraph(ran.complained)) == (2, "", True)
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("Фирӯз",),
        ("",),
        ("a" * 60,),
        ("alice", "--office", "Head Office"),
        ("alice", "--office-name", "x" * 61),
    ],
)
def test_names_that_cannot_be_used_are_refused(ogoh: Run, arguments: tuple[str, ...]) -> None:
    ran = ogoh("staff", "first", *arguments)
    assert (ran.status, ran.told, is_one_paragraph(ran.complained)) == (2, "", True)
    assert not User.objects.exists()


def test_the_first_administrator_joins_an_office_that_is_there(ogoh: Run) -> None:
    Office.objects.create(code="dushanbe", name="Desk in Dushanbe")
    assert ogoh("staff", "first", "alice", "--office", "dushanbe", "--office-name", "Another").status == 0
    assert [one.name for one in Office.objects.all()] == ["Desk in Dushanbe"]


def test_everybody_is_listed(ogoh: Run) -> None:
    ogoh("staff", "first", "alice", "--office", "dushanbe")
    (line,) = ogoh("staff", "list").told.splitlines()
    assert line == "alice\tadministrator\tdushanbe\tcan sign in\tsecond factor\tnever signed in"


def test_a_reset_gives_a_password_and_takes_the_second_factor(ogoh: Run) -> None:
    ogoh("staff", "first", "alice")
    ran = ogoh("staff", "reset", "alice")
    one = User.objects.get()
    assert one.check_password(ran.told.strip().partition("\t")[2])
    assert one.must_change_password
    assert not second_factor.has_second_factor(one)


@pytest.mark.parametrize("name", ["nobody", "", "a\0b"])
def test_nobody_of_the_name_is_told(ogoh: Run, name: str) -> None:
    ran = ogoh("staff", "reset", name)
    assert (ran.status, ran.told, is_one_paragraph(ran.complained)) == (2, "", True)


def test_what_the_command_does_is_recorded_under_who_gives_it(ogoh: Run) -> None:
    ogoh("staff", "first", "alice")
    ogoh("staff", "reset", "alice")
    grants = Event.objects.filter(act=Act.GRANT)
    actors = {orjson.loads(one.details)["actor"] for one in grants}
    assert actors == {operator(), "alice"}
