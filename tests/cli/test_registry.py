"""``ogoh registry``: a decision from its record to its release, and what cannot be done, in a paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import OperationalError

from ogoh.delivery import Entry, open_delivery
from ogoh.web.accounts.models import Role
from ogoh.web.audit.models import Event
from ogoh.web.registry import recording
from ogoh.web.registry.models import Attachment
from tests.cli.conftest import Ran, Run, is_one_paragraph
from tests.web.accounts.people import person

pytestmark = pytest.mark.django_db

WRITTEN = ("--by", "alice", "--why", "From the decision on paper")
BAN = ("--kind", "entry_ban", "--ground", "RU-114-26-8", "--number", "17", "--decided-on", "01.02.2026")
WHO = ("--family", "Раҳимов", "--given", "Фаррух", "--born", "12.05.1990", "--document", "400123451")
FIRST = "the first"
"""Stands for the reference of the decision that was recorded."""


@pytest.fixture(autouse=True)
def agencies(ogoh: Run) -> None:
    """Two agencies; Alice and Bob of one, Charlie of the other, and three heads."""
    assert ogoh("registry", "agency", "mvd", "--office", "dushanbe").status == 0
    assert ogoh("registry", "agency", "x", "--name", "Agency X", "--office", "khujand").status == 0
    for name in ("alice", "bob"):
        person(name, [Role.REGISTRAR])
    person("charlie", [Role.REGISTRAR], where="khujand")
    for name in ("head1", "head2", "head3"):
        person(name, [Role.SUPERVISOR])


def recorded(ogoh: Run, *more: str) -> str:
    ran = ogoh("registry", "record", *WRITTEN, *BAN, "--until", "31.01.2029", *WHO, "--citizenship", "TJ", *more)
    assert ran.status == 0, ran.complained
    return ran.told.strip()


def in_force(ogoh: Run, *more: str) -> str:
    reference = recorded(ogoh, *more)
    assert ogoh("registry", "confirm", reference, "--by", "bob").status == 0
    return reference


def shown(ogoh: Run, reference: str, *more: str) -> dict[str, object]:
    told: dict[str, object] = ogoh("registry", "show", reference, "--json", *more).parsed
    return told


def test_a_decision_from_its_record_to_a_list_that_is_accepted(ogoh: Run, tmp_path: Path) -> None:
    reference = in_force(ogoh)
    out = tmp_path / "bans.jsonl"
    ran = ogoh("registry", "export", "--kind", "entry_ban", "--out", out)
    assert (ran.status, ran.told) == (0, "")
    (entry,) = open_delivery(out).rows()
    assert isinstance(entry, Entry)
    assert (entry.reference, entry.agency, entry.subject.names[0].family) == (reference, "МВД России", "Раҳимов")
    assert ogoh("registry", "export", "--kind", "controlled_persons", "--out", out).complained.startswith("0 ")


def test_no_file_of_people_is_there_without_an_event_of_it(
    ogoh: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_force(ogoh)

    def broken(*_said: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(recording, "exported", broken)
    out = tmp_path / "bans.jsonl"
    ran = ogoh("registry", "export", "--kind", "entry_ban", "--out", out)
    assert (ran.status, is_one_paragraph(ran.complained)) == (2, True)
    rule = ("--kind", "entry_ban", "--title", "Spring", "--citizenship", "TJ", "--out", out)
    assert ogoh("registry", "amnesty", "try", "--by", "head1", "--why", "By treaty", *rule).status == 2
    assert list(tmp_path.glob("*bans*")) == []


@pytest.mark.parametrize("name", ["bans.doc", "nowhere/bans.jsonl"])
def test_a_file_that_cannot_be_written_is_named_as_it_was_typed(ogoh: Run, tmp_path: Path, name: str) -> None:
    ran = ogoh("registry", "export", "--kind", "entry_ban", "--out", tmp_path / name)
    assert (ran.status, is_one_paragraph(ran.complained)) == (2, True)
    assert name.rpartition("/")[2] in ran.complained
    assert not Event.objects.filter(act="export").exists()


def test_each_act_is_written_confirmed_and_shown(ogoh: Run) -> None:
    reference = in_force(ogoh)
    acts = (
        ("correct", "--number", "18"),
        ("name", "--family", "Раҳимзода", "--given", "Фаррух"),
        ("extend", "--until", "01.06.2029", "--despite", "By a second decision"),
        ("lift",),
    )
    for act, *more in acts:
        assert ogoh("registry", act, reference, *WRITTEN, *more).told == f"{reference}\n"
        assert ogoh("registry", "waiting").told.startswith(f"{reference}\t{act}\tmvd\talice\t")
        assert ogoh("registry", "confirm", reference, "--by", "bob").status == 0
    told = shown(ogoh, reference)
    assert (told["status"], told["number"], told["until"]) == ("lifted", "18", "2029-06-01")
    assert (told["family_name"], told["alias"]) == ("Раҳимзода", "Раҳимов Фаррух")
    history = told["history"]
    assert isinstance(history, list)
    assert [one["act"] for one in history] == ["record", "correct", "name", "extend", "lift"]
    assert shown(ogoh, reference, "--on", "2026-01-01")["status"] == "not_yet"
    assert "lifted" in ogoh("registry", "show", reference).told


def test_a_declined_act_leaves_all_as_it_was(ogoh: Run) -> None:
    reference = in_force(ogoh)
    ogoh("registry", "annul", reference, *WRITTEN)
    assert ogoh("registry", "decline", reference, "--by", "bob", "--why", "Not this one").status == 0
    assert shown(ogoh, reference)["status"] == "in_force"


def test_an_estimate_is_called_one(ogoh: Run) -> None:
    ran = ogoh(
        "registry", "record", *WRITTEN, *BAN, *WHO, "--starts-on", "10.01.2026", "--despite", "No last day on paper"
    )
    ogoh("registry", "confirm", ran.told.strip(), "--by", "bob")
    told = shown(ogoh, ran.told.strip())
    assert (told["until"], told["until_by_estimate"]) == ("", "2029-01-09")


def test_somebody_who_is_alike_is_named_and_nothing_is_written(ogoh: Run) -> None:
    reference = in_force(ogoh)
    ran = ogoh("registry", "record", *WRITTEN, *BAN, "--until", "31.01.2029", *WHO)
    assert (ran.status, is_one_paragraph(ran.complained)) == (2, True)
    assert reference in ran.complained
    assert "--same-as" in ran.complained
    assert recorded(ogoh, "--same-as", reference) > reference


def test_papers_are_attached(ogoh: Run, tmp_path: Path) -> None:
    paper = tmp_path / "Раҳимов.pdf"
    paper.write_bytes(b"%PDF-1.7")
    reference = recorded(ogoh, "--attach", str(paper))
    assert Attachment.objects.get().kind == "application/pdf"
    ran = ogoh("registry", "lift", reference, *WRITTEN, "--attach", tmp_path / "none.pdf")
    assert (ran.status, is_one_paragraph(ran.complained)) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("confirm", FIRST, "--by", "alice"), "second person"),
        (("confirm", FIRST, "--by", "charlie"), "another agency"),
        (("confirm", FIRST, "--by", "head1"), "roles"),
        (("confirm", FIRST, "--by", "nobody"), "Nobody signs in"),
        (("confirm", FIRST, "--by", "\0"), "Nobody signs in"),
        (("lift", FIRST, *WRITTEN), "waits"),
        (("lift", "eb-7", *WRITTEN), "no such decision"),
        (("show", "eb-7"), "no decision"),
        (("show", FIRST, "--on", "soon"), "cannot be read"),
        (("record", *WRITTEN, "--kind", "entry_ban", *WHO), "--ground: "),
        (("record", *WRITTEN, *BAN, *WHO, "--born", "soon"), "--born: "),
        (("record", *WRITTEN, *BAN, "--until", "01.01.2026", *WHO), "--until: "),
        (("agency", "cia", "--office", "dushanbe"), "--name"),
        (("agency", "x", "--office", "dushanbe"), "another agency"),
        (("agency", "X Y", "--office", "dushanbe"), "cannot be used"),
        (("amnesty", "approve", "7", "--by", "head1"), "no such amnesty"),
        (("amnesty", "try", "--by", "head1", "--why", "x", "--kind", "entry_ban", "--title", "x"), "asks nothing"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_paragraph(ogoh: Run, arguments: tuple[str, ...], words: str) -> None:
    reference = recorded(ogoh)
    ran = ogoh("registry", *(reference if one == FIRST else one for one in arguments))
    assert (ran.status, ran.told) == (2, "")
    assert is_one_paragraph(ran.complained)
    assert words in ran.complained


def test_an_amnesty_from_its_trial_to_its_undoing(ogoh: Run, tmp_path: Path) -> None:
    reference = in_force(ogoh)

    def amnesty(*words: str | Path) -> Ran:
        return ogoh("registry", "amnesty", *words)

    out = tmp_path / "freed.csv"
    rule = ("--kind", "entry_ban", "--title", "Spring", "--citizenship", "TJ", "--not-criminal", "--out", out)
    tried = amnesty("try", "--by", "head1", "--why", "By treaty", *rule)
    number = tried.told.strip()
    assert "1 decisions about 1 people" in tried.complained
    assert reference in out.read_text(encoding="utf-8")
    assert Event.objects.filter(act="export").count() == 1
    assert amnesty("apply", number, "--by", "head1").status == 2
    for head in ("head2", "head3"):
        assert amnesty("approve", number, "--by", head).status == 0
    assert amnesty("apply", number, "--by", "head1").told == "1\n"
    assert shown(ogoh, reference)["status"] == "lifted"
    for head in ("head2", "head3"):
        assert amnesty("approve", number, "--by", head, "--undo").status == 0
    assert amnesty("undo", number, "--by", "head1", "--why", "Struck down").told == "1\n"
    assert shown(ogoh, reference)["status"] == "in_force"


def test_the_agencies_of_the_law_are_listed_with_those_that_are_here(ogoh: Run) -> None:
    lines = {line.split("\t")[0]: line for line in ogoh("registry", "agencies").told.splitlines()}
    assert lines["mvd"] == "mvd\tМВД России\there\tdushanbe"
    assert lines["x"] == "x\tAgency X\there\tkhujand"
    assert lines["fsb"] == "fsb\tФСБ России\tby law"
    assert lines["fskn"].endswith("until 2016-12-31")


def test_keys_are_made_anew(ogoh: Run) -> None:
    reference = recorded(ogoh)
    assert ogoh("registry", "rekey").complained.startswith("The keys of 1 people")
    assert reference in ogoh("registry", "record", *WRITTEN, *BAN, "--until", "31.01.2029", *WHO).complained
