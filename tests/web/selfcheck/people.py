"""Two small lists of invented people, and travellers as they fill in the form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ogoh.web.lists.services import add_source, import_delivery

BANS = """Фамилия;Имя;Отчество;Дата рождения;Паспорт;Основание
Раҳимов;Фаррух;Саидович;12.05.1990;400123451;превышение срока
Назарова;Зебо;Каримовна;03.02.1985;400999777;превышение срока
"""
REGISTRY = """Фамилия;Имя;Отчество;Дата рождения;Паспорт
Шарипов;Далер;Азизович;21.11.1979;401555222
"""

RECORDED = {
    "family_name": "Rahimov",
    "given_name": "Farrukh",
    "patronymic": "",
    "birth": "12 май 1990",
    "document": "400 123 451",
}
RENEWED = {**RECORDED, "document": "400777888"}
CONTROLLED = {
    "family_name": "Шарипов",
    "given_name": "Далер",
    "patronymic": "Азизович",
    "birth": "21.11.1979",
    "document": "401555222",
}
UNLISTED = {
    "family_name": "Зарринкамар",
    "given_name": "Хуршеда",
    "patronymic": "Бобоҷоновна",
    "birth": "09.08.1999",
    "document": "402468013",
}


def hold_lists(folder: Path) -> None:
    """Import a list of entry bans of 2 November 2026 and a registry of 12 May 2026."""
    for code, kind, rows, dated in (
        ("bans", "entry_ban", BANS, date(2026, 11, 2)),
        ("registry", "controlled_persons", REGISTRY, date(2026, 5, 12)),
    ):
        path = folder / f"{code}.csv"
        path.write_text(rows, encoding="utf-8")
        add_source(code, f"Test list {code}", kind)
        import_delivery(path, code, dated)
