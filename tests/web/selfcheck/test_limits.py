"""How often somebody may ask, and who counts as somebody."""

from __future__ import annotations

import json
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_network

import altcha
import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from ogoh.web.buckets import Allowance, digest, prune, spend
from ogoh.web.selfcheck import limits, proof
from ogoh.web.selfcheck.models import Bucket
from ogoh.web.visitor import visitor_of
from tests.web.selfcheck.people import UNLISTED

THREE_A_MINUTE = Allowance(tokens=3, seconds=60.0)
PROXY = ip_network("10.0.0.0/8")


def spent(now: float) -> float:
    return spend(Bucket, "somebody", THREE_A_MINUTE, now)


@pytest.mark.django_db
def test_a_bucket_gives_what_it_holds_and_then_says_how_long_to_wait() -> None:
    assert [spent(100.0) for _ in range(3)] == [0.0, 0.0, 0.0]
    assert spent(100.0) == pytest.approx(20.0)


@pytest.mark.django_db
def test_a_bucket_fills_again_with_time_and_not_beyond_its_rim() -> None:
    for _ in range(3):
        spent(100.0)
    assert spent(121.0) == 0.0
    assert [spent(10_000.0) for _ in range(4)][:3] == [0.0, 0.0, 0.0]
    assert spent(10_000.0) > 0


@pytest.mark.django_db
def test_a_clock_that_is_set_back_takes_nothing_away() -> None:
    assert spent(1_000.0) == 0.0
    assert [spent(10.0), spent(10.0)] == [0.0, 0.0]


@pytest.mark.django_db
def test_a_token_is_taken_by_one_conditional_update() -> None:
    spent(100.0)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        spent(100.0)
    changing = [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE", "SELECT"))]
    assert [sql.split()[0] for sql in changing] == ["INSERT", "UPDATE"]
    assert "WHERE" in changing[1]


@pytest.mark.django_db(transaction=True)
def test_the_last_token_is_given_once_however_many_ask_at_the_same_moment() -> None:
    def ask(_: int) -> bool:
        try:
            return spend(Bucket, "crowd", THREE_A_MINUTE, 100.0) == 0.0
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as crowd:
        assert sum(crowd.map(ask, range(24))) == 3


@pytest.mark.django_db
def test_buckets_that_are_full_again_are_forgotten() -> None:
    spent(100.0)
    assert prune(Bucket, 150.0) == 0
    assert prune(Bucket, 161.0) == 1


def test_a_bucket_s_key_names_nobody() -> None:
    key = digest("document", "400123451")
    assert "400123451" not in key
    assert key != digest("address", "400123451")


def test_a_digest_is_of_no_use_without_the_secret(settings: Settings) -> None:
    key = digest("document", "400123451")
    settings.SECRET_KEY = "another"
    assert digest("document", "400123451") != key


def visitor(remote: str, forwarded: str = "", *trusted: str) -> str:
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=remote, **headers)  # type: ignore[arg-type]  # meta, not headers
    return visitor_of(request, [ip_network(one) for one in trusted])


def test_a_forwarded_address_from_a_stranger_is_not_believed() -> None:
    assert visitor("203.0.113.7", "198.51.100.1", "10.0.0.0/8") == "203.0.113.7"


def test_a_forwarded_address_from_our_own_proxy_is_believed() -> None:
    assert visitor("10.0.0.1", "198.51.100.1", "10.0.0.0/8") == "198.51.100.1"


def test_only_the_hop_that_our_proxy_saw_counts_not_what_the_visitor_wrote() -> None:
    assert visitor("10.0.0.1", "1.1.1.1, 198.51.100.1, 10.0.0.2", "10.0.0.0/8") == "198.51.100.1"


def test_a_forwarded_address_that_is_none_leaves_the_proxy_s_own() -> None:
    assert visitor("10.0.0.1", "unknown", "10.0.0.0/8") == "10.0.0.1"


def test_one_household_of_ipv6_addresses_is_one_visitor() -> None:
    assert visitor("2001:db8:1:2:aaaa::1") == visitor("2001:db8:1:2:bbbb::2") == "2001:db8:1:2::/64"


def test_an_ipv4_address_inside_ipv6_is_itself() -> None:
    assert visitor("::ffff:203.0.113.7") == "203.0.113.7"


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=80))
def test_no_header_makes_a_visitor_unreadable_or_trusted(header: str) -> None:
    assert visitor("203.0.113.7", header, "10.0.0.0/8") == "203.0.113.7"
    assert visitor("10.0.0.1", header, "10.0.0.0/8")


def solution() -> str:
    challenge = altcha.Challenge.from_dict(json.loads(proof.new_challenge()))
    solved = altcha.solve_challenge(challenge)
    assert solved is not None
    return altcha.Payload(challenge, solved).to_base64()


@pytest.fixture
def _easy_puzzle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "ROUNDS", 1)


@pytest.mark.usefixtures("_easy_puzzle", "db")
def test_a_solved_puzzle_earns_the_wider_limit_once(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = {**limits.ALLOWANCES, "address": Allowance(1, 3600.0), "address with proof": Allowance(2, 3600.0)}
    monkeypatch.setattr(limits, "ALLOWANCES", narrow)
    solved = solution()
    assert limits.seconds_to_wait("203.0.113.7", "A1", solved) == 0.0
    assert limits.seconds_to_wait("203.0.113.7", "A1", solved) == 0.0, "counts as a question without proof"
    assert limits.seconds_to_wait("203.0.113.7", "A1", solved) > 0.0
    assert limits.seconds_to_wait("203.0.113.7", "A1", solution()) == 0.0


@pytest.mark.usefixtures("_easy_puzzle")
def test_a_puzzle_of_ones_own_making_proves_nothing() -> None:
    challenge = altcha.create_challenge("PBKDF2/SHA-256", 1, key_prefix="", hmac_secret="a guess")
    forged = altcha.Payload(challenge, altcha.Solution(0, "00"))
    assert proof.solved_challenge(forged.to_base64()) is None


@pytest.mark.usefixtures("_easy_puzzle")
def test_an_expired_puzzle_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "LIFETIME", -1)
    assert proof.solved_challenge(solution()) is None


@given(st.text(max_size=300) | st.binary(max_size=200).map(lambda noise: b64encode(noise).decode()))
def test_whatever_is_posted_as_a_proof_is_at_worst_none(text: str) -> None:
    assert proof.solved_challenge(text) is None


@pytest.mark.usefixtures("lists")
def test_too_many_questions_about_one_passport_are_refused_in_the_visitor_s_language(client: Client) -> None:
    allowed = limits.ALLOWANCES["document"].tokens
    for _ in range(allowed):
        assert client.post("/tg/check/", UNLISTED).status_code == 200
    refused = client.post("/tg/check/", UNLISTED)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "Лутфан интизор шавед" in refused.content.decode()


@pytest.mark.usefixtures("lists")
def test_a_stranger_cannot_ask_on_by_inventing_addresses(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ALLOWANCES", {**limits.ALLOWANCES, "address": Allowance(2, 3600.0)})
    asked = [
        client.post("/en/check/", {**UNLISTED, "document": f"40000000{n}"}, headers={"x-forwarded-for": f"1.1.1.{n}"})
        for n in range(3)
    ]
    assert [response.status_code for response in asked] == [200, 200, 429]
