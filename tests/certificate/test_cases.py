"""One table of cases, run through the verifier of the command and through the page in Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest

from ogoh.certificate import verify
from ogoh.certificate.verifying import Finding
from tests.certificate.cases import Table, make_table


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    return make_table(tmp_path_factory.mktemp("table"))


def test_every_case_is_what_the_table_says(table: Table) -> None:
    found = {
        one.called: str(verify(one.text, table.keys.keys, table.revoked.revoked, one.at).finding) for one in table.cases
    }
    assert found == {one.called: one.finding for one in table.cases}


def test_the_table_has_a_case_of_every_finding(table: Table) -> None:
    assert {one.finding for one in table.cases} == {str(finding) for finding in Finding}


def test_the_table_can_be_handed_on(table: Table, tmp_path: Path) -> None:
    table.write(tmp_path / "cases.json")
    assert (tmp_path / "cases.json").read_text(encoding="utf-8").count('"finding"') == len(table.cases)
