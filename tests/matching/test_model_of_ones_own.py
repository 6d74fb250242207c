"""An office that trained a model uses it by naming its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ogoh.matching.model import UnusableModelError, model

SHIPPED = Path(__file__).parents[2] / "src" / "ogoh" / "matching" / "data" / "model.yaml"


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    model.cache_clear()
    yield
    model.cache_clear()


def test_the_named_file_is_the_model_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.yaml"
    text = SHIPPED.read_text(encoding="utf-8")
    own.write_text(text.replace(f'version: "{model().version}"', 'version: "ours"'), encoding="utf-8")
    monkeypatch.setenv("OGOH_MODEL", str(own))
    model.cache_clear()
    assert model().version == "ours"


@pytest.mark.parametrize("text", ["", "version: [", "name: {}", "\x00"])
def test_a_file_that_is_no_model_is_named_with_the_way_on(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(text, encoding="utf-8")
    monkeypatch.setenv("OGOH_MODEL", str(own))
    model.cache_clear()
    with pytest.raises(UnusableModelError, match=r"own\.yaml.*ogoh train"):
        model()


def test_a_file_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OGOH_MODEL", str(tmp_path / "none.yaml"))
    model.cache_clear()
    with pytest.raises(UnusableModelError, match=r"none\.yaml"):
        model()
