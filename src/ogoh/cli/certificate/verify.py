"""``ogoh certificate verify`` and ``page``: what a certificate is, without a network."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ogoh.cli.certificate.keys import read_day, refusing_certificates
from ogoh.cli.telling import REJECTED, UNUSABLE, refuse, say, tell
from ogoh.cli.words import Language, Words

if TYPE_CHECKING:
    from ogoh.certificate import Holder, RevokedFile, Statement, Verified

Keys = Annotated[Path, typer.Option(help="The file of keys, from the office itself.")]
Revoked = Annotated[Path | None, typer.Option(help="The file of revoked numbers.")]


def verify(
    certificate: Annotated[str, typer.Argument(help="A picture of the code, a file with its text, or the text.")],
    keys: Keys,
    revoked: Revoked = None,
    at: Annotated[str, typer.Option(help="Verify as at the end of this day, as 2026-11-01; now.")] = "",
    holder: Annotated[
        tuple[str, str, str],
        typer.Option(metavar="NAME BORN DOCUMENT", help="Whether it is this person's; the name in either script."),
    ] = ("", "", ""),
    language: Annotated[Language, typer.Option(help="The language of the answer.")] = Language.ENGLISH,
    as_json: Annotated[bool, typer.Option("--json", help="Give the result as JSON.")] = False,
) -> None:
    """Say what a certificate is and what it says. Status 0: valid; 1: found wrong; 2: nothing to verify."""
    with refusing_certificates():
        from ogoh.certificate import end_of, matches, read_key_file
        from ogoh.certificate import verify as verify_text

        moment = end_of(read_day(at)) if at else datetime.now(UTC)
        asked = _holder(holder)
        key_file = read_key_file(keys)
        revoked_file = _revoked(revoked, keys)
        text = _text(certificate)
        found = verify_text(text, key_file.keys, revoked_file.revoked if revoked_file else None, moment)
        is_theirs = matches(found.statement, asked) if asked and found.statement else None
    _say(found, is_theirs, language, as_json=as_json)
    raise typer.Exit(_status(found, is_theirs))


def _status(found: Verified, is_theirs: bool | None) -> int:
    if found.finding == "not_a_certificate":
        return UNUSABLE
    return 0 if found.is_valid and is_theirs is not False else REJECTED


def _holder(typed: tuple[str, str, str]) -> Holder | None:
    from ogoh.certificate import Holder
    from ogoh.identity import read_birth, read_document

    if not any(typed):
        return None
    name, born, document = typed
    return Holder(name, read_birth(born), read_document(document))


def _revoked(path: Path | None, keys: Path) -> RevokedFile | None:
    from ogoh.certificate import read_key_file, read_revoked_file

    return read_revoked_file(path, read_key_file(keys).root) if path else None


def _text(certificate: str) -> str:
    """The text itself, or that of the file of this name."""
    from ogoh.certificate.issuing import PREFIX
    from ogoh.certificate.picture import text_in_picture

    if certificate.strip()[: len(PREFIX)].upper() == PREFIX:
        return certificate
    path = Path(certificate)
    try:
        with path.open("rb") as file:
            start = file.read(6_000)
    except (OSError, ValueError):
        refuse(f"{certificate[:80]!r} is neither a certificate's text, which begins with {PREFIX}, nor a file.")
    if start.lstrip()[: len(PREFIX)].upper() == PREFIX.encode():
        return start.decode("utf-8", "replace")
    return text_in_picture(path)


def _say(found: Verified, is_theirs: bool | None, language: Language, *, as_json: bool) -> None:
    from ogoh.certificate import finding_in_words, told
    from ogoh.certificate.words import ANOTHER_HOLDER, THIS_HOLDER

    translate = Words.of(language).translate
    if as_json:
        say(json.dumps(_as_json(found, is_theirs, finding_in_words(found, translate)), ensure_ascii=False))
        return
    say(finding_in_words(found, translate))
    if is_theirs is not None:
        say(translate(THIS_HOLDER if is_theirs else ANOTHER_HOLDER))
    for line in told(found, translate):
        say(line)


def _as_json(found: Verified, is_theirs: bool | None, sentence: str) -> dict[str, object]:
    return {
        "finding": str(found.finding),
        "sentence": sentence,
        "day": found.day and str(found.day),
        "revoked_as_of": found.revoked_as_of and str(found.revoked_as_of),
        "is_of_holder": is_theirs,
        "statement": found.statement and _statement_as_json(found.statement),
    }


def _statement_as_json(statement: Statement) -> dict[str, object]:
    return {
        "number": statement.number,
        "office": statement.office,
        "issued": statement.issued.isoformat(),
        "expires": statement.expires.isoformat(),
        "last_day": str(statement.last_day),
        "document_end": statement.document_end,
        "answers": [
            {
                "source": one.source,
                "kind": str(one.kind),
                "as_of": str(one.as_of),
                "answer": str(one.answer),
                "grounds": one.grounds or None,
            }
            for one in statement.answers
        ],
    }


def page(
    keys: Keys,
    out: Annotated[Path, typer.Option(help="Where the page goes.")],
    revoked: Revoked = None,
) -> None:
    """Write the page that verifies certificates in a browser, with these lists in it; one file, no network."""
    with refusing_certificates():
        from ogoh.certificate import read_key_file
        from ogoh.certificate.list_files import write_whole
        from ogoh.certificate.verifying_page import verifying_page

        words = {one: Words.of(one) for one in Language}
        translations = {words[one].tag: words[one].translate for one in Language}
        html = verifying_page(read_key_file(keys), _revoked(revoked, keys), translations)
        write_whole(out, html.encode(), 0o644)
    tell(f"Page written to {out}.")
