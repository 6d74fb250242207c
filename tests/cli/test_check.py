"""``ogoh check``: one traveller or a file of them, against the database or a file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from ogoh.cli.check import ANSWERS
from ogoh.cli.words import Language
from ogoh.delivery.tables import open_table
from ogoh.identity import PartialDate, Sex
from ogoh.identity.mrz_writing import write_mrz
from ogoh.names import WrittenName
from tests.cli.conftest import Run, is_one_paragraph

FARRUKH = ("--name", "Rahimov Farrukh", "--born", "1990-05-12", "--document", "400123451")
RENEWED = ("--name", "Rahimov Farrukh", "--born", "1990-05-12", "--document", "401777888")
NOBODY = ("--name", "Зарринкамар Хуршеда", "--born", "09.08.1999", "--document", "402468013")


@pytest.fixture
def held(db: None, ogoh: Run, people: Path) -> None:
    """The three people are on the list of a source."""
    ogoh("source", "add", "bans", "--name", "Invented ministry", "--kind", "entry_ban")
    assert ogoh("list", "import", people, "--source", "bans", "--dated", "2026-01-10").status == 0


@pytest.fixture
def travellers(tmp_path: Path) -> Path:
    path = tmp_path / "travellers.csv"
    path.write_text(
        "id,name,dob,document_number\n"
        "a,Rahimov Farrukh,12.05.1990,400123451\n"
        "b,Зарринкамар Хуршеда,09.08.1999,402468013\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(("question", "answer"), [(FARRUKH, "recorded"), (RENEWED, "possible"), (NOBODY, "no_record")])
def test_each_answer_from_a_file_without_a_database(
    ogoh: Run, people: Path, question: tuple[str, ...], answer: str
) -> None:
    (told,) = ogoh("check", *question, "--list", people, "--json").parsed
    assert (told["answer"], told["source"]) == (answer, "list.csv")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", told["as_of"])
    assert (told["listing"], bool(told["why"])) == (("", False) if answer == "no_record" else ("1", True))


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(("question", "answer"), [(FARRUKH, "recorded"), (RENEWED, "possible"), (NOBODY, "no_record")])
def test_each_answer_from_the_database(ogoh: Run, question: tuple[str, ...], answer: str) -> None:
    (told,) = ogoh("check", *question, "--json").parsed
    assert (told["answer"], told["source"], told["as_of"]) == (answer, "bans", "2026-01-10")


@pytest.mark.usefixtures("held")
def test_an_answer_in_words_gives_source_day_and_reasons(ogoh: Run) -> None:
    told = ogoh("check", *FARRUKH).told.splitlines()
    assert told[0] == "bans, list of 2026-01-10: recorded. The list names this person."
    assert any("document numbers are the same" in line for line in told)
    assert told[-1].startswith("Checking is free of charge.")


@pytest.mark.usefixtures("held")
def test_no_record_is_no_promise(ogoh: Run) -> None:
    told = ogoh("check", *NOBODY).told
    assert "This does not mean free to enter" in told


@pytest.mark.usefixtures("held")
def test_a_source_that_delivered_nothing_is_named(ogoh: Run) -> None:
    ogoh("source", "add", "registry", "--name", "Invented registry", "--kind", "controlled_persons")
    assert "registry: not looked at; nothing has been delivered." in ogoh("check", *FARRUKH).told
    assert ogoh("check", *FARRUKH, "--json").parsed[1]["answer"] is None


@pytest.mark.parametrize(
    ("parts", "answer"),
    [
        (("--family", "Раҳимов", "--given", "Фаррух", "--patronymic", "Саидович", "--born", "12.05.1990"), "possible"),
        (
            ("--name", "Рахимов Фаррух", "--born", "12.05.1990", "--sex", "M", "--citizenship", "Таджикистан"),
            "possible",
        ),
        (("--name", "FARRUKH RAHIMOV", "--document", "400 123 451"), "recorded"),
    ],
)
def test_a_traveller_may_be_told_in_parts(ogoh: Run, people: Path, parts: tuple[str, ...], answer: str) -> None:
    (told,) = ogoh("check", *parts, "--list", people, "--json").parsed
    assert (told["answer"], told["listing"]) == (answer, "1")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--name", "12345"),
        ("--name", "Раҳимов", "--born", "31.02.1990"),
        ("--name", "Раҳимов", "--sex", "perhaps"),
        ("--name", "Раҳимов", "--citizenship", "Atlantis"),
        ("--mrz", "P<TJK"),
        ("--name", "Раҳимов", "--list", "/no/such/list.csv"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_paragraph(ogoh: Run, people: Path, arguments: tuple[str, ...]) -> None:
    given = arguments if "--list" in arguments else (*arguments, "--list", str(people))
    ran = ogoh("check", *given)
    assert (ran.status, ran.told) == (2, "")
    assert is_one_paragraph(ran.complained)


@pytest.mark.django_db
def test_without_a_list_there_is_no_answer(ogoh: Run) -> None:
    ran = ogoh("check", *FARRUKH)
    assert (ran.status, ran.told) == (2, "")
    assert "ogoh list import" in ran.complained


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".jsonl", ".parquet"])
def test_a_file_of_travellers_gets_a_file_of_answers(
    ogoh: Run, people: Path, travellers: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"answers{ending}"
    ran = ogoh("check", travellers, "--out", out, "--list", people)
    assert (ran.status, ran.told) == (0, "")
    table = open_table(out)
    assert table.headings == ANSWERS
    assert [(cells[0], cells[1], cells[4] or "") for _, cells in table.rows()] == [
        ("a", "recorded", "1"),
        ("b", "no_record", ""),
    ]


@pytest.mark.usefixtures("held")
def test_a_file_of_travellers_is_answered_for_each_source(ogoh: Run, people: Path, travellers: Path) -> None:
    ogoh("source", "add", "registry", "--name", "Invented registry", "--kind", "controlled_persons")
    ogoh("list", "import", people, "--source", "registry", "--dated", "2026-02-10")
    out = travellers.with_name("answers.csv")
    assert ogoh("check", travellers, "--out", out).status == 0
    assert [(cells[0], cells[1], cells[2], cells[3]) for _, cells in open_table(out).rows()] == [
        ("a", "recorded", "bans", "2026-01-10"),
        ("a", "recorded", "registry", "2026-02-10"),
        ("b", "no_record", "bans", "2026-01-10"),
        ("b", "no_record", "registry", "2026-02-10"),
    ]


def test_travellers_who_cannot_be_read_are_counted_and_end_with_one(ogoh: Run, people: Path, travellers: Path) -> None:
    travellers.write_text(travellers.read_text() + "c,Ҷӯраев Комил,31.02.1990,\n")
    ran = ogoh("check", travellers, "--out", travellers.with_name("answers.csv"), "--list", people)
    assert ran.status == 1
    assert "2 answers written" in ran.complained
    assert "Row 4, dob: expected" in ran.complained


def test_rows_of_the_list_that_cannot_be_read_are_told(ogoh: Run, people: Path) -> None:
    people.write_text(people.read_text() + "4,Ҷӯраев Комил,31.02.1990,,\n")
    ran = ogoh("check", *FARRUKH, "--list", people)
    assert "1 rows of list.csv could not be read and were not looked at." in ran.complained


def test_answers_need_a_place(ogoh: Run, people: Path, travellers: Path) -> None:
    ran = ogoh("check", travellers, "--list", people)
    assert (ran.status, "--out" in ran.complained) == (2, True)


@pytest.mark.parametrize("out", ["answers.doc", "no/such/folder/answers.csv"])
def test_answers_that_cannot_be_written_are_refused(ogoh: Run, people: Path, travellers: Path, out: str) -> None:
    ran = ogoh("check", travellers, "--out", travellers.parent / out, "--list", people)
    assert ran.status == 2
    assert is_one_paragraph(ran.complained)
    assert not (travellers.parent / out).exists()


def test_a_machine_readable_zone_asks_by_itself(ogoh: Run, people: Path) -> None:
    name = WrittenName("", "RAHIMOV", "FARRUKH")
    zone = write_mrz(name, PartialDate(1990, 5, 12), Sex.MALE, "TJ", "400123451", date(2030, 1, 1))
    (told,) = ogoh("check", "--mrz", zone, "--list", people, "--json").parsed
    assert (told["answer"], told["listing"]) == ("recorded", "1")


def test_what_would_settle_it_follows_the_reasons(ogoh: Run, people: Path) -> None:
    told = ogoh("check", *RENEWED, "--list", people).told.splitlines()
    at = told.index("  What would settle it:")
    assert "  - The numbers of earlier passports would settle it." in told[at:]
    assert ogoh("check", *RENEWED, "--list", people, "--json").parsed[0]["settling"][0] in told[at + 1]


def test_where_nothing_is_open_nothing_is_asked_for(ogoh: Run, people: Path) -> None:
    assert "What would settle it" not in ogoh("check", *FARRUKH, "--list", people).told


@pytest.mark.parametrize("language", [one.value for one in Language if one is not Language.ENGLISH])
def test_reasons_come_in_the_language_asked_for(ogoh: Run, people: Path, travellers: Path, language: str) -> None:
    out = travellers.with_name("answers.csv")
    ogoh("check", travellers, "--out", out, "--list", people, "--language", language)
    (told,) = ogoh("check", *FARRUKH, "--list", people, "--json", "--language", language).parsed
    (english,) = ogoh("check", *FARRUKH, "--list", people, "--json").parsed
    assert not set(told["why"]) & set(english["why"])
    assert str(next(open_table(out).rows())[1][-1]) == " ".join(told["why"])


def test_a_language_that_ogoh_does_not_speak_is_refused(ogoh: Run, people: Path) -> None:
    assert ogoh("check", *FARRUKH, "--list", people, "--language", "de").status == 2


def test_the_strongest_answer_is_drawn(ogoh: Run, people: Path, tmp_path: Path) -> None:
    picture = tmp_path / "why.svg"
    ran = ogoh("check", *FARRUKH, "--list", people, "--language", "uz-cyrl", "--picture", picture)
    assert (ran.status, ran.complained) == (0, f"Picture written to {picture}.\n")
    drawn = picture.read_text(encoding="utf-8")
    assert drawn.startswith("<svg ")
    assert 'xml:lang="uz-Cyrl"' in drawn
    assert "Туғилган кунлар бир хил." in drawn


@pytest.mark.usefixtures("held")
def test_among_several_sources_the_strongest_is_drawn(ogoh: Run, people: Path, tmp_path: Path) -> None:
    weaker, picture = tmp_path / "weaker.csv", tmp_path / "why.svg"
    weaker.write_text(people.read_text().replace("400123451", "409999999"), encoding="utf-8")
    ogoh("source", "add", "another", "--name", "Another ministry", "--kind", "entry_ban")
    ogoh("list", "import", weaker, "--source", "another", "--dated", "2026-02-10")
    ogoh("check", *FARRUKH, "--picture", picture)
    assert "The document numbers are the same." in picture.read_text(encoding="utf-8")


def test_where_nobody_comes_near_nothing_is_drawn(ogoh: Run, people: Path, tmp_path: Path) -> None:
    ran = ogoh("check", *NOBODY, "--list", people, "--picture", tmp_path / "why.svg")
    assert (ran.status, "nothing to draw" in ran.complained) == (0, True)
    assert not (tmp_path / "why.svg").exists()


@pytest.mark.parametrize("picture", ["why.png", "no/such/folder/why.svg"])
def test_a_picture_that_cannot_be_written_is_refused(ogoh: Run, people: Path, tmp_path: Path, picture: str) -> None:
    ran = ogoh("check", *FARRUKH, "--list", people, "--picture", tmp_path / picture)
    assert ran.status == 2
    assert is_one_paragraph(ran.complained)


def test_a_file_of_travellers_has_no_picture(ogoh: Run, people: Path, travellers: Path) -> None:
    out = travellers.with_name("answers.csv")
    ran = ogoh("check", travellers, "--out", out, "--list", people, "--picture", travellers.with_name("why.svg"))
    assert (ran.status, out.exists()) == (2, False)
