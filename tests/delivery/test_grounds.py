"""What a list says of health, ethnicity, religion or politics is not kept."""

from __future__ import annotations

import pytest

from ogoh.delivery.grounds import OTHER_GROUND, storable_grounds


@pytest.mark.parametrize(
    "told",
    [
        "ВИЧ",
        "наличие ВИЧ-инфекции",
        "Туберкулез",
        "ТУБЕРКУЛЁЗ",
        "страдает заболеванием, опасным для окружающих",
        "угроза здоровью населения",
        "HIV",
        "drug addiction",
        "OIV",
        "Бемории сироятӣ",
        "национальность: не указана",
        "религиозная деятельность",
        "участие в митинге",
    ],
)
def test_what_is_never_stored_becomes_another_ground(told: str) -> None:
    assert storable_grounds(told) == OTHER_GROUND


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "п. 8 ч. 1 ст. 26 ФЗ-114",
        "превышение срока пребывания более 270 дней",
        "в целях обеспечения обороноспособности, либо защиты здоровья населения",
        "overstay",
        "archive of aided cases",
        "Al-Qaida",
    ],
)
def test_other_grounds_stay_as_the_source_writes_them(kept: str) -> None:
    assert storable_grounds(kept) == kept
