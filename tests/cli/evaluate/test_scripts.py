"""In which letters a name is written."""

from __future__ import annotations

import pytest

from ogoh.cli.evaluate.scripts import script_of


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("Рахимов Фаррух", "Cyrillic, plain"),
        ("РАҲИМОВ Фаррух", "Cyrillic, Tajik letters"),
        ("Ҷўраев", "Cyrillic, Uzbek, Kyrgyz or Kazakh letters"),
        ("Асан уулу Үсөн", "Cyrillic, Uzbek, Kyrgyz or Kazakh letters"),
        ("Jo'rayev", "Latin"),
        ("Ñañez", "Latin"),
        ("رحیم‌اف", "Persian"),
        ("Rahimov رحیم", "Persian"),
        ("123", "other"),
        ("", "other"),
    ],
)
def test_the_rarest_sign_tells(name: str, script: str) -> None:
    assert script_of(name) == script
