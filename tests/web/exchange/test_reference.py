"""What the page of the format says of the endpoint is what the endpoint does."""

from __future__ import annotations

import re
from pathlib import Path

from ogoh.delivery.parcel import ParcelRefused
from ogoh.web.exchange import calling, days, urls

ROOT = Path(__file__).resolve().parents[3]
SECTION = (ROOT / "docs/reference/parcel.md").read_text(encoding="utf-8").split("## By HTTPS\n")[1].split("\n## ")[0]
VIEWS = (ROOT / "src/ogoh/web/exchange/views.py").read_text(encoding="utf-8")
ROWS = {
    statuses: reasons.strip() for statuses, reasons in re.findall(r"^\| (\d[\d, ]*) \|(.*?)\|", SECTION, re.MULTILINE)
}


def test_every_address_for_peers_stands_there() -> None:
    told = set(re.findall(r"`(?:GET|POST) /exchange/(\S+)`", SECTION))
    routes = {re.sub(r"<int:\w+>", "PARCEL", str(one.pattern)) for one in urls.urlpatterns}
    assert told == {one for one in routes if one.startswith("v1/")}


def test_every_status_and_reason_of_the_views_stands_there() -> None:
    told = {int(one) for row in ROWS for one in row.split(", ")}
    used = {int(one) for one in re.findall(r"(?:problem\(|status(?:_code)?=|status_code = )(\d{3})", VIEWS)}
    assert used - told == set()
    reasons = set(re.findall(r'problem\(\d{3}, fault, "([a-z_]+)"\)', VIEWS))
    assert len(reasons) >= 7
    assert {one for one in reasons if f"`{one}`" not in SECTION} == set()


def test_what_may_pass_is_what_the_page_says() -> None:
    passing = {kind.reason for kind in ParcelRefused.__subclasses__() if kind.passes}
    assert {one.strip("` ") for one in ROWS["409"].split(",")} == {*passing, "refused"}


def test_the_limits_are_those_of_the_page() -> None:
    assert f"{calling.LARGEST_POSTED // 10**6} MB and {days.A_DAY} a day" in SECTION
