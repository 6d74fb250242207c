"""The tables are whole: every row has a source, every sound a frame class, every digest its tables."""

from __future__ import annotations

from ogoh.names import read_word, tables


def test_every_sound_a_letter_gives_has_a_frame_class() -> None:
    known = set(tables.frames())
    given = {
        sound
        for table in tables.letters().values()
        for sounds in {**table.anywhere, **table.at_start, **table.at_end}.values()
        for sound in sounds
    }
    assert {ord(sound) for sound in given} <= known


def test_distances_are_between_nothing_and_one_whole_sound() -> None:
    assert all(0 < cost <= 1 for cost in tables.distances("persian").values())


def test_the_longest_ending_that_fits_is_taken() -> None:
    assert [read_word(word).stem for word in ("Раҳимов", "Раҳимова", "Раҳимовна", "Раҳимович")] == ["rahim"] * 4


def test_every_affix_is_as_short_as_its_table_says() -> None:
    for table in (tables.endings(), tables.renderings("start"), tables.renderings("end"), tables.particles("end")):
        assert max(map(len, table.rows)) == table.longest


def test_every_row_that_rests_on_a_source_names_it() -> None:
    for name in ("letters", "endings", "words", "renderings", "particles", "distances", "known_names"):
        assert all(row["source"] for row in tables._rows(name)), name
