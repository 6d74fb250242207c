"""Lists of invented people, written as files the way authorities deliver them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ogoh.delivery import ColumnMap, Entry, OpenDelivery, Rejected, open_delivery

TODAY = date(2026, 3, 1)
Outcome = Entry | Rejected
ReadList = Callable[..., list[Outcome]]


@pytest.fixture
def csv_list(tmp_path: Path) -> Callable[..., Path]:
    """Write lines as a CSV file and give back its path."""

    def write(*lines: str, encoding: str = "utf-8", name: str = "list.csv") -> Path:
        path = tmp_path / name
        path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
        return path

    return write


@pytest.fixture
def opened(csv_list: Callable[..., Path]) -> Callable[..., OpenDelivery]:
    """Open lines of CSV as a delivery on 1 March 2026."""

    def open_lines(*lines: str, columns: ColumnMap | None = None) -> OpenDelivery:
        return open_delivery(csv_list(*lines), columns, TODAY)

    return open_lines


@pytest.fixture
def read(opened: Callable[..., OpenDelivery]) -> ReadList:
    """Read lines of CSV as a delivery on 1 March 2026."""

    def read_lines(*lines: str, columns: ColumnMap | None = None) -> list[Outcome]:
        with opened(*lines, columns=columns) as delivery:
            return list(delivery.rows())

    return read_lines


@pytest.fixture
def entry(read: ReadList) -> Callable[..., Entry]:
    """The only row of a list, which is accepted."""

    def read_one(*lines: str) -> Entry:
        (only,) = read(*lines)
        assert isinstance(only, Entry), only
        return only

    return read_one


@pytest.fixture
def rejected(read: ReadList) -> Callable[..., Rejected]:
    """The only row of a list, which is rejected."""

    def read_one(*lines: str) -> Rejected:
        (only,) = read(*lines)
        assert isinstance(only, Rejected), only
        return only

    return read_one
