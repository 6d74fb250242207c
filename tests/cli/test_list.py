"""``ogoh source`` and ``ogoh list``: taking a list in and seeing what is held."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, is_one_paragraph

pytestmark = pytest.mark.django_db
TAKE_IN = ("--source", "bans", "--dated", "2026-01-10")


@pytest.fixture(autouse=True)
def bans(db: None, ogoh: Run) -> None:
    assert ogoh("source", "add", "bans", "--name", "Invented ministry", "--kind", "entry_ban").status == 0


def test_a_source_says_what_comes_next(ogoh: Run) -> None:
    ran = ogoh("source", "add", "registry", "--name", "Invented registry", "--kind", "controlled_persons")
    assert (ran.status, ran.told) == (0, "")
    assert "ogoh list import FILE --source registry" in ran.complained


@pytest.mark.parametrize(("code", "kind"), [("bans", "entry_ban"), ("new", "wanted"), ("two words", "entry_ban")])
def test_a_source_that_cannot_be_is_refused(ogoh: Run, code: str, kind: str) -> None:
    ran = ogoh("source", "add", code, "--name", "Somebody", "--kind", kind)
    assert ran.status == 2
    assert is_one_paragraph(ran.complained)


def test_an_import_gives_the_account_of_every_row(ogoh: Run, people: Path) -> None:
    ran = ogoh("list", "import", people, *TAKE_IN)
    assert ran.status == 0
    assert ran.told.splitlines() == [
        "Imported: delivery 1 of bans, full, dated 2026-01-10.",
        "3 accepted + 0 rejected = 3 read.",
        "3 added, 0 changed, 0 removed, 0 unchanged.",
    ]


def test_a_repeated_import_says_so(ogoh: Run, people: Path) -> None:
    ogoh("list", "import", people, *TAKE_IN)
    ran = ogoh("list", "import", people, *TAKE_IN)
    assert (ran.status, ran.told) == (
        0,
        "This file is held already as delivery 1 of bans; nothing was changed.\n",
    )


def test_rejected_rows_end_with_one_and_wait_beside_the_list(ogoh: Run, people: Path) -> None:
    people.write_text(people.read_text() + "4,Ҷӯраев Комил,31.02.1990,400111222,\n")
    ran = ogoh("list", "import", people, *TAKE_IN, "--allow-rejects")
    assert ran.status == 1
    assert "3 accepted + 1 rejected = 4 read." in ran.told
    assert "1 rejected for dob." in ran.complained
    assert "31.02.1990" in (people.parent / "list-rejects.csv").read_text(encoding="utf-8-sig")


def test_rejected_rows_go_where_they_are_told_to(ogoh: Run, people: Path, tmp_path: Path) -> None:
    people.write_text(people.read_text() + "4,Ҷӯраев Комил,31.02.1990,400111222,\n")
    ogoh("list", "import", people, *TAKE_IN, "--allow-rejects", "--rejects", tmp_path / "mend.xlsx")
    assert (tmp_path / "mend.xlsx").exists()
    assert not (tmp_path / "list-rejects.csv").exists()


def test_a_dry_run_writes_nothing_of_what_it_tells(ogoh: Run, people: Path) -> None:
    ran = ogoh("list", "import", people, *TAKE_IN, "--dry-run")
    assert (ran.status, ran.told.split(":")[0]) == (0, "Tried, nothing written")
    assert ogoh("list", "show", "--json").parsed[0]["deliveries"] == []


def test_an_import_speaks_json(ogoh: Run, people: Path) -> None:
    told = ogoh("list", "import", people, *TAKE_IN, "--json").parsed
    assert (told["read"], told["accepted"], told["rejected"], told["added"]) == (3, 3, 0, 3)
    assert (told["dated"], told["kind"], told["repeated"], told["dry_run"]) == ("2026-01-10", "full", False, False)


@pytest.mark.parametrize(
    ("name", "content", "arguments"),
    [
        ("none.csv", None, TAKE_IN),
        ("empty.csv", b"", TAKE_IN),
        ("list.doc", b"x", TAKE_IN),
        ("list.xlsx", b"no spreadsheet", TAKE_IN),
        ("list.csv", b"colour,size\nred,1\n", TAKE_IN),
        ("list.csv", "name\nРаҳимов Фаррух\n".encode(), ("--source", "other", "--dated", "2026-01-10")),
        ("list.csv", "name\nРаҳимов Фаррух\n".encode(), ("--source", "bans")),
        ("list.csv", "name\nРаҳимов Фаррух\n".encode(), (*TAKE_IN, "--columns", "/no/such/map.yaml")),
    ],
)
def test_what_cannot_be_taken_in_is_refused_in_one_paragraph(
    ogoh: Run, tmp_path: Path, name: str, content: bytes | None, arguments: tuple[str, ...]
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    ran = ogoh("list", "import", tmp_path / name, *arguments)
    assert (ran.status, ran.told) == (2, "")
    assert is_one_paragraph(ran.complained)


def test_a_day_that_is_none_is_refused(ogoh: Run, people: Path) -> None:
    ran = ogoh("list", "import", people, "--source", "bans", "--dated", "10.01.2026")
    assert ran.status == 2
    assert "--dated" in ran.complained


def test_what_is_held_is_shown_with_its_deliveries(ogoh: Run, people: Path) -> None:
    ogoh("list", "import", people, *TAKE_IN)
    ran = ogoh("list", "show")
    assert ran.told.splitlines()[0] == "bans  Invented ministry  (entry_ban)  3 people on the list"
    assert "2026-01-10  full  3 read, 0 rejected, 3 added" in ran.told
    (shown,) = ogoh("list", "show", "--json").parsed
    assert (shown["alive"], shown["deliveries"][0]["accepted"]) == (3, 3)


def test_a_difference_is_told_by_reference(ogoh: Run, people: Path) -> None:
    ogoh("list", "import", people, *TAKE_IN)
    lines = people.read_text().splitlines(keepends=True)
    people.write_text("".join([*lines[:2], lines[2].replace("400999777", "401000001"), "4,Ҳакимзода Анора,1994,,\n"]))
    ogoh("list", "import", people, "--source", "bans", "--dated", "2026-02-10")
    ran = ogoh("list", "diff", "bans:1", "bans:2")
    assert (ran.status, ran.told) == (0, "+ 4\n~ 2\n- 3\n")
    assert ogoh("list", "diff", "bans:1", "bans:2", "--json").parsed == {
        "added": ["4"],
        "changed": ["2"],
        "removed": ["3"],
    }
    unknown = ogoh("list", "diff", "bans:1", "bans:9")
    assert unknown.status == 2
    assert is_one_paragraph(unknown.complained)


def test_keys_are_made_anew_where_they_are_stale(ogoh: Run, people: Path) -> None:
    from ogoh.web.lists.models import Source

    ogoh("list", "import", people, *TAKE_IN)
    assert "All keys" in ogoh("list", "rekey").complained
    Source.objects.update(keys_version="1-older")
    refused = ogoh("check", "--name", "Раҳимов Фаррух")
    assert (refused.status, "ogoh list rekey" in refused.complained) == (2, True)
    assert "3 listings" in ogoh("list", "rekey").complained
    assert ogoh("check", "--name", "Раҳимов Фаррух").status == 0
