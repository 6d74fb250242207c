"""Aliases and several dates of birth, as the United Nations give them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ogoh.matching import Verdict
from ogoh.web.checks.services import Answer, check
from ogoh.web.lists.services import add_source, import_delivery
from tests.conftest import SHARED
from tests.web.checks.travellers import traveller

PUBLISHED = SHARED / "data" / "un_consolidated.xml"
INVENTED = """<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS><INDIVIDUAL>
<FIRST_NAME>ZARRINTOJ</FIRST_NAME><SECOND_NAME>SHOHBOZQULOV</SECOND_NAME><REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Navbahor Gulrukhzoda</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Bobur Nazarzoda</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1975-05-14</DATE></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1981-11-30</DATE></INDIVIDUAL_DATE_OF_BIRTH>
</INDIVIDUAL></INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>"""


@pytest.fixture
def security_council(db: None) -> str:
    return add_source("un-sc", "Security Council", "entry_ban").code


@pytest.fixture
def invented(security_council: str, tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_text(INVENTED)
    import_delivery(path, security_council)


def only(name: str, born: str) -> Answer:
    (answer,) = check(traveller(name, born))
    return answer


@pytest.mark.usefixtures("invented")
@pytest.mark.parametrize("born", ["14.05.1975", "30.11.1981"])
@pytest.mark.parametrize("name", ["Зарринтоҷ Шоҳбозқулов", "Навбаҳор Гулрухзода"])
def test_every_name_goes_with_every_date(name: str, born: str) -> None:
    assert only(name, born).verdict is Verdict.RECORDED


@pytest.mark.usefixtures("invented")
def test_an_alias_of_low_quality_is_at_most_possible() -> None:
    assert only("Бобур Назарзода", "14.05.1975").verdict is not Verdict.RECORDED


@pytest.mark.usefixtures("invented")
def test_a_third_date_is_another_person() -> None:
    assert only("Зарринтоҷ Шоҳбозқулов", "02.08.1999").verdict is Verdict.NO_RECORD


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"the published UN list is not at {PUBLISHED}; set OGOH_SHARED")
def test_the_published_list_names_in_latin_letters_whom_a_traveller_writes_in_cyrillic(security_council: str) -> None:
    report = import_delivery(PUBLISHED, security_council)
    assert (report.dated, report.account.rejected) == (date(2026, 2, 27), 0)
    answer = only("Гулмурод Халимов", "1975-05-14")
    assert answer.verdict is Verdict.POSSIBLE
    assert answer.listing is not None
    assert only("Зарринкамар Хуршеда Бобоҷоновна", "1999-08-09").verdict is Verdict.NO_RECORD
