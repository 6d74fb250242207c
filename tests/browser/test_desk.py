"""A morning at the desk: asked by keyboard, a colleague decides, and what is printed can be verified."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from ogoh.certificate import KeyRing, verify
from ogoh.certificate.home_page import HomePage, page_as_pdf
from ogoh.web.accounts.models import Role, User
from ogoh.web.audit.models import Event
from ogoh.web.audit.verifying import verified
from ogoh.web.desk import certifying
from tests.web.accounts.people import person, signed_in

pytestmark = pytest.mark.slow

SERIOUS = ("serious", "critical")


def page_of(browser: Browser, live_server: LiveServer, user: User, width: int = 1280) -> Page:
    """A browser in which somebody is signed in."""
    session: Client = signed_in(user)
    context = browser.new_context(viewport={"width": width, "height": 900})
    name = django_settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": session.cookies[name].value, "url": live_server.url}])
    return context.new_page()


def faults(page: Page) -> list[str]:
    """What axe finds serious, and whether the page is wider than its window."""
    found = [one["id"] for one in Axe().run(page).response["violations"] if one["impact"] in SERIOUS]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return found + (["wider than the window"] if wide else [])


@pytest.fixture
def keys(settings: Settings, tmp_path: Path) -> KeyRing:
    """A key that signs certificates."""
    settings.CERTIFICATE_KEYS = tmp_path / "keys"
    ring = KeyRing(settings.CERTIFICATE_KEYS)
    ring.new(tmp_path / "root", timezone.now())
    return ring


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What went into the codes of certificates that were made."""
    made: list[str] = []

    def watched(page: HomePage) -> bytes:
        made.append(page.letters)
        return page_as_pdf(page)

    monkeypatch.setattr(certifying, "page_as_pdf", watched)
    return made


def test_a_morning_at_the_desk(
    browser: Browser, live_server: LiveServer, lists: None, keys: KeyRing, letters: list[str], tmp_path: Path
) -> None:
    alice, bob = person("alice", [Role.OFFICER]), person("bob", [Role.REVIEWER])
    page = page_of(browser, live_server, alice)
    page.goto(f"{live_server.url}/desk/?language=en")
    assert faults(page) == []
    page.get_by_label("Family name").fill("Раҳимов")
    page.get_by_label("Given name").fill("Фаррух")
    page.get_by_label("Birth date").fill("12.05.1990")
    page.get_by_label("Passport number").fill("409000111")
    page.get_by_label("The person is here").press("Space")
    page.get_by_role("button", name="Check").press("Enter")
    page.wait_for_url("**/desk/card/**")
    assert faults(page) == []
    assert "A second person decides" in page.content()

    reviewer = page_of(browser, live_server, bob)
    reviewer.goto(f"{live_server.url}/desk/reviews/?language=en")
    reviewer.get_by_role("row").nth(1).get_by_role("link").click()
    assert faults(reviewer) == []
    reviewer.get_by_label("This is not the same person").press("Space")
    reviewer.get_by_label("The reason").fill("Compared the faces")
    reviewer.get_by_role("button", name="Decide").press("Enter")
    reviewer.wait_for_url("**/desk/reviews/?done=*")
    reviewer.get_by_role("link", name="Print the note").click()
    assert "this is not the same person" in reviewer.content() or "Ҳамон шахс нест" in reviewer.content()

    response = page.request.post(
        page.url.split("?")[0] + "certificate/",
        form={"in": "tg", "csrfmiddlewaretoken": page.locator("[name=csrfmiddlewaretoken]").last.input_value()},
        headers={"Referer": page.url},
    )
    assert response.body()[:5] == b"%PDF-"
    (certificate,) = letters
    found = verify(certificate, keys.key_file.keys, keys.revoked, timezone.now())
    assert found.finding.name == "VALID", found
    expired = verify(certificate, keys.key_file.keys, keys.revoked, timezone.now() + timedelta(days=16))
    assert expired.finding.name != "VALID"
    assert Event.objects.filter(act="certificate").count() == 1
    assert verified().faults == ()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["tg", "en"])
def test_the_desks_pages_fit_phone_and_screen(
    browser: Browser, live_server: LiveServer, lists: None, width: int, language: str, tmp_path: Path
) -> None:
    supervisor = person("alice", [Role.OFFICER, Role.SUPERVISOR])
    page = page_of(browser, live_server, supervisor, width)
    page.goto(f"{live_server.url}/desk/?language={language}")
    page.locator("[name=family_name]").fill("Раҳимов")
    page.locator("[name=given_name]").fill("Фаррух")
    page.locator("[name=birth]").fill("12.05.1990")
    page.locator("[name=document]").fill("409000111")
    page.locator("[name=presence]").first.check()
    found = {"check": faults(page)}
    page.screenshot(path=tmp_path / "check.png", full_page=True)
    page.locator("main button[type=submit]").first.click()
    page.locator("details summary").first.click()
    found["card"] = faults(page)
    page.screenshot(path=tmp_path / "card.png", full_page=True)
    for name, address in (("reviews", "/desk/reviews/"), ("looks", "/desk/looks/"), ("patterns", "/desk/patterns/")):
        page.goto(live_server.url + address)
        found[name] = faults(page)
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
    assert not any(found.values()), found
