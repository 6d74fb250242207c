"""``ogoh source`` and ``ogoh list``: results on standard output, words on standard error, status 0, 1 or 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ogoh
from tests.web.lists.people import FARRUKH, FOUR, NEVER_BORN, ZEBO, changed, list_file

MANY = tuple(changed(ZEBO, id=str(number), document_number=f"40{number:07}") for number in range(100, 140))


@pytest.mark.usefixtures("bans")
def test_a_source_is_shown_once_it_is_known(ogoh: Ogoh) -> None:
    assert ogoh("list", "show").stdout == "bans  Invented ministry  (entry_ban)  0 people on the list\n"


@pytest.mark.django_db
def test_where_no_source_is_known_the_way_to_make_one_is_told(ogoh: Ogoh) -> None:
    ended = ogoh("list", "show")
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert "ogoh source add" in ended.stderr


@pytest.mark.usefixtures("bans")
@pytest.mark.parametrize(("code", "kind"), [("bans", "entry_ban"), ("other", "wanted persons")])
def test_a_source_that_cannot_be_is_refused_in_one_line(ogoh: Ogoh, code: str, kind: str) -> None:
    ended = ogoh("source", "add", code, "--name", "Another", "--kind", kind)
    assert (ended.exit_code, ended.stdout, ended.stderr.strip().count("\n")) == (2, "", 0)


@pytest.mark.usefixtures("bans")
def test_an_import_says_what_it_read_and_what_it_changed(ogoh: Ogoh, tmp_path: Path) -> None:
    ended = ogoh("list", "import", list_file(tmp_path / "list.xlsx", FOUR), "--source", "bans", "--dated", "2026-01-10")
    assert ended.exit_code == 0
    assert ended.stdout.splitlines() == [
        "Imported: delivery 1 of bans, full, dated 2026-01-10.",
        "4 accepted + 0 rejected = 4 read.",
        "4 added, 0 changed, 0 removed, 0 unchanged.",
    ]
    again = ogoh("list", "import", tmp_path / "list.xlsx", "--source", "bans", "--dated", "2026-01-10")
    assert again.exit_code == 0
    assert "nothing was changed" in again.stdout


@pytest.mark.usefixtures("bans")
def test_rejected_rows_lie_beside_the_list_and_end_it_with_1(ogoh: Ogoh, tmp_path: Path) -> None:
    path = list_file(tmp_path / "list.csv", (*MANY, NEVER_BORN))
    ended = ogoh("list", "import", path, "--source", "bans", "--dated", "2026-01-10")
    assert ended.exit_code == 1
    assert "40 accepted + 1 rejected = 41 read." in ended.stdout
    assert "1 rejected for dob." in ended.stderr
    assert "31.02.1990" in (tmp_path / "list-rejects.csv").read_text(encoding="utf-8-sig")
    assert "31.02.1990" not in ended.output


@pytest.mark.usefixtures("bans")
def test_the_account_can_be_read_by_a_machine(ogoh: Ogoh, tmp_path: Path) -> None:
    path = list_file(tmp_path / "list.csv", (*MANY, NEVER_BORN))
    ended = ogoh("list", "import", path, "--source", "bans", "--dated", "2026-01-10", "--dry-run", "--json")
    told = json.loads(ended.stdout)
    assert (told["read"], told["accepted"], told["rejected_by_field"]) == (41, 40, {"dob": 1})
    assert (told["dry_run"], told["kind"], told["dated"]) == (True, "full", "2026-01-10")
    assert json.loads(ogoh("list", "show", "--json").stdout)[0]["deliveries"] == []


@pytest.mark.usefixtures("bans")
def test_a_refused_list_says_how_to_go_on_and_ends_with_2(ogoh: Ogoh, tmp_path: Path) -> None:
    ogoh("list", "import", list_file(tmp_path / "list.csv", FOUR), "--source", "bans", "--dated", "2026-02-10")
    older = list_file(tmp_path / "older.csv", FOUR[:3])
    ended = ogoh("list", "import", older, "--source", "bans", "--dated", "2026-01-10")
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert "--allow-older" in ended.stderr
    meant = ogoh("list", "import", older, "--source", "bans", "--dated", "2026-01-10", "--allow-older")
    assert meant.exit_code == 0


@pytest.mark.usefixtures("bans")
@pytest.mark.parametrize("name", ["absent.csv", "absent.xlsx", "absent.xml", "list.pdf"])
def test_a_file_that_is_not_there_or_no_list_is_told(ogoh: Ogoh, name: str) -> None:
    ended = ogoh("list", "import", name, "--source", "bans", "--dated", "2026-01-10")
    assert (ended.exit_code, ended.stdout, ended.stderr.strip().count("\n")) == (2, "", 0)
    assert name in ended.stderr


@pytest.mark.usefixtures("bans")
def test_columns_are_named_by_a_file(ogoh: Ogoh, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("whom,when\r\nРаҳимов Фаррух,1990\r\n", encoding="utf-8")
    (tmp_path / "map.yaml").write_text("whom: name\nwhen: dob\n")
    arguments = ("list", "import", "list.csv", "--source", "bans", "--dated", "2026-01-10", "--columns")
    assert ogoh(*arguments, "map.yaml").exit_code == 0
    assert ogoh(*arguments, "absent.yaml").exit_code == 2


@pytest.mark.usefixtures("bans")
def test_the_difference_between_two_deliveries_is_shown_by_reference(ogoh: Ogoh, tmp_path: Path) -> None:
    one = list_file(tmp_path / "one.csv", FOUR[:3])
    two = list_file(tmp_path / "two.csv", (changed(FARRUKH, grounds="судимость"), *FOUR[2:]))
    for path, dated in ((one, "2026-01-10"), (two, "2026-02-10")):
        ogoh("list", "import", path, "--source", "bans", "--dated", dated)
    ended = ogoh("list", "diff", "bans:1", "bans:2")
    assert (ended.exit_code, ended.stdout.splitlines()) == (0, ["+ 4", "~ 1", "- 2"])
    told = json.loads(ogoh("list", "diff", "bans:1", "bans:2", "--json").stdout)
    assert told == {"added": ["4"], "changed": ["1"], "removed": ["2"]}
    assert ogoh("list", "diff", "bans:1", "bans:9").exit_code == 2


@pytest.mark.usefixtures("bans")
def test_fresh_keys_are_left_alone(ogoh: Ogoh) -> None:
    ended = ogoh("list", "rekey")
    assert (ended.exit_code, ended.stderr) == (0, "All keys are those of this version.\n")
