"""``ogoh demo --two-states`` where it cannot begin: nothing is made, and nobody else's folder or service is touched."""

from __future__ import annotations

import socket
from pathlib import Path

from tests.cli.conftest import Run, is_one_paragraph


def test_a_service_that_answers_already_is_not_taken_for_a_state(ogoh: Run, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        ran = ogoh("demo", "--two-states", "--home", tmp_path / "new", "--port", str(other.getsockname()[1]))
    assert (ran.status, "answers on" in ran.complained) == (2, True)
    assert is_one_paragraph(ran.complained)
    assert not (tmp_path / "new").exists()


def test_there_is_no_port_after_the_last(ogoh: Run, tmp_path: Path) -> None:
    ran = ogoh("demo", "--two-states", "--home", tmp_path / "new", "--port", "65535")
    assert (ran.status, "Choose a smaller one" in ran.complained) == (2, True)


def test_a_folder_with_something_else_is_left_alone(ogoh: Run, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("mine")
    ran = ogoh("demo", "--two-states", "--home", tmp_path, "--port", "65001")
    assert (ran.status, "holds something else" in ran.complained) == (2, True)
    assert (tmp_path / "letter").read_text() == "mine"
