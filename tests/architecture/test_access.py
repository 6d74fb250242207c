"""Every address names who may call it; a new one is not open to anybody until it stands here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

WHO_MAY_CALL = {
    "": "public",
    "<language:language>/": "public",
    "<language:language>/check/": "public",
    "api/": "public",
    "api/v1/docs": "public",
    "api/v1/openapi.json": "public",
    "api/v1/check": "token",
}


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Every route that the service answers on, as it is written."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def every_route() -> list[str]:
    return list(routes(get_resolver().url_patterns))


def test_every_address_says_who_may_call_it() -> None:
    undecided = sorted(set(every_route()) ^ set(WHO_MAY_CALL))
    assert not undecided, f"say in WHO_MAY_CALL who may call these, or take them out: {undecided}"


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "who"), WHO_MAY_CALL.items())
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_in_particular_is_let_in_where_the_table_says_public_and_nowhere_else(
    client: Client, route: str, who: str, method: str
) -> None:
    address = "/" + route.replace("<language:language>", "tg")
    status = getattr(client, method)(address).status_code
    refused = {401, 403, 405}
    assert status in refused if who != "public" else status not in {401, 403}
