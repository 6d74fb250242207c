"""The page that verifies in a browser: one file put together from those in ``verify_page``, with the lists in it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from html import escape
from importlib import resources

from ogoh.certificate import verify_words, words
from ogoh.certificate.list_files import KeyFile, RevokedFile
from ogoh.certificate.words import Translate

OWN_NAMES = {
    "tg": "Тоҷикӣ",
    "ru": "Русский",
    "uz-Latn": "Oʻzbekcha",
    "uz-Cyrl": "Ўзбекча",
    "ky": "Кыргызча",
    "en": "English",
}
"""What speakers call their languages, by BCP 47 tag."""

_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {style}; img-src data: blob:; base-uri 'none'; "
    "form-action 'none'"
)


def verifying_page(keys: KeyFile, revoked: RevokedFile | None, translations: Mapping[str, Translate]) -> str:
    """The page as HTML; ``translations`` by BCP 47 tag, in the order in which the page offers them."""
    style, decoder = _part("style.css"), _part("jsQR.js")
    script = "\n".join(map(_part, ("reading.js", "verifying.js", "page.js")))
    data = {
        "root": keys.root.point.hex(),
        "fingerprint": keys.root.fingerprint,
        "keys": keys.letters,
        "revoked": revoked.letters if revoked else None,
        "languages": [_language(tag, translate) for tag, translate in translations.items()],
    }
    policy = _POLICY.format(scripts=f"{_hash_of(decoder)} {_hash_of(script)}", style=_hash_of(style))
    parts = {
        "{policy}": policy,
        "{style}": style,
        "{noscript}": _without_script(translations),
        # Nothing in the data can end its element.
        "{data}": json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
        "{decoder}": decoder,
        "{script}": script,
    }
    page = _part("page.html")
    for place, text in parts.items():
        before, _, after = page.partition(place)
        page = before + text + after
    return page


def _part(name: str) -> str:
    return (resources.files("ogoh.certificate") / "verify_page" / name).read_text(encoding="utf-8")


def _hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _without_script(translations: Mapping[str, Translate]) -> str:
    said = verify_words.PAGE["no_crypto"]
    return "".join(f'<p lang="{escape(tag)}">{escape(translate(said))}</p>' for tag, translate in translations.items())


def _language(tag: str, translate: Translate) -> dict[str, object]:
    return {
        "tag": tag,
        "name": OWN_NAMES.get(tag, tag),
        "page": {name: translate(said) for name, said in verify_words.PAGE.items()},
        "findings": {str(finding): translate(said) for finding, said in words.FINDINGS.items()},
        "headings": {str(one): (shape, translate(said)) for one, (shape, said) in verify_words.HEADINGS.items()},
        "kinds": {str(kind): translate(said) for kind, said in words.KIND_WORDS.items()},
        "answers": {str(answer): translate(said) for answer, said in words.ANSWER_WORDS.items()},
        "days": [translate(said) for said in words.DAYS],
        "lines": {
            "answer": translate(words.ANSWER_LINE),
            "grounds": translate(words.GROUNDS),
            "number": translate(words.NUMBER),
            "holds": translate(words.HOLDS),
            "document_end": translate(words.DOCUMENT_END),
            "revoked_looked_at": translate(words.REVOKED_LOOKED_AT),
            "revoked_not_looked_at": translate(words.REVOKED_NOT_LOOKED_AT),
            "no_permission": translate(words.NO_PERMISSION),
        },
    }
