"""The letter that goes with a table: a PDF in Russian and Tajik, in which nothing that people write is markup."""

from __future__ import annotations

from datetime import date

import pytest

from ogoh.certificate.home_page import Tongue
from ogoh.delivery.correspondence import DueRequest, Letter, LetterKind, Outcome, Party, Reply, Request, letter_as_pdf
from ogoh.delivery.correspondence.letter import _page
from ogoh.identity import subject_as_typed
from ogoh.names import WrittenName

TODAY, DUE = date(2026, 11, 28), date(2026, 12, 28)
ODD = '#panic() *Раҳимов* $x$ \\ "]) ӣӯҷҳқғ'
FARRUKH = subject_as_typed(WrittenName(whole=ODD), born="12.05.1990", document="400123451")
TONGUES = (Tongue("ru", str), Tongue("tg", str))


def letter(kind: LetterKind, people: int = 1, answer_days: int = 30) -> Letter:
    request = Request("261234567876", "mistaken", FARRUKH, TODAY, "77", ODD)
    replies = (Reply("261234567876", Outcome.LISTED, TODAY, ODD, ODD, DUE, ODD),)
    asks = kind is not LetterKind.REPLIES
    return Letter(
        kind,
        Party(ODD, (ODD,)),
        Party("МВД"),
        "bans/dushanbe/1",
        TODAY,
        answer_days,
        (DueRequest(request, DUE),) * people if asks else (),
        () if asks else replies,
    )


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_of_letter_is_a_pdf_whatever_people_are_called(kind: LetterKind) -> None:
    assert letter_as_pdf(letter(kind), TONGUES).startswith(b"%PDF-")


def test_a_letter_of_many_people_has_several_pages() -> None:
    one, many = (letter_as_pdf(letter(LetterKind.REQUESTS, people), TONGUES) for people in (1, 60))
    assert len(many) > len(one)


def test_the_number_of_each_request_stands_in_it_as_it_is_read_aloud() -> None:
    page = _page(letter(LetterKind.REQUESTS), TONGUES[0])
    assert page.rows[0][0] == "2612-3456-7876"
    assert "12 May 1990" in page.rows[0][1]
    assert page.rows[0][3] == "28 December 2026"


@pytest.mark.parametrize(("days", "said"), [(30, "59-FZ"), (15, "as agreed")])
def test_the_law_is_named_only_where_its_term_holds(days: int, said: str) -> None:
    assert said in _page(letter(LetterKind.REQUESTS, answer_days=days), TONGUES[0]).opening[1]


def test_a_corrected_birth_date_is_written_in_words() -> None:
    corrected = Reply("261234567876", Outcome.CORRECTED, TODAY, correction=FARRUKH)
    answer = Letter(LetterKind.REPLIES, Party("A"), Party("B"), "1", TODAY, 0, replies=(corrected,))
    assert "12 May 1990" in _page(answer, TONGUES[0]).rows[0][2]
