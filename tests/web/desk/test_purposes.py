"""What a person is told an event was for."""

from __future__ import annotations

import pytest
from django.utils import timezone, translation

from ogoh.web.audit.looks import Look
from ogoh.web.desk.models import Presence
from ogoh.web.desk.purposes import PURPOSES, told_look
from ogoh.web.languages import LANGUAGES, Language


def look(purpose: str) -> Look:
    return Look(1, timezone.now(), "look", "dushanbe", "alice", purpose, {})


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_every_purpose_is_said_in_every_language(language: Language) -> None:
    with translation.override("en"):
        in_english = {str(words) for words in PURPOSES.values()}
    with translation.override(language.code):
        said = {str(told_look(look(purpose), language).purpose) for purpose in PURPOSES}
    assert len(said) == len(in_english)
    assert not said & set(PURPOSES)
    assert language.code == "en" or not said & in_english


@pytest.mark.parametrize("presence", Presence)
def test_every_way_to_ask_at_a_desk_has_its_words(presence: Presence) -> None:
    assert f"desk: {presence}" in PURPOSES


def test_a_purpose_that_is_not_known_is_shown_as_it_was_recorded() -> None:
    assert told_look(look("something new"), LANGUAGES[0]).purpose == "something new"
