"""Rows some thousand at a time: what was read travels from one process to another as it was."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from ogoh.delivery import Rejected
from ogoh.web.lists.portions import Read
from ogoh.web.lists.preparing import Ready

text = st.text(max_size=3)
day = st.one_of(st.none(), st.just("2026-11-01"))
ready = st.builds(Ready, text, text, text, text, text, day, day, st.booleans())
rejected = st.builds(Rejected, st.integers(1, 9), text, text, text)


@given(outcomes=st.lists(st.one_of(ready, rejected), max_size=8), beside=st.binary(max_size=3))
def test_what_was_read_arrives_as_it_was(outcomes: list[Ready | Rejected], beside: bytes) -> None:
    read = Read(outcomes, beside)
    assert pickle.loads(pickle.dumps(read)) == read  # noqa: S301  # what was just written
