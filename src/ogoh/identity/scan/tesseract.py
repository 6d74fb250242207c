"""The program Tesseract: which models it has, and what it reads; pictures go in and text comes out by pipes only."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from time import monotonic

from PIL import Image

from ogoh.identity.scan.refusal import BY_HAND, ModelMissing, ReaderMissing, ReadingTooSlow

ZONE_MODELS = ("mrz", "ocrb", "mrzfast")
"""Models trained on the type of machine-readable zones, the best first."""
STOCK_MODEL = "eng"

_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
_STRANGE = re.compile(f"[^{_SIGNS}]")
_FOLDER = re.compile(r'in "(.*)" \(\d+\)')


@dataclass(frozen=True, slots=True)
class Line:
    """A line of signs as read, and where it stands in the picture, in pixels."""

    text: str
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Models:
    """The models that are installed, and the folder that holds them."""

    names: tuple[str, ...]
    folder: str


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program, until a point in time (of `time.monotonic`) at which whatever runs is ended."""

    program: str
    until: float
    seconds: float

    def models(self) -> Models:
        """Ask for the installed models. Raises `ReaderMissing`, `ReadingTooSlow`."""
        told = self._run("--list-langs")
        folder = _FOLDER.search(told)
        return Models(tuple(told.split("\n")[1:]), folder[1] if folder else "its folder tessdata")

    def choose(self, wanted: str | None) -> tuple[str, Models]:
        """The wanted model, or the best of those installed. Raises `ModelMissing` where there is none."""
        models = self.models()
        for name in (wanted,) if wanted else (*ZONE_MODELS, STOCK_MODEL):
            if name in models.names:
                return name, models
        raise ModelMissing(
            "The models of Tesseract",
            "none that could read a zone" if wanted is None else f"no {wanted!r}",
            " or ".join(f"{name}.traineddata" for name in (*ZONE_MODELS[:2], STOCK_MODEL)),
            f"Put one into {models.folder} (Debian has {STOCK_MODEL} in tesseract-ocr-eng), {BY_HAND}.",
        )

    def lines(self, picture: Image.Image, model: str) -> list[Line]:
        """Read a grey picture as one block of text in the signs of a zone."""
        sent = BytesIO()
        picture.save(sent, "PNG", compress_level=1)
        options = {"tessedit_char_whitelist": _SIGNS, "tessedit_create_tsv": "1", "load_system_dawg": "0"}
        options |= {"load_freq_dawg": "0"}
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        told = self._run("stdin", "stdout", "-l", model, "--psm", "6", "--dpi", "300", *settings, sent=sent.getvalue())
        return list(_lines(told))

    def _run(self, *arguments: str, sent: bytes = b"") -> str:
        # More threads than one make small pictures slower and starve whoever else is served.
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        pipe = subprocess.PIPE
        try:
            process = subprocess.Popen(  # noqa: S603 - the program is the installation's, the arguments are ours
                [self.program, *arguments],
                stdin=pipe,
                stdout=pipe,
                stderr=pipe,
                env=environment,
                start_new_session=True,
            )
        except OSError:
            raise _missing("no program of that name that can run", self.program) from None
        try:
            out, _ = process.communicate(sent, timeout=max(0.0, self.until - monotonic()))
        except subprocess.TimeoutExpired:
            raise self._too_slow() from None
        finally:
            _end(process)
        if process.returncode:
            raise _missing(f"it ended with code {process.returncode}", self.program)
        return out.decode("utf-8", "replace")

    def _too_slow(self) -> ReadingTooSlow:
        return ReadingTooSlow(
            "The reading of the picture",
            f"nothing after {self.seconds:g} seconds",
            "an answer by then",
            f"Take the picture again, of the page with the zone only and in good light, {BY_HAND}.",
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started, whatever happened, and close its pipes."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    for pipe in (process.stdin, process.stdout, process.stderr):
        with suppress(OSError):
            if pipe:
                pipe.close()
    process.wait()


def _missing(found: str, program: str) -> ReaderMissing:
    return ReaderMissing(
        f"Tesseract ({program})",
        found,
        "Tesseract 5, which reads pictures",
        f"Install it (Debian: tesseract-ocr and tesseract-ocr-eng), {BY_HAND}.",
    )


@dataclass(frozen=True, slots=True)
class _Word:
    line: tuple[str, ...]
    text: str
    left: int
    top: int
    right: int
    bottom: int


def _lines(told: str) -> Iterator[Line]:
    """Lines of a table as Tesseract writes it, cut where a gap is wider than three signs are high."""
    for _, words in groupby(_words(told), key=lambda word: word.line):
        part: list[_Word] = []
        for word in words:
            if part and word.left - part[-1].right > 3 * (word.bottom - word.top):
                yield _joined(part)
                part = []
            part.append(word)
        yield _joined(part)


def _words(told: str) -> Iterator[_Word]:
    for row in told.splitlines()[1:]:
        cells = row.split("\t")
        text = _STRANGE.sub("", cells[-1])
        if len(cells) == 12 and cells[0] == "5" and text:
            left, top, width, height = (int(cell) for cell in cells[6:10])
            yield _Word(tuple(cells[1:5]), text, left, top, left + width, top + height)


def _joined(words: list[_Word]) -> Line:
    return Line(
        text="".join(word.text for word in words),
        left=min(word.left for word in words),
        top=min(word.top for word in words),
        right=max(word.right for word in words),
        bottom=max(word.bottom for word in words),
    )
