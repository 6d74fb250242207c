"""Aliases as the compilers of the list write them into one cell."""

from __future__ import annotations

import pytest

from ogoh.delivery.un.names import split_aliases


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Azim Invented; Azeem Invented", ["Azim Invented", "Azeem Invented"]),
        ("Azim Invented b) Azeem J. Invented", ["Azim Invented", "Azeem J. Invented"]),
        ("Jin Invented (金铁三)", ["Jin Invented", "金铁三"]),
        ("حسن (Hassan One; Hasan Two)", ["حسن", "Hassan One", "Hasan Two"]),
        ("El Tailor (COMBAT NAME)", ["El Tailor"]),
        ("(Sheikh) Musa Invented", ["Musa Invented"]),
        (") Abdel Invented", ["Abdel Invented"]),
        ('"INVENTED, Abu"', ["INVENTED, Abu"]),
        ("Safia Invented, born 1 Jan. 1953 (passport no. 03825239)", ["Safia Invented"]),
        ("Mohammad Invented born in 1963", ["Mohammad Invented"]),
        ("", []),
        ("X", []),
    ],
)
def test_one_cell_may_hold_several_names_and_remarks(written: str, names: list[str]) -> None:
    assert split_aliases(written) == names
