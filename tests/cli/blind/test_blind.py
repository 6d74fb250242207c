"""``ogoh blind`` as an owner and an asker use it: over a network and by files, on a service that really answers."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

import tests.blind.asked  # noqa: F401  # left out where there is no libsodium
from ogoh.blind import sodium
from ogoh.web.audit.models import Event
from ogoh.web.exchange.models import PeerKey
from ogoh.web.exchange.peers import give_token, reach
from tests.cli.conftest import Ran, Run, is_one_paragraph
from tests.web.blind.conftest import ours, own_home
from tests.web.blind.people import peer
from tests.web.exchange.states import at

__all__ = ["ours", "own_home"]

pytestmark = pytest.mark.django_db(transaction=True)

TRAVELLERS = (
    "id,name,dob,document_number\n"
    "a,RAHIMOV FARRUKH,12.05.1990,400 123 451\n"
    "b,Назарова Зебо,03.02.1985,400777888\n"
    "c,Зарринкамар Хуршеда,09.08.1999,402468013\n"
    "d,Шарипов Далер,1979,\n"
)
SAID = {"a": "possible", "b": "possible", "c": "no_record", "d": ""}


@dataclass(frozen=True, slots=True)
class Office:
    """An asker with its folder, who knows the owner as its peer moscow."""

    ogoh: Run
    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "bans.blind"

    @property
    def travellers(self) -> Path:
        return self.folder / "travellers.csv"

    @property
    def out(self) -> Path:
        return self.folder / "answers.csv"

    def fetch(self) -> Ran:
        return self.ogoh("blind", "fetch", "--peer", "moscow", "--out", self.file)

    def ask(self, peer: str = "moscow") -> Ran:
        return self.ogoh("blind", "ask", self.travellers, "--file", self.file, "--peer", peer, "--out", self.out)

    def ask_by_file(self) -> Ran:
        how = ("--file", self.file, "--peer", "moscow", "--questions", self.folder / "q.blind")
        return self.ogoh("blind", "ask", self.travellers, *how)

    def answer(self, asker: str = "khujand") -> Ran:
        return self.ogoh("blind", "answer", self.folder / "q.blind", "--asker", asker, "--out", self.folder / "a.blind")

    def finish(self) -> Ran:
        sent = ("--answers", self.folder / "a.blind", "--kept", self.folder / "q.blind.kept")
        how = ("--file", self.file, "--peer", "moscow", "--out", self.out)
        return self.ogoh("blind", "finish", self.travellers, *sent, *how)

    def said(self) -> dict[str, str]:
        with self.out.open(encoding="utf-8") as file:
            return {row["id"]: row["answer"] for row in csv.DictReader(file)}


@pytest.fixture
def owner(ogoh: Run, people: Path) -> None:
    """An owner whose list is built."""
    ogoh("source", "add", "bans", "--name", "The ministry", "--kind", "entry_ban")
    ogoh("list", "import", people, "--source", "bans", "--dated", "2026-11-01")
    assert ogoh("blind", "build", "--source", "bans").status == 0


@pytest.fixture
def office(ogoh: Run, owner: None, live_server: LiveServer, tmp_path: Path) -> Office:
    """An asker whom the owner lets ask, and travellers."""
    token = give_token(peer("khujand").code)
    with at("khujand"):
        peer("moscow")
        reach("moscow", live_server.url, token)
    assert ogoh("blind", "asker", "allow", "khujand", "--per-day", "100").status == 0
    (tmp_path / "travellers.csv").write_text(TRAVELLERS, encoding="utf-8")
    return Office(ogoh, tmp_path)


def test_over_the_network_each_traveller_is_answered(office: Office) -> None:
    fetched = office.fetch()
    assert fetched.complained.startswith("bans no. 1 of 2026-11-01, good until ")
    ran = office.ask()
    assert (ran.status, office.said()) == (0, SAID)
    assert "2 possible, 1 could not be asked about so" in ran.complained
    assert "khujand\t100 a day\t" in office.ogoh("blind", "asker", "list").told


def test_by_files_each_traveller_is_answered_the_same(office: Office) -> None:
    office.fetch()
    asked = office.ask_by_file()
    assert (asked.status, "questions written to" in asked.complained) == (0, True)
    kept = (office.folder / "q.blind.kept").read_text()
    assert not any(word in kept for word in ("RAHIMOV", "400123451", "400 123 451"))
    assert (office.folder / "q.blind.kept").stat().st_mode & 0o077 == 0
    assert office.answer().status == 0
    assert (office.finish().status, office.said()) == (0, SAID)
    purposes = list(Event.objects.filter(act="look").values_list("details", flat=True))
    assert ["by a file" in one for one in purposes] == [True, True]


def test_no_answer_says_more_than_possible_or_promises_entry(office: Office) -> None:
    office.fetch()
    office.ask()
    with office.out.open(encoding="utf-8") as file:
        why = {row["id"]: row["why"] for row in csv.DictReader(file)}
    assert "ask The ministry in a case" in why["a"]
    assert "this does not mean free to enter" in why["c"]
    assert "neither a document number nor a whole date of birth" in why["d"]


def test_what_a_file_is_can_be_seen(office: Office) -> None:
    office.fetch()
    office.ask_by_file()
    office.answer()
    run = office.ogoh
    seen = run("blind", "inspect", office.file, "--peer", "moscow", "--json").parsed
    assert (seen["what"], seen["list"], seen["entries"]) == ("list", "bans", 4_096)
    assert "not looked at" in run("blind", "inspect", office.file).told
    asked = run("blind", "inspect", office.folder / "q.blind", "--json").parsed
    answered = run("blind", "inspect", office.folder / "a.blind", "--json").parsed
    assert (asked["questions"], asked["key"]) == (answered["questions"], seen["key"])
    assert answered["key"] == seen["key"]


def test_a_list_in_a_file_is_built_with_a_key_of_its_own(ogoh: Run, people: Path, tmp_path: Path) -> None:
    told = ("--name", "The ministry", "--kind", "entry_ban", "--dated", "2026-11-01", "--delivery", "7")
    key = ogoh("blind", "key", "new", "elsewhere", *told).told.strip()
    out = tmp_path / "list.blind"
    ran = ogoh("blind", "build", people, "--key", key, "--out", out)
    assert (ran.status, ran.complained.startswith("3 people, 4,096 entries")) == (0, True)
    first = out.read_bytes()
    ogoh("blind", "build", people, "--key", key, "--out", out)
    assert out.read_bytes() == first
    ran = ogoh("blind", "key", "end", key)
    assert ran.status == 0
    assert ogoh("blind", "build", people, "--key", key, "--out", out).status == 2


def test_rows_that_cannot_be_read_are_named_and_end_with_one(ogoh: Run, people: Path, tmp_path: Path) -> None:
    told = ("--name", "The ministry", "--kind", "entry_ban", "--dated", "2026-11-01", "--delivery", "7")
    key = ogoh("blind", "key", "new", "elsewhere", *told).told.strip()
    people.write_text(people.read_text(encoding="utf-8") + "4,Ҷӯраев Комил,31.02.1990,,\n", encoding="utf-8")
    ran = ogoh("blind", "build", people, "--key", key, "--out", tmp_path / "list.blind")
    assert (ran.status, "Row 5, dob" in ran.complained) == (1, True)
    assert "Комил" not in ran.complained


def test_travellers_who_cannot_be_read_have_a_row_that_says_so(office: Office) -> None:
    office.fetch()
    office.travellers.write_text(TRAVELLERS + "e,Somebody Else,31.02.1990,\n", encoding="utf-8")
    assert (office.ask().status, office.said()) == (1, {**SAID, "e": ""})


def test_a_list_by_another_than_the_peer_is_refused(office: Office) -> None:
    office.fetch()
    with at("elsewhere"):
        peer("samarkand")
    for code, said in (("samarkand", "by no key of the owner that counts"), ("nowhere", "one that is known")):
        ran = office.ask(code)
        assert (ran.status, is_one_paragraph(ran.complained), said in ran.complained) == (2, True, True)
        assert not office.out.exists()


def test_a_list_that_a_withdrawn_key_signed_is_refused(office: Office) -> None:
    office.fetch()
    PeerKey.objects.filter(peer__code="moscow").update(withdrawn_from=timezone.now())
    ran = office.ask()
    assert (ran.status, "by no key of the owner that counts" in ran.complained) == (2, True)


def test_an_owner_who_does_not_answer_is_told_so(office: Office) -> None:
    office.fetch()
    with at("khujand"):
        reach("moscow", "http://127.0.0.1:1", "token")
    for ran in (office.ask(), office.fetch()):
        assert (ran.status, is_one_paragraph(ran.complained), "no answer" in ran.complained) == (2, True, True)


def test_a_token_that_may_not_ask_is_told_so(office: Office) -> None:
    office.fetch()
    office.ogoh("blind", "asker", "allow", "khujand", "--per-day", "0")
    for ran in (office.ask(), office.fetch()):
        assert (ran.status, "Ask the owner of the list" in ran.complained) == (2, True)


def test_more_than_is_left_today_is_refused_before_anything_is_asked(office: Office) -> None:
    office.fetch()
    office.ogoh("blind", "asker", "allow", "khujand", "--per-day", "5")
    ran = office.ask()
    assert (ran.status, "5 are left today" in ran.complained) == (2, True)
    assert not Event.objects.filter(act="look").exists()
    office.ask_by_file()
    ran = office.answer()
    assert (ran.status, "at most 5 more of 5 a day" in ran.complained) == (2, True)
    assert not (office.folder / "a.blind").exists()


def test_under_an_ended_key_it_is_said_what_to_fetch(office: Office) -> None:
    office.fetch()
    key = office.ogoh("blind", "key", "show", "--json").parsed[0]["key"]
    office.ogoh("blind", "key", "end", key)
    office.ogoh("blind", "build", "--source", "bans")
    ran = office.ask()
    assert (ran.status, "Fetch the newest file of that list" in ran.complained) == (2, True)
    office.fetch()
    assert (office.ask().status, office.said()) == (0, SAID)


def test_a_damaged_list_is_refused(office: Office) -> None:
    office.fetch()
    whole = office.file.read_bytes()
    for damaged in (whole[:-1], whole[:-1] + b"x", whole[:100], b"", whole.replace(b'"delivery":1', b'"delivery":2')):
        office.file.write_bytes(damaged)
        ran = office.ask()
        assert (ran.status, is_one_paragraph(ran.complained)) == (2, True)


def test_damaged_answers_others_travellers_and_another_file_are_refused(office: Office) -> None:
    office.fetch()
    office.ask_by_file()
    office.answer()
    answers = office.folder / "a.blind"
    whole = answers.read_bytes()
    answers.write_bytes(whole[:-40] + bytes(40))
    assert "the proof does not fit" in office.finish().complained
    answers.write_bytes(b"nothing")
    assert office.finish().status == 2
    answers.write_bytes(whole)
    office.travellers.write_text(TRAVELLERS.replace("RAHIMOV", "SHARIPOV"), encoding="utf-8")
    assert "others than were asked about" in office.finish().complained
    (office.folder / "q.blind.kept").write_text("{}")
    assert "what cannot be read" in office.finish().complained
    assert not office.out.exists()


def test_whoever_may_not_ask_is_not_answered_by_files_either(office: Office) -> None:
    office.fetch()
    office.ask_by_file()
    assert (office.answer("somebody").status, office.answer().status) == (2, 0)


@pytest.mark.parametrize(
    "arguments",
    [
        ("build",),
        ("build", "list.csv"),
        ("build", "list.csv", "--source", "bans"),
        ("build", "--source", "nowhere"),
        ("key", "new", "nowhere"),
        ("key", "new", "x", "--name", "Somebody"),
        ("key", "end", "0123456789abcdef"),
        ("asker", "allow", "nobody"),
        ("ask", "t.csv", "--file", "x", "--peer", "y"),
        ("ask", "t.csv", "--file", "x", "--peer", "y", "--out", "a.csv"),
        ("inspect", "nowhere"),
    ],
)
def test_arguments_that_do_not_fit_are_refused_in_one_paragraph(ogoh: Run, arguments: tuple[str, ...]) -> None:
    ran = ogoh("blind", *arguments)
    assert (ran.status, is_one_paragraph(ran.complained)) == (2, True)


def test_without_libsodium_one_sentence_says_what_to_install(
    ogoh: Run, owner: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sodium, "_NAMES", ())
    monkeypatch.setattr(sodium, "find_library", lambda _: None)
    sodium.library.cache_clear()
    ran = ogoh("blind", "build", "--source", "bans")
    sodium.library.cache_clear()
    assert (ran.status, is_one_paragraph(ran.complained), "libsodium23" in ran.complained) == (2, True, True)
