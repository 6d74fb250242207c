"""A morning at the desk, from the ticket to the printed certificate that the static page verifies; all by keyboard."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from ogoh.certificate import KeyRing
from ogoh.certificate.list_files import read_revoked_file
from ogoh.certificate.verifying_page import verifying_page
from ogoh.certificate.words import sentence
from ogoh.web.accounts.models import Role, User
from ogoh.web.audit.models import Event
from ogoh.web.audit.verifying import verified
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
def verifying(browser: Browser, keys: KeyRing, tmp_path: Path) -> Page:
    """The static page, opened from a file, with the lists that the office publishes."""
    revoked = read_revoked_file(keys.folder / "revoked.json", keys.key_file.root)
    path = tmp_path / "verify.html"
    path.write_text(verifying_page(keys.key_file, revoked, {"en": sentence}), encoding="utf-8")
    page = browser.new_context(locale="en-GB", viewport={"width": 360, "height": 720}).new_page()
    page.goto(path.as_uri())
    return page


def printed(pdf: Path) -> Path:
    """The first page of a PDF as a printer of 150 dots an inch and a scanner would give it."""
    picture = pdf.with_suffix(".png")
    pypdfium2.PdfDocument(pdf)[0].render(scale=150 / 72, grayscale=True).to_pil().save(picture)
    return picture


def call_the_first(page: Page, address: str) -> str:
    """A ticket is taken, the officer sits down and calls it: the number."""
    page.goto(f"{address}/queue/ticket/?language=en")
    page.get_by_role("main").get_by_role("button").first.press("Enter")
    expect(page.locator(".slip .number")).to_have_text("1")
    page.goto(f"{address}/queue/counter/")
    page.get_by_label("counter").fill("4")
    page.get_by_role("button", name="Sit down").press("Enter")
    page.get_by_role("button", name="Call the next").press("Enter")
    expect(page.locator(".called .number")).to_have_text("1")
    assert faults(page) == []
    return page.locator(".called .number").inner_text()


def check(page: Page, number: str) -> None:
    """From the counter to the check by the link that has the focus, and to the card."""
    page.locator(".called a.button").first.press("Enter")
    page.wait_for_url("**/desk/")
    assert faults(page) == []
    assert page.get_by_label("Number of the ticket").input_value() == number
    page.get_by_label("Family name").fill("Раҳимов")
    page.get_by_label("Given name").fill("Фаррух")
    page.get_by_label("Birth date").fill("12.05.1990")
    page.get_by_label("Passport number").fill("409000111")
    page.get_by_label("The person is here").press("Space")
    page.get_by_role("button", name="Check").press("Enter")
    page.wait_for_url("**/desk/card/**")
    assert faults(page) == []


def decide(reviewer: Page, address: str) -> None:
    """A second person compares and decides; there is a note to print."""
    reviewer.goto(f"{address}/desk/reviews/?language=en")
    reviewer.get_by_role("row").nth(1).get_by_role("link").click()
    assert faults(reviewer) == []
    reviewer.get_by_label("This is not the same person").press("Space")
    reviewer.get_by_label("The reason").fill("Compared the faces")
    reviewer.get_by_role("button", name="Decide").press("Enter")
    reviewer.wait_for_url("**/desk/reviews/?done=*")
    reviewer.get_by_role("link", name="Print the note").click()
    assert "Ҳамон шахс нест" in reviewer.content() or "this is not the same person" in reviewer.content()


def certificate(page: Page, folder: Path) -> Path:
    """What the button of the card gives."""
    token = page.locator("main [name=csrfmiddlewaretoken]").last.input_value()
    response = page.request.post(
        f"{page.url.split('?')[0]}certificate/",
        form={"in": "tg", "csrfmiddlewaretoken": token},
        headers={"Referer": page.url},
    )
    path = folder / "certificate.pdf"
    path.write_bytes(response.body())
    return path


def test_a_morning_at_the_desk(
    browser: Browser, live_server: LiveServer, lists: None, keys: KeyRing, verifying: Page, tmp_path: Path
) -> None:
    alice, bob = person("alice", [Role.OFFICER]), person("bob", [Role.REVIEWER])
    page = page_of(browser, live_server, alice)
    check(page, call_the_first(page, live_server.url))
    assert "A second person decides" in page.content()
    decide(page_of(browser, live_server, bob), live_server.url)
    page.reload()
    page.get_by_role("button", name="Check once more").press("Enter")
    expect(page.get_by_role("button", name="Check once more")).to_have_count(0)

    verifying.set_input_files("#picture", printed(certificate(page, tmp_path)))
    expect(verifying.locator("#result h2")).to_have_text("Genuine")
    expect(verifying.locator("#result")).to_contain_text("as of 2 November 2026: No record found")
    assert faults(verifying) == []

    page.goto(f"{live_server.url}/queue/counter/")
    page.get_by_role("button", name="Done", exact=False).last.press("Enter")
    expect(page.get_by_role("button", name="Call the next")).to_be_visible()
    acts = list(Event.objects.values_list("act", flat=True))
    assert [acts.count(one) for one in ("look", "decision", "certificate")] == [3, 1, 1]
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
