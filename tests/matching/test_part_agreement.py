"""Two parts of a name: one written twice, two that look alike, or two."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogoh.matching.model import model
from ogoh.matching.part_agreement import SAME, level_of
from ogoh.names import Part, Role, WrittenName, read_name, read_word, tables
from ogoh.names.reading import part_of

KNOWN = tables.known_names()
ROWS = st.integers(0, len(KNOWN) - 1)


def word(text: str) -> Part:
    return part_of(read_word(text), Role.GIVEN)


def level(left: str, right: str) -> str:
    found = level_of(word(left), word(right))
    assert level_of(word(right), word(left)) == found
    return found


def test_the_spellings_of_every_known_name_are_one_name() -> None:
    apart = [(one, other) for row in KNOWN for one, other in combinations(row, 2) if level(one, other) not in SAME]
    assert apart == []


@given(ROWS, ROWS, st.integers(0, 20), st.integers(0, 20))
def test_two_different_known_names_are_never_spellings_of_one(row: int, other_row: int, at: int, other_at: int) -> None:
    left, right = KNOWN[row], KNOWN[other_row]
    one, other = word(left[at % len(left)]), word(right[other_at % len(right)])
    if one.known.isdisjoint(other.known):
        assert level_of(one, other) not in SAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        *[("Зарина", "Замира"), ("Шариф", "Зариф"), ("Салим", "Халим"), ("Сафар", "Зафар"), ("Азиз", "Азим")],
        *[("Камол", "Ҷамол"), ("Ҷамол", "Ҷалол"), ("Ҳасан", "Ҳусейн"), ("Фарҳод", "Фаррух"), ("Раҳим", "Раҳмон")],
        *[("Анвар", "Акбар"), ("Дилноза", "Дилором"), ("Нигина", "Нигора"), ("Марям", "Марина"), ("Амир", "Умар")],
    ],
)
def test_two_names_are_two_however_alike_they_look(left: str, right: str) -> None:
    assert level(left, right) in ("lookalike", "another", "resembling", "different")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        *[("SHarshenbek", "Шаршенбек"), ("CHolpon", "Чолпон"), ("Игорь", "Игор"), ("Асель", "Асел"), ("Ильяс", "Иляс")],
        *[("Гульнора", "Гулнора"), ("Наталья", "Наталя"), ("Цой", "Сой"), ("Щербаков", "Шербаков"), ("Бакыт", "Бакит")],
        *[
            ("Кыдырмышев", "Кидирмишев"),
            ("Өмүрбек", "Омурбек"),
            ("Үсөн", "Усон"),
            ("Ғулом", "Гулом"),
            ("Қодир", "Кодир"),
        ],
        *[("Ҷаъфар", "Джафар"), ("Аалы", "Али"), ("Ёқуб", "Якуб"), ("Ёқуб", "Екуб"), ("Аъзам", "Азам")],
    ],
)
def test_letters_that_a_keyboard_lacks_or_a_clerk_drops_do_not_part_a_name(left: str, right: str) -> None:
    assert level(left, right) in SAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        *[("Раҳим", "Раҳимҷон"), ("Рустам", "Рустамбек"), ("Мадина", "Мадинахон"), ("Алишер", "Алишербой")],
        *[("Саидаҳмад", "Аҳмад"), ("Мирзораҳим", "Раҳим"), ("Абдураҳим", "Раҳим"), ("Муҳаммадраҳим", "Раҳим")],
        *[("Саид", "Саидҷон"), ("Саиджон", "Саид"), ("Зебо", "Зебонисо")],
    ],
)
def test_particles_that_come_and_go_leave_the_name(left: str, right: str) -> None:
    assert level(left, right) in {*SAME, "compound"}


@pytest.mark.parametrize(
    ("left", "right"), [("Бобочон", "Бободжон"), ("Mirzocharif", "Мирзошариф"), ("Жорабек", "Ҷӯрабек")]
)
def test_two_spellings_with_one_particle_are_one_name(left: str, right: str) -> None:
    assert level(left, right) in SAME


@pytest.mark.parametrize(
    ("left", "right"),
    [
        *[("Ҷафарҷон", "Зафарджон"), ("Мирзо", "Мирзоамин"), ("Саид", "Саидмурод"), ("Алексей", "Александр")],
        *[("Имом", "Имомназар"), ("Муҳаммад", "Муҳаммадалишер")],
    ],
)
def test_a_name_that_holds_another_is_another_name_where_both_are_known(left: str, right: str) -> None:
    assert level(left, right) in ("lookalike", "another")


def test_a_name_that_holds_another_may_be_its_longer_form_where_one_is_not_known() -> None:
    assert level("Тагаймурат", "Мурат") == "compound"


@pytest.mark.parametrize(
    ("persian", "cyrillic"),
    [
        *[("محمد", "Муҳаммад"), ("رحیم", "Раҳим"), ("علی", "Алӣ"), ("حسین", "Ҳусейн"), ("یوسف", "Юсуф")],
        *[("عبدالله", "Абдулло"), ("فاطمه", "Фотима"), ("جمشید", "Ҷамшед"), ("زرنگیس", "Зарнигис")],
    ],
)
def test_persian_script_is_the_same_name_without_its_vowels(persian: str, cyrillic: str) -> None:
    assert level(persian, cyrillic) in {*SAME, "consonants"}


def test_persian_script_does_not_hide_two_names() -> None:
    assert level("حسن", "Ҳусейн") == "lookalike"
    assert level("کریم", "Раҳим") not in SAME


@pytest.mark.parametrize(("left", "right", "expected"), [("К", "Карим", "initial"), ("Р", "Карим", "different")])
def test_an_initial_is_one_or_is_not(left: str, right: str, expected: str) -> None:
    assert level(left, right) == expected


@pytest.mark.parametrize(("kept", "same"), [("MUHAMMADSHARI", True), ("MUHA", True), ("MUHAMMADKARI", False)])
def test_a_name_that_a_full_line_cut_off_is_the_name_that_begins_so(kept: str, same: bool) -> None:
    line = read_name(WrittenName(family="A" * (38 - 2 - len(kept)), given=kept)).parts[-1]
    assert line.cut
    assert (level_of(line, word("Муҳаммадшариф")) in SAME) is same
    assert (level_of(word("Муҳаммадшариф"), line) in SAME) is same


WORDS = st.text(alphabet="абвгдеёжзиӣкқлмнопрстуӯхҳҷшАКМРabcdhikmnorsuzʻمحدرین", min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_a_level_is_the_same_both_ways_and_in_the_model(left: str, right: str) -> None:
    weights = model().names[Role.GIVEN]
    one, other = word(left), word(right)
    assert level_of(one, other) == level_of(other, one)
    assert level_of(one, other) in {**weights.shared, **weights.settled}


@given(WORDS)
def test_a_word_is_equal_to_itself_and_a_letter_never_more_than_an_initial(text: str) -> None:
    assert level_of(word(text), word(text)) == ("initial" if len(text) == 1 else "equal")
