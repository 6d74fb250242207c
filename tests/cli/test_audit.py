"""``ogoh audit`` as whoever answers for an installation, and a witness outside, use it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from ogoh.web.audit.models import Event
from tests.cli.conftest import Run, is_one_paragraph

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def log(ogoh: Run, people: Path) -> None:
    """A source, its list and two looks."""
    ogoh("source", "add", "bans", "--name", "The ministry", "--kind", "entry_ban")
    ogoh("list", "import", people, "--source", "bans", "--dated", "2026-11-01")
    for name in ("Раҳимов Фаррух", "Some Body"):
        ogoh("check", "--name", name, "--born", "12.05.1990", "--document", "400123451")


@pytest.mark.usefixtures("log")
def test_everything_that_was_done_is_in_the_log(ogoh: Run) -> None:
    assert list(Event.objects.values_list("act", flat=True)) == ["import", "import", "look", "look"]
    ran = ogoh("audit", "verify")
    assert ran.status == 0
    assert ran.told.startswith("4 events, 0 checkpoints that fit")
    assert ran.told.endswith("The log is what was recorded.\n")


@pytest.mark.usefixtures("log")
def test_a_changed_row_is_named_and_ends_with_one(ogoh: Run) -> None:
    Event.objects.filter(pk=2).update(office="elsewhere")
    ran = ogoh("audit", "verify")
    assert ran.status == 1
    assert "Event 2 was changed" in ran.told
    assert ogoh("audit", "verify", "--json").parsed["faults"][0]["event"] == 2


@pytest.mark.usefixtures("log")
def test_a_witness_keeps_what_grew_and_refuses_what_was_changed(ogoh: Run, tmp_path: Path) -> None:
    key = ogoh("audit", "key").told.strip()
    kept, offer = tmp_path / "kept", tmp_path / "offer"
    ogoh("audit", "checkpoint", "--out", offer)
    assert ogoh("audit", "witness", offer, "--kept", kept, "--key", key).told.startswith("Kept: 4 events of ")
    ogoh("check", "--name", "Somebody Else", "--born", "1980-01-01")
    assert ogoh("audit", "checkpoint", "--since", kept, "--out", offer).status == 0
    assert ogoh("audit", "witness", offer, "--kept", kept, "--key", key).told.startswith("Kept: 5 events of ")
    assert ogoh("audit", "verify", "--kept", kept).status == 0
    offer.write_text(offer.read_text().replace("old 4", "old 3"))
    ran = ogoh("audit", "witness", offer, "--kept", kept, "--key", key)
    assert (ran.status, ran.told[:10]) == (1, "Not taken:")


@pytest.mark.usefixtures("log")
def test_a_person_is_told_who_looked_them_up(ogoh: Run) -> None:
    found = ogoh("audit", "looks", "--document", "400 123 451", "--json").parsed
    assert [one["act"] for one in found] == ["look", "look"]
    assert found[0]["told"]["answers"][0]["answer"] == "recorded"
    told = ogoh("audit", "looks", "--name", "RAHIMOV FARRUKH", "--born", "1990-05-12").told.splitlines()
    assert len(told) == 1
    assert Event.objects.filter(act="export", details__contains="told who looked").count() == 2
    assert ogoh("audit", "verify").status == 0


def test_a_name_alone_finds_nobody(ogoh: Run) -> None:
    ran = ogoh("audit", "looks", "--name", "Раҳимов Фаррух")
    assert (ran.status, is_one_paragraph(ran.complained)) == (2, True)


@pytest.mark.usefixtures("log")
def test_many_travellers_are_many_looks(ogoh: Run, people: Path, tmp_path: Path) -> None:
    ogoh("check", people, "--out", tmp_path / "answers.csv")
    assert Event.objects.filter(act="look").count() == 5
    assert ogoh("audit", "verify").status == 0


@pytest.mark.usefixtures("log")
def test_nothing_is_old_enough_to_be_forgotten(ogoh: Run) -> None:
    assert ogoh("audit", "forget").complained.startswith("0 looks, 0 questions")


def test_a_file_that_is_no_checkpoint_is_refused_in_one_paragraph(ogoh: Run, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("nothing")
    for command in (("verify", "--kept", tmp_path / "kept"), ("checkpoint", "--since", tmp_path / "kept")):
        ran = ogoh("audit", *command)
        assert (ran.status, is_one_paragraph(ran.complained)) == (2, True)


@pytest.mark.usefixtures("log")
def test_without_a_witness_it_is_said_what_cannot_be_found(ogoh: Run, tmp_path: Path) -> None:
    assert "Not found without --kept" in ogoh("audit", "verify").complained
    ogoh("audit", "checkpoint", "--out", tmp_path / "kept")
    assert "--kept" not in ogoh("audit", "verify", "--kept", tmp_path / "kept").complained


@pytest.mark.usefixtures("log")
def test_without_its_key_a_log_is_neither_verified_nor_written(
    ogoh: Run, tmp_path: Path, settings: Settings, people: Path
) -> None:
    settings.HOME = tmp_path
    for command in (("audit", "verify"), ("audit", "key"), ("check", "--name", "Some Body"), ("serve",)):
        ran = ogoh(*command)
        assert (ran.status, is_one_paragraph(ran.complained)) == (2, True)
        assert "The key of the log is missing" in ran.complained
    assert not (tmp_path / "audit_key").exists()


def test_a_file_that_is_no_text_is_refused_by_a_witness(ogoh: Run, tmp_path: Path) -> None:
    key = ogoh("audit", "key").told.strip()
    picture, kept = tmp_path / "cat.jpg", tmp_path / "kept"
    picture.write_bytes(b"\xff\xd8\xff\xe0")
    for offer, held in ((picture, kept), (kept, picture)):
        kept.write_text("")
        ran = ogoh("audit", "witness", offer, "--kept", held, "--key", key)
        assert (ran.status, is_one_paragraph(ran.complained)) == (2, True)
        assert str(picture) in ran.complained


@pytest.mark.parametrize("command", ["forget", "verify"])
def test_more_days_than_a_calendar_has_are_refused(ogoh: Run, command: str) -> None:
    ran = ogoh("audit", command, "--days", "99999999")
    assert (ran.status, "Traceback" in ran.complained) == (2, False)
