from __future__ import annotations

from pathlib import Path
from time import monotonic, sleep

import pytest

from ogoh.identity.scan import ModelMissing, ReaderMissing, ReadingTooSlow, read_zone_in_picture
from ogoh.identity.scan.tesseract import Tesseract
from tests.identity.scan.drawing import as_bytes, texture

PHOTO = as_bytes(texture((300, 200), 1))


def _program(folder: Path, models: str = "eng", otherwise: str = "exit 0") -> str:
    """A program that has these models and, asked to read, does something of its own."""
    listed = f'List of available languages in "/somewhere/tessdata/" (1):\\n{models}\\n'
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\nif [ \"$1\" = --list-langs ]; then printf '{listed}'; exit; fi\n{otherwise}\n")
    path.chmod(0o755)
    return str(path)


def _chosen(program: str, wanted: str | None = None) -> str:
    return Tesseract(program, monotonic() + 60, 60).choose(wanted)[0]


@pytest.mark.parametrize(
    ("models", "chosen"),
    [("eng\\nmrz\\nocrb", "mrz"), ("eng\\nocrb\\nrus", "ocrb"), ("eng\\nmrzfast", "mrzfast"), ("eng\\nosd", "eng")],
)
def test_a_model_of_zones_comes_before_the_general_one(tmp_path: Path, models: str, chosen: str) -> None:
    assert _chosen(_program(tmp_path, models)) == chosen


def test_without_a_model_the_folder_for_it_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"mrz\.traineddata.*Put one into /somewhere/tessdata/"):
        _chosen(_program(tmp_path, "osd\\nrus"))


def test_a_wanted_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="found no 'mrz'"):
        _chosen(_program(tmp_path), "mrz")


def test_without_the_program_it_is_said_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(ReaderMissing, match=r"Install it \(Debian: tesseract-ocr and tesseract-ocr-eng\).*by hand"):
        read_zone_in_picture(PHOTO, tesseract=str(tmp_path / "none"))


def test_a_program_that_fails_is_no_reader(tmp_path: Path) -> None:
    with pytest.raises(ReaderMissing, match="ended with code 7"):
        read_zone_in_picture(PHOTO, tesseract=_program(tmp_path, otherwise="cat >/dev/null; exit 7"))


def test_what_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    child = tmp_path / "child"
    slow = _program(tmp_path, otherwise=f"sleep 300 & echo $! >{child}; wait")
    with pytest.raises(ReadingTooSlow, match="nothing after 2 seconds"):
        read_zone_in_picture(PHOTO, tesseract=slow, seconds=2)
    assert _is_gone(Path(f"/proc/{child.read_text().strip()}/stat"))


def _is_gone(state: Path) -> bool:
    """Whether a killed process is dead within ten seconds; that nobody collects it does not matter."""
    until = monotonic() + 10
    while monotonic() < until:
        try:
            if state.read_text().rsplit(")", 1)[1].split()[0] in "ZX":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        sleep(0.05)
    return False


def test_the_picture_goes_in_by_a_pipe_and_the_text_comes_out_by_one(tmp_path: Path) -> None:
    told = tmp_path / "told"
    program = _program(tmp_path, otherwise=f'echo "$1 $2" >>{told}; cat >/dev/null')
    with pytest.raises(Exception, match="no machine-readable zone"):
        read_zone_in_picture(PHOTO, tesseract=program, seconds=60)
    assert set(told.read_text().splitlines()) == {"stdin stdout"}
    assert {path.name for path in tmp_path.iterdir()} == {"told", "tesseract"}
