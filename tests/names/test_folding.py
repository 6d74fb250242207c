"""Reading and folding do what they do once and for all, on any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ogoh.names import WrittenName, frame_of, read_name, read_word, skeleton_of, without_particle

SOUNDS = st.text(alphabet="abvgdeijzklmnoprstufhčšwy", max_size=20)
TEXT = st.text(max_size=80)
LETTERS = st.text(alphabet="абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъьцщыэюяўөүң -.'", max_size=60)


@given(TEXT, TEXT, TEXT, TEXT)
def test_any_name_can_be_read_in_any_fields(whole: str, family: str, given_name: str, patronymic: str) -> None:
    for written in (WrittenName(whole, family, given_name, patronymic), WrittenName(whole)):
        name = read_name(written)
        assert name.sex in ("", "M", "F")
        assert all(part.sounds and part.skeleton for part in name.parts)


@given(LETTERS | TEXT)
def test_the_same_name_is_read_the_same_again(text: str) -> None:
    read = read_name(WrittenName(text))
    again = read_name.__wrapped__(WrittenName(text))
    assert [(one.stem, one.role) for one in again.parts] == [(one.stem, one.role) for one in read.parts]


@given(SOUNDS)
def test_a_skeleton_is_its_own_skeleton(sounds: str) -> None:
    assert skeleton_of(skeleton_of(sounds)) == skeleton_of(sounds)


@given(SOUNDS)
def test_a_skeleton_keeps_the_frame(sounds: str) -> None:
    assert frame_of(skeleton_of(sounds)).lstrip("a") == frame_of(sounds).lstrip("a")


@given(SOUNDS)
def test_without_a_particle_something_is_left(sounds: str) -> None:
    core = without_particle(sounds)
    assert core in sounds
    assert bool(core) == bool(sounds)


@given(TEXT)
def test_capitals_and_blanks_around_a_word_change_nothing(text: str) -> None:
    word = "".join(filter(str.isalpha, text))
    if word.upper().lower() == word.lower():
        assert read_word(word.upper()).sounds == read_word(word.lower()).sounds
