"""Every public sentence stands in every catalogue, whole and with its placeholders."""

from __future__ import annotations

import subprocess
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def catalogues() -> ModuleType:
    """The command that keeps the catalogues, as a module."""
    loader = SourceFileLoader("catalogues", str(ROOT / "script" / "catalogues"))
    spec = spec_from_loader("catalogues", loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_every_public_sentence_is_translated_into_every_language() -> None:
    check = subprocess.run([ROOT / "script" / "catalogues", "--check"], capture_output=True, text=True, check=False)
    assert check.returncode == 0, check.stdout + check.stderr


def test_sentences_of_pages_forms_and_matching_are_all_found(catalogues: ModuleType) -> None:
    found = {message.id for message in catalogues.sentences()}
    assert {"Check before you travel", "Write your birth date.", "The sex is the same."} <= found


@pytest.mark.parametrize(
    ("string", "flags", "fault"),
    [
        ("", (), "not translated"),
        ("то {right}", (), "other placeholders"),
        ("{left} {right}", ("fuzzy",), "fuzzy"),
    ],
)
def test_a_sentence_that_is_not_whole_is_found_out(
    catalogues: ModuleType, string: str, flags: tuple[str, ...], fault: str
) -> None:
    wanted, held = Catalog(), Catalog()
    wanted.add("{left} and {right}")
    held.add("{left} and {right}", string, flags=flags)
    assert [line for line in catalogues.faults("tg", held, wanted) if fault in line]


def test_a_sentence_that_no_source_says_any_more_is_found_out(catalogues: ModuleType) -> None:
    held = Catalog()
    held.add("Hello", "Салом")
    assert "no source says any more" in next(catalogues.faults("tg", held, Catalog()))
