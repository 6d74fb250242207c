"""Keys are made, certificates verified, and whatever is no certificate gets one plain sentence."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ogoh.certificate import KeyRing, SigningKey, issue
from ogoh.certificate.code import qr_png
from tests.certificate.people import statement
from tests.cli.conftest import Run, is_one_paragraph

NOW = datetime.now(UTC)


@pytest.fixture
def folders(ogoh: Run, tmp_path: Path) -> tuple[str, ...]:
    options = ("--ring", str(tmp_path / "ring"), "--root", str(tmp_path / "root"))
    assert ogoh("certificate", "keys", "new", *options).status == 0
    return options


@pytest.fixture
def ring(tmp_path: Path, folders: tuple[str, ...]) -> KeyRing:
    return KeyRing(tmp_path / "ring")


@pytest.fixture
def lists(ring: KeyRing) -> tuple[str | Path, ...]:
    return ("--keys", ring.folder / "keys.json", "--revoked", ring.folder / "revoked.json")


@pytest.fixture
def text(ring: KeyRing) -> str:
    return issue(statement(NOW), ring.signing_key(NOW))


def test_a_genuine_text_is_told_with_its_days_and_never_as_a_permission(
    ogoh: Run, text: str, lists: tuple[str | Path, ...]
) -> None:
    ran = ogoh("certificate", "verify", text, *lists)
    assert (ran.status, ran.complained) == (0, "")
    assert ran.told.startswith("The signature is genuine, and the certificate still holds.\n")
    assert "Entry bans (ru-mvd), as of 11 May 2026: No record found." in ran.told
    assert "No answer here is a permission to enter." in ran.told


def test_it_is_read_from_a_picture_a_turned_one_and_a_text_file(
    ogoh: Run, text: str, lists: tuple[str | Path, ...], tmp_path: Path
) -> None:
    picture = Image.open(BytesIO(qr_png(text))).convert("L")
    picture.rotate(17, expand=True, fillcolor=255).save(tmp_path / "photo.jpg", quality=60)
    (tmp_path / "code.png").write_bytes(qr_png(text))
    (tmp_path / "text.txt").write_text(f"\n {text}\n")
    for name in ("photo.jpg", "code.png", "text.txt"):
        assert ogoh("certificate", "verify", tmp_path / name, *lists).status == 0, name


def test_what_is_wrong_ends_with_one_and_one_sentence(
    ogoh: Run, text: str, ring: KeyRing, lists: tuple[str | Path, ...]
) -> None:
    later = str((NOW + timedelta(days=40)).date())
    wrong = {
        "A part of the certificate is missing": (text[:-9],),
        "The text was changed on its way": (text.lower(),),
        "not on the list of keys": (issue(statement(NOW), SigningKey.new()),),
        "The certificate has expired": (text, "--at", later),
        "that is still to come": (text, "--at", "2026-01-01"),
    }
    for sentence, arguments in wrong.items():
        ran = ogoh("certificate", "verify", *arguments, *lists)
        assert (ran.status, ran.complained) == (1, "")
        assert sentence in ran.told.splitlines()[0]


def test_what_holds_no_certificate_ends_with_two(
    ogoh: Run, text: str, lists: tuple[str | Path, ...], tmp_path: Path
) -> None:
    other = issue(statement(NOW), KeyRing(tmp_path / "ring").signing_key(NOW))
    codes = [Image.open(BytesIO(qr_png(one))).convert("L") for one in (text, other)]
    both = Image.new("L", (codes[0].width, codes[0].height + codes[1].height), 255)
    both.paste(codes[0], (0, 0))
    both.paste(codes[1], (0, codes[0].height))
    both.save(tmp_path / "both.png")
    Image.effect_noise((640, 480), 80).save(tmp_path / "cat.jpg")
    (tmp_path / "cut.jpg").write_bytes((tmp_path / "cat.jpg").read_bytes()[:9000])
    (tmp_path / "big.jpg").write_bytes(bytes(40_000_000))
    (tmp_path / "wide.png").write_bytes(_png_of_many_pixels())
    (tmp_path / "address.png").write_bytes(qr_png("https://example.org"))
    expected = {
        "both.png": "2 certificates",
        "cat.jpg": "No QR code was found",
        "cut.jpg": "cut off or damaged",
        "big.jpg": "larger than 10 MB",
        "wide.png": "too many pixels",
        "address.png": "none of a certificate",
        "nowhere.png": "nor a file",
        "ring/keys.json": "neither a picture",
    }
    for name, sentence in expected.items():
        ran = ogoh("certificate", "verify", tmp_path / name, *lists)
        assert (ran.status, ran.told) == (2, ""), name
        assert sentence in ran.complained, name


def _png_of_many_pixels() -> bytes:
    out = BytesIO()
    Image.new("1", (10_000, 7_000)).save(out, "PNG")
    return out.getvalue()


def test_a_holder_is_confirmed_or_not(ogoh: Run, text: str, lists: tuple[str | Path, ...]) -> None:
    theirs = ogoh("certificate", "verify", text, *lists, "--holder", "FARRUKH RAHIMOV", "12.05.1990", "A1234567")
    assert (theirs.status, theirs.told.splitlines()[1]) == (0, "It was issued to this holder.")
    another = ogoh("certificate", "verify", text, *lists, "--holder", "Karim Rahimov", "12.05.1990", "A1234567")
    assert another.status == 1
    assert "not issued to this holder" in another.told


def test_a_holder_is_confirmed_in_the_other_script(ogoh: Run, text: str, lists: tuple[str | Path, ...]) -> None:
    theirs = ogoh("certificate", "verify", text, *lists, "--holder", "Раҳимов Фаррух", "12.05.1990", "A1234567")
    assert (theirs.status, theirs.told.splitlines()[1]) == (0, "It was issued to this holder.")


def test_a_page_that_cannot_be_written_is_named_as_it_was_asked_for(
    ogoh: Run, lists: tuple[str | Path, ...], tmp_path: Path
) -> None:
    out = tmp_path / "nowhere" / "x.html"
    ran = ogoh("certificate", "page", *lists, "--out", out)
    assert (ran.status, is_one_paragraph(ran.complained)) == (2, True)
    assert ran.complained.startswith(f"{out}: ")


def test_it_speaks_the_reader_s_language_and_to_machines(ogoh: Run, text: str, lists: tuple[str | Path, ...]) -> None:
    assert "Ҳақиқӣ" not in ogoh("certificate", "verify", text, *lists, "--language", "ru").told
    assert ogoh("certificate", "verify", text, *lists, "--language", "ru").told.startswith("Подпись подлинная")
    found = ogoh("certificate", "verify", text, *lists, "--json").parsed
    assert (found["finding"], found["statement"]["document_end"]) == ("valid", "4567")
    assert ogoh("certificate", "verify", text, *lists, "--language", "xx").status == 2


def test_a_revoked_number_is_refused(
    ogoh: Run, text: str, lists: tuple[str | Path, ...], folders: tuple[str, ...]
) -> None:
    assert ogoh("certificate", "revoke", "7k4m2-q9x1a", *folders).status == 0
    ran = ogoh("certificate", "verify", text, *lists)
    assert (ran.status, ran.told) == (1, "The office has taken this certificate back. It does not count.\n")
    assert ogoh("certificate", "revoke", "nonsense", *folders).status == 2


def test_the_life_of_a_key(ogoh: Run, text: str, lists: tuple[str | Path, ...], folders: tuple[str, ...]) -> None:
    ring = folders[:2]
    kid = ogoh("certificate", "keys", "list", *ring, "--json").parsed["keys"][0]["kid"]
    assert ogoh("certificate", "keys", "rotate", *folders).status == 0
    assert ogoh("certificate", "keys", "renew", *folders).status == 0
    assert ogoh("certificate", "verify", text, *lists).status == 0
    today = str(NOW.date())
    assert ogoh("certificate", "keys", "lost", kid, "--since", today, *folders).status == 0
    ran = ogoh("certificate", "verify", text, *lists)
    assert ran.status == 1
    assert "was lost on" in ran.told
    assert "lost since" in ogoh("certificate", "keys", "list", *ring).told


@pytest.mark.parametrize("day", ["tomorrow", "2999-01-01"])
def test_a_day_that_is_none_or_to_come_is_refused(ogoh: Run, folders: tuple[str, ...], day: str) -> None:
    kid = ogoh("certificate", "keys", "list", *folders[:2], "--json").parsed["keys"][0]["kid"]
    ran = ogoh("certificate", "keys", "lost", kid, "--since", day, *folders)
    assert (ran.status, ran.told) == (2, "")


def test_without_its_ring_root_or_lists_it_says_what_is_missing(
    ogoh: Run, text: str, tmp_path: Path, folders: tuple[str, ...]
) -> None:
    assert "holds no key ring" in ogoh("certificate", "keys", "list", "--ring", tmp_path / "no").complained
    assert (
        "root key in its place"
        in ogoh("certificate", "keys", "rotate", "--ring", tmp_path / "ring", "--root", tmp_path / "no").complained
    )
    (tmp_path / "damaged.json").write_text("{}")
    for name in ("no.json", "damaged.json"):
        assert ogoh("certificate", "verify", text, "--keys", tmp_path / name).status == 2


def test_the_page_is_one_file_that_names_its_scripts(ogoh: Run, lists: tuple[str | Path, ...], tmp_path: Path) -> None:
    out = tmp_path / "verify.html"
    assert ogoh("certificate", "page", *lists, "--out", out).status == 0
    page = out.read_text(encoding="utf-8")
    assert "default-src 'none'; script-src 'sha256-" in page
    assert "src=" not in page.split("<script>")[0]
    assert stat.S_IMODE(out.stat().st_mode) == 0o644


def test_no_command_issues(ogoh: Run) -> None:
    assert ogoh("certificate", "issue").status == 2
