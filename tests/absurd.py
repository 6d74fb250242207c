"""What somebody may type where a name is asked for, and is none."""

from __future__ import annotations

NO_NAMES = {
    "one Cyrillic letter": "Р",
    "one Latin letter": "R",
    "two initials": "Р. Ф.",
    "digits": "12345",
    "Persian digits": "۱۲۳۴",
    "emoji": "😀👍🏽",
    "punctuation": "...!?--",
    "quotes": "«»'\"`",
    "marks of direction": "\u202e\u200f\u2066",
    "a joiner": "\u200d",
    "a soft sign": "ь",
    "a Persian hamza": "ء",
    "son of": "оглы",
    "daughter of, twice": "қизи қизи",
    "son of whom": "bin",
    "particles": "бек хон ҷон",
    "particles with spaces around": "  хон   ҷон ",
    "endings": "-зода -ов",
    "a mark for no name": "XXX",
    "no": "нет",
}
"""Texts that name nobody."""

NAMES = {
    "four hundred letters": "а" * 400,
    "a hundred words": " ".join(["Аб"] * 133),
    "one letter many times": "ффффф",
    "emoji beside letters": "😀 Ҷоним 😀",
    "marks of direction around letters": "\u202eЗиёвиддинзода\u202c \u200fШаҳбоз",
    "digits beside letters": "Шаҳбоз 1990",
    "all scripts in one word": "Шahbозز",
    "markup": "<b>{name}</b> %s ${x}",
}
"""Texts that may be a name, and nobody bears here."""
