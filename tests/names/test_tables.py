"""The tables are whole: every row has a source, every sound a frame class, every digest its tables."""

from __future__ import annotations

from ogoh.names import tables


def test_every_sound_a_letter_gives_has_a_frame_class() -> None:
    known = set(tables.frames())
    given = {sound for table in tables.letters().values() for sounds in table.sounds.values() for sound in sounds}
    assert {ord(sound) for sound in given} <= known


def test_distances_are_between_nothing_and_one_whole_sound() -> None:
    assert all(0 < cost <= 1 for cost in tables.distances("persian").values())


def test_longer_endings_are_tried_before_shorter_ones() -> None:
    lengths = [len(ending.sounds) for ending in tables.endings()]
    assert lengths == sorted(lengths, reverse=True)


def test_every_row_that_rests_on_a_source_names_it() -> None:
    for name in ("letters", "endings", "words", "renderings", "particles", "distances"):
        assert all(row["source"] for row in tables._rows(name)), name
