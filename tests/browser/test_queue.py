"""A number taken, called, not there and served, in Chromium: by keyboard alone and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from ogoh.web.accounts.models import Role, User
from ogoh.web.queue.models import State, Ticket
from ogoh.web.queue.seats import sit_at
from ogoh.web.queue.services import call_next, end_ticket, take_ticket
from tests.browser.test_traveller import too_wide
from tests.web.accounts.people import office, person, signed_in

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only]

PHONE, DESK, WALL = ({"width": wide, "height": high} for wide, high in ((360, 720), (1280, 800), (1920, 1080)))
AXE_FOR_THE_WALL = {"rules": {"meta-refresh": {"enabled": False}}}
"""The wall is loaded anew every five seconds: nothing is typed on it, and nothing on it waits for its reader."""


@pytest.fixture
def officer(transactional_db: None) -> User:
    return person("alice", [Role.OFFICER, Role.SUPERVISOR])


def browsing(browser: Browser, live_server: LiveServer, one: User, scripts: bool) -> BrowserContext:
    context = browser.new_context(
        viewport=DESK,  # type: ignore[arg-type]
        java_script_enabled=scripts,
        bypass_csp=scripts,
        base_url=live_server.url,
        locale="tg-TJ",
    )
    cookie = signed_in(one).cookies["ogoh_session"].value
    context.add_cookies([{"name": "ogoh_session", "value": cookie, "url": live_server.url}])
    return context


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, officer: User) -> Iterator[Page]:
    context = browsing(browser, live_server, officer, scripts=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def page_with_scripts(browser: Browser, live_server: LiveServer, officer: User) -> Iterator[Page]:
    context = browsing(browser, live_server, officer, scripts=True)
    yield context.new_page()
    context.close()


def press(page: Page, times: int = 1, tabs: int = 0) -> None:
    """Enter, on what has the focus or stands so many tabs after it, so often."""
    for _ in range(times):
        # A page that was just loaded may be slow to put the focus where it says.
        expect(page.locator(":focus")).to_have_count(1, timeout=30_000)
        for _tab in range(tabs):
            page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")


def test_a_morning_by_keyboard_without_scripts_in_tajik(page: Page) -> None:
    page.goto("/queue/ticket/")
    press(page)
    expect(page.locator(".slip .number")).to_have_text("1")
    press(page, times=2)
    expect(page.locator(".slip .number")).to_have_text("2")
    page.goto("/queue/counter/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Шумо дар кадом равзана менишинед?")
    page.keyboard.type("4")
    press(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Равзанаи 4")
    press(page)
    expect(page.locator(".called .number")).to_have_text("1")
    # The link to the check has the focus; behind it stand done and next, again, not there, done.
    press(page, tabs=3)
    expect(page.locator(".done")).to_contain_text("Касе наомад")
    press(page)
    expect(page.locator(".called .number")).to_have_text("2")
    press(page, tabs=1)
    expect(page.locator(".called .number")).to_have_text("1")
    press(page, tabs=4)
    expect(page.locator(".done")).to_have_text("Кор бо ин рақам тамом шуд.")
    assert set(Ticket.objects.values_list("state", flat=True)) == {State.SERVED}


def test_the_wall_is_loaded_anew_by_itself(page: Page, officer: User) -> None:
    sit_at(officer, 4)
    take_ticket(officer.office)
    page.goto("/queue/dushanbe/wall/")
    call_next(officer)
    expect(page.locator("tbody th")).to_have_text("1", timeout=12_000)


def test_axe_finds_nothing_and_nothing_is_wider_than_its_screen(page_with_scripts: Page, officer: User) -> None:
    page, seen = page_with_scripts, list[str]()

    def look(address: str, *sizes: object, options: Mapping[str, object] | None = None) -> None:
        page.goto(address)
        for size in sizes or (DESK, PHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            violations = Axe().run(page, options=options or {}).response["violations"]
            seen.extend(f"{page.url}: {one['id']}" for one in violations)
            assert not too_wide(page), page.url

    look("/queue/counter/")
    for _ in range(12):
        take_ticket(office("dushanbe"))
    sit_at(officer, 4)
    look("/queue/counter/")
    call_next(officer)
    for address in ("counter/", "today/", "dushanbe/ticket/", "dushanbe/ticket/12/"):
        look(f"/queue/{address}")
    look("/queue/dushanbe/wall/", WALL, DESK, PHONE, options=AXE_FOR_THE_WALL)
    end_ticket(officer)
    page.goto("/queue/counter/")
    page.get_by_role("textbox").fill("99")
    page.keyboard.press("Enter")
    expect(page.locator(".summary")).to_be_visible()
    look(page.url)
    assert seen == []


def test_seven_numbers_fit_on_the_wall_in_every_language(page: Page, officer: User) -> None:
    for number in range(7):
        one = person(f"officer{number}", [Role.OFFICER])
        sit_at(one, 90 + number)
        take_ticket(officer.office)
        Ticket.objects.filter(state=State.WAITING).update(number=1_490 + number)
        call_next(one)
    page.set_viewport_size(WALL)  # type: ignore[arg-type]
    for language in ("tg", "ru", "uz", "uz-cyrl", "ky", "en"):
        page.goto(f"/queue/dushanbe/wall/?language={language}")
        expect(page.locator("tbody tr")).to_have_count(7)
        foot = page.locator("footer").bounding_box()
        assert foot is not None
        assert foot["y"] + foot["height"] <= 1080
        assert re.search(r"\d\d:\d\d", page.locator("time").text_content() or "")
