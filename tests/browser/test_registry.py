"""A decision recorded, confirmed by a second person, and lifted, in Chromium without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from ogoh.web.accounts.models import Role, User
from ogoh.web.registry.models import Version
from tests.browser.test_traveller import too_wide
from tests.web.accounts.people import person, signed_in
from tests.web.registry.agencies import alice, bob

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only]

PHONE, DESK = {"width": 360, "height": 720}, {"width": 1280, "height": 800}
Open = Callable[[User], Page]


@pytest.fixture
def opened(browser: Browser, live_server: LiveServer, transactional_db: None) -> Iterator[Open]:
    """A page in which somebody is signed in."""
    contexts: list[BrowserContext] = []

    def page_of(one: User) -> Page:
        context = browser.new_context(viewport=DESK, base_url=live_server.url, bypass_csp=True)  # type: ignore[arg-type]
        cookie = signed_in(one).cookies["ogoh_session"].value
        context.add_cookies([{"name": "ogoh_session", "value": cookie, "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield page_of
    for context in contexts:
        context.close()


def nothing_wrong(page: Page) -> None:
    """It fits a phone, and axe finds nothing serious."""
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert not too_wide(page)
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def test_a_decision_from_its_record_to_its_end(opened: Open) -> None:
    author, second = opened(alice()), opened(bob())
    author.goto("/staff/?language=en")
    author.get_by_role("link", name="Decisions of the agency").click()
    nothing_wrong(author)
    author.get_by_role("link", name="Entry bans").click()
    nothing_wrong(author)
    for label, text in (
        ("Family name", "Раҳимов"),
        ("Given name", "Фаррух"),
        ("Birth date", "12.05.1990"),
        ("Passport number", "400123451"),
        ("Number of the decision", "17/2026"),
        ("Day of the decision", "01.02.2026"),
        ("Last day, if the decision gives one", "31.01.2036"),
        ("The reason", "From the decision on paper"),
    ):
        author.get_by_label(label, exact=True).fill(text)
    author.get_by_label("Ground").select_option("RU-114-26-8")
    author.get_by_role("button", name="Write it down").click()
    expect(author.get_by_role("alert")).to_contain_text("longer than the law gives")
    nothing_wrong(author)
    author.get_by_label("Why it is written all the same").fill("So it stands on paper")
    author.get_by_role("button", name="Write it down").click()
    expect(author.locator(".standing")).to_contain_text("does not count yet")
    reference = author.get_by_role("heading", level=1).inner_text()
    second.goto("/registry/?language=en")
    second.get_by_role("link", name=reference).click()
    expect(second.get_by_text("So it stands on paper")).to_be_visible()
    nothing_wrong(second)
    second.get_by_role("button", name="Confirm").click()
    expect(second.locator(".standing")).to_have_text("In force")
    nothing_wrong(second)
    second.get_by_role("link", name="Lift the decision").click()
    second.get_by_label("The reason").fill("Won in court")
    second.get_by_role("button", name="Write it down").click()
    author.goto("/registry/")
    author.get_by_role("link", name=reference).click()
    author.get_by_role("button", name="Confirm").click()
    expect(author.locator(".standing")).to_have_text("Lifted")
    assert Version.objects.count() == 2


def test_an_amnesty_is_tried_on_a_page_that_fits(opened: Open) -> None:
    alice()
    page = opened(person("head", [Role.SUPERVISOR]))
    page.goto("/registry/amnesties/?language=en")
    nothing_wrong(page)
    page.get_by_label("What everybody calls it").fill("Spring")
    page.get_by_label("Citizenships").fill("TJ")
    page.get_by_label("The reason").fill("By treaty")
    page.get_by_role("button", name="Try", exact=True).click()
    expect(page.locator(".done")).to_contain_text("nothing is lifted yet")
    nothing_wrong(page)
