"""CSV by blocks: parsed by Arrow as long as every line is one whole row, and row by row from the first that is not."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv

from ogoh.delivery.bulk.arrow import Array, read_csv
from ogoh.delivery.bulk.cells import ArrowColumn, CellBatch, batches_of_lines
from ogoh.delivery.opening import rows_of
from ogoh.delivery.rejects import is_rejects_file
from ogoh.delivery.tables import Table
from ogoh.delivery.tables.cell import LONGEST_CELL
from ogoh.delivery.tables.encoding import UNDECODABLE, encoding_of
from ogoh.delivery.tables.separated_values import separator_of

BLOCK = 8 << 20
"""Bytes: some seventy thousand rows."""

_WINDOW = LONGEST_CELL // 2
_UNREADABLE = (b"\x00", UNDECODABLE.encode())


class _UnlikeLines(Exception):  # noqa: N818  # the house names an exception by what happened
    """The file is to be read row by row from here on."""


def batches_of_csv(path: Path, table: Table, whole_text: frozenset[int]) -> Iterator[CellBatch]:
    """Every row below the headings. ``whole_text`` are the places of columns in which hardly a cell repeats."""
    number = 0
    if table.heading_row == 1 and not is_rejects_file(table.headings):
        try:
            for batch in _batches_of_blocks(path, len(table.headings), whole_text):
                yield batch
                number = int(batch.numbers[-1]) if len(batch) else number
        except _UnlikeLines:
            pass
        else:
            return
    yield from batches_of_lines((line for line in rows_of(table) if line[0] > number), len(table.headings))


def _batches_of_blocks(path: Path, width: int, whole_text: frozenset[int]) -> Iterator[CellBatch]:
    """One batch for each block, numbered as `table.rows` does; the headings are row 1. Raises _UnlikeLines."""
    encoding = encoding_of(path)
    separator = separator_of(path, encoding)
    number = 0
    for block in _blocks(path, encoding):
        parsed = _parsed(block, separator, width, whole_text)
        numbers = np.arange(number + 1, number + 1 + parsed.num_rows, dtype=np.int64)
        arrays = parsed.columns if number else [_without_first(array) for array in parsed.columns]
        yield CellBatch(numbers if number else numbers[1:], tuple(map(ArrowColumn, arrays)))
        number += parsed.num_rows


def _without_first(array: Array) -> Array:
    """A column without its heading, which must not stay among the distinct cells either."""
    rest = array.slice(1)
    return rest.dictionary_decode() if pa.types.is_dictionary(rest.type) else rest


def _blocks(path: Path, encoding: str) -> Iterator[bytes]:
    """The file as UTF-8, in blocks that end where a line ends. Raises _UnlikeLines for what cannot be decoded."""
    with path.open("rb") as file:
        rest = b""
        for text in _utf8(file, encoding):
            text = rest + text
            end = text.rfind(b"\n") + 1
            if not end:
                raise _UnlikeLines
            yield text[:end]
            rest = text[end:]
        if rest:
            yield rest + b"\n"


def _utf8(file: BufferedReader, encoding: str) -> Iterator[bytes]:
    if encoding in ("utf-8", "utf-8-sig"):
        if file.peek(3).startswith(codecs.BOM_UTF8):
            file.read(3)
        while chunk := file.read(BLOCK):
            yield chunk
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(BLOCK):
            yield decoder.decode(chunk).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeDecodeError as error:
        raise _UnlikeLines from error


def _parsed(block: bytes, separator: str, width: int, whole_text: frozenset[int]) -> pa.RecordBatch:
    """A block as columns of text. Raises _UnlikeLines unless each line is one row of ``width`` cells."""
    _refuse_unlike_lines(block)
    quoted = b'"' in block
    names = [str(place) for place in range(width)]
    repeating = pa.dictionary(pa.int32(), pa.string())
    kinds = {name: pa.string() if place in whole_text else repeating for place, name in enumerate(names)}
    try:
        table = read_csv(
            pa.BufferReader(block),
            pyarrow.csv.ReadOptions(column_names=names, use_threads=False, block_size=len(block) + 1),
            pyarrow.csv.ParseOptions(
                delimiter=separator, quote_char='"' if quoted else False, ignore_empty_lines=False
            ),
            pyarrow.csv.ConvertOptions(column_types=kinds, strings_can_be_null=False),
        )
    except pa.ArrowInvalid as error:
        raise _UnlikeLines from error
    batch: pa.RecordBatch = table.combine_chunks().to_batches()[0]
    if batch.num_rows != block.count(b"\n") or (quoted and _ends_in_quotation(batch)):
        raise _UnlikeLines
    return batch


def _refuse_unlike_lines(block: bytes) -> None:
    """Bytes that stand for no letter, line ends of another kind, and lines that may hold an overlong cell.

    And a byte order mark that begins a later block: Arrow would take it away.
    """
    if any(sign in block for sign in _UNREADABLE) or block.startswith(codecs.BOM_UTF8):
        raise _UnlikeLines
    if b"\r" in block and _has_lone_return(np.frombuffer(block, np.uint8)):
        raise _UnlikeLines
    if any(block.find(b"\n", start, start + _WINDOW) < 0 for start in range(0, len(block) - _WINDOW, _WINDOW)):
        raise _UnlikeLines


def _has_lone_return(signs: npt.NDArray[np.uint8]) -> bool:
    """Whether a carriage return is followed by anything but a line feed; a block ends with a line feed."""
    return bool(((signs[:-1] == ord("\r")) & (signs[1:] != ord("\n"))).any())


def _ends_in_quotation(batch: pa.RecordBatch) -> bool:
    """Whether the last row has swallowed the end of its line: its quotation goes on, or nobody closed it."""
    return any("\n" in str(column[-1].as_py()) for column in batch.columns)
