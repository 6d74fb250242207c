"""The administrator's pages: people come, change and go."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from ogoh.certificate import statement
from ogoh.web.accounts import services
from ogoh.web.accounts.models import LONGEST_OFFICE, Office, Role, User
from ogoh.web.accounts.second_factor import has_second_factor
from tests.web.accounts.people import alice, bob, office, person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    """Alice the administrator, a code just given, in English."""
    browser = signed_in(alice(Role.ADMINISTRATOR))
    browser.cookies["ogoh_language"] = "en"
    return browser


def do(browser: Client, one: User, what: str, **more: object) -> HttpResponse:
    return browser.post(f"/staff/people/{one.pk}/", {"do": what, **more})  # type: ignore[return-value]


def test_somebody_new_gets_a_password_that_is_shown_once_and_has_to_be_changed(desk: Client) -> None:
    typed = {
        "username": "bob",
        "full_name": "Bob",
        "office": str(office("dushanbe").pk),
        "roles": ["officer", "auditor"],
    }
    page = desk.post("/staff/people/add/", typed).content.decode()
    password = re.search(r"[a-z0-9]{4}(-[a-z0-9]{4}){3}", page)
    one = User.objects.get(username="bob")
    assert password
    assert one.check_password(password[0])
    assert one.must_change_password
    assert one.roles == {Role.OFFICER, Role.AUDITOR}
    assert password[0] not in desk.get(f"/staff/people/{one.pk}/").content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"username": ""}, "Write 2 to 50 small Latin letters"),
        ({"username": "Фирӯз"}, "Write 2 to 50 small Latin letters"),
        ({"username": "alice"}, "signs in with this name already"),
        ({"username": "b\0b"}, "Write 2 to 50"),
        ({"full_name": "x" * 500}, "This is too long."),
        ({"office": "99999"}, "There is no such office."),
        ({"office": "x"}, "There is no such office."),
        ({"roles": []}, "Choose at least one role."),
        ({"roles": ["god"]}, "There is no such role."),
    ],
)
def test_what_cannot_be_added_is_told_and_kept(desk: Client, changed: dict[str, object], said: str) -> None:
    typed = {"username": "bob", "full_name": "Bob", "office": str(office("dushanbe").pk), "roles": ["officer"]}
    answer = desk.post("/staff/people/add/", {**typed, **changed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not User.objects.filter(full_name="Bob").exists()


def test_roles_are_given_and_taken(desk: Client) -> None:
    one = bob(Role.OFFICER)
    assert do(desk, one, "roles", roles=["reviewer", "supervisor"]).status_code == 302
    assert User.objects.get(pk=one.pk).roles == {Role.REVIEWER, Role.SUPERVISOR}
    assert do(desk, one, "roles", roles=[]).status_code == 422
    assert "The roles are changed." in desk.get(f"/staff/people/{one.pk}/?done=roles").content.decode()


def test_somebody_is_shut_out_and_let_in_again(desk: Client) -> None:
    one = bob()
    do(desk, one, "shut-out")
    assert not User.objects.get(pk=one.pk).is_active
    assert "shut out" in desk.get("/staff/people/").content.decode()
    do(desk, one, "let-in")
    assert User.objects.get(pk=one.pk).is_active


def test_password_and_second_factor_are_reset(desk: Client) -> None:
    one = bob()
    assert re.search(r"[a-z0-9]{4}(-[a-z0-9]{4}){3}", do(desk, one, "password").content.decode())
    assert User.objects.get(pk=one.pk).must_change_password
    do(desk, one, "second-factor")
    assert not has_second_factor(one)


@pytest.mark.parametrize("what", ["roles", "shut-out", "password", "second-factor"])
def test_nobody_changes_their_own_rights(desk: Client, what: str) -> None:
    answer = do(desk, User.objects.get(username="alice"), what, roles=["officer"])
    assert answer.status_code == 422
    assert "Ask another administrator." in answer.content.decode()


def test_the_last_administrator_stays() -> None:
    one, gone = alice(Role.ADMINISTRATOR), bob(Role.ADMINISTRATOR)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    with pytest.raises(services.PersonRefused):
        services.set_roles(gone, one.pk, [Role.OFFICER])
    with pytest.raises(services.PersonRefused):
        services.set_active(gone, one.pk, False)
    assert User.objects.get(pk=one.pk).is_active
    assert User.objects.get(pk=one.pk).roles == {Role.ADMINISTRATOR}


@pytest.mark.parametrize("what", ["", "everything", "shut-out\0"])
def test_what_is_no_change_is_no_page(desk: Client, what: str) -> None:
    assert do(desk, bob(), what).status_code == 404


@pytest.mark.parametrize("number", ["99999999", "9" * 18, "9" * 40])
def test_nobody_of_this_number_is_no_page(desk: Client, number: str) -> None:
    assert desk.get(f"/staff/people/{number}/").status_code == 404


def test_an_office_is_added_once(desk: Client) -> None:
    assert desk.post("/staff/offices/", {"code": "khujand", "name": "Desk of Khujand"}).status_code == 302
    assert "Desk of Khujand" in desk.get("/staff/offices/?done=office").content.decode()
    assert "has this code already" in desk.post("/staff/offices/", {"code": "khujand", "name": "x"}).content.decode()


def test_an_office_that_is_there_keeps_its_name(desk: Client) -> None:
    services.add_office("command", "khujand", "Desk of Khujand")
    answer = desk.post("/staff/offices/", {"code": "khujand", "name": "Another"})
    assert answer.status_code == 422
    assert "An office has this code already." in answer.content.decode()
    assert services.office_or_new("command", "khujand", "Another").name == "Desk of Khujand"


def test_the_name_of_an_office_has_room_on_a_certificate(desk: Client) -> None:
    answer = desk.post("/staff/offices/", {"code": "khujand", "name": "x" * (LONGEST_OFFICE + 1)})
    assert answer.status_code == 422
    assert "Write at most 60 signs" in answer.content.decode()
    assert desk.post("/staff/offices/", {"code": "khujand", "name": "x" * LONGEST_OFFICE}).status_code == 302
    assert statement.LONGEST_OFFICE == LONGEST_OFFICE


def test_an_office_of_before_keeps_its_longer_name(desk: Client) -> None:
    Office.objects.create(code="kulob", name="x" * 100)
    assert "x" * 100 in desk.get("/staff/offices/").content.decode()


def test_a_fault_inside_a_change_is_not_told_as_a_page_that_is_not_there(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr(services, "set_active", broken)
    with pytest.raises(KeyError, match="a bug"):
        do(desk, bob(), "shut-out")


def test_a_name_with_signs_of_html_is_shown_as_it_is(desk: Client) -> None:
    one = person("eve", [Role.OFFICER])
    User.objects.filter(pk=one.pk).update(full_name="<b>Eve</b>")
    assert "&lt;b&gt;Eve&lt;/b&gt;" in desk.get(f"/staff/people/{one.pk}/").content.decode()


def test_every_change_wants_a_fresh_code() -> None:
    browser = signed_in(alice(Role.ADMINISTRATOR), code_given=301)
    one = bob()
    for address in ("/staff/people/", "/staff/people/add/", "/staff/offices/", f"/staff/people/{one.pk}/"):
        assert "/staff/code/again/" in browser.get(address).headers["Location"]
    do(browser, one, "shut-out")
    assert User.objects.get(pk=one.pk).is_active
