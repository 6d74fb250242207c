"""What offices write to each other about one person: numbers, questions, answers, tables, letters."""

from ogoh.delivery.correspondence.kinds import BY_CODE, OUTCOME_WORDS, QUESTIONS, Outcome, Question, Why
from ogoh.delivery.correspondence.letter import DueRequest, Letter, Party, corrected_in_words, letter_as_pdf
from ogoh.delivery.correspondence.letter_words import LetterKind
from ogoh.delivery.correspondence.messages import (
    LONGEST_LISTING,
    LONGEST_SIGNED,
    LONGEST_STATEMENT,
    NOTHING,
    Reply,
    Request,
)
from ogoh.delivery.correspondence.numbers import (
    DIGITS,
    LONGEST_NUMBER,
    in_print,
    near,
    new_number,
    printed_number,
    read_number,
)
from ogoh.delivery.correspondence.replies import open_replies
from ogoh.delivery.correspondence.requests import open_requests
from ogoh.delivery.correspondence.rows import OpenTable, RejectedRow, TakenRow
from ogoh.delivery.correspondence.terms import Terms, usual_terms
from ogoh.delivery.correspondence.writing import person_cells, write_replies, write_requests

__all__ = [
    "BY_CODE",
    "DIGITS",
    "LONGEST_LISTING",
    "LONGEST_NUMBER",
    "LONGEST_SIGNED",
    "LONGEST_STATEMENT",
    "NOTHING",
    "OUTCOME_WORDS",
    "QUESTIONS",
    "DueRequest",
    "Letter",
    "LetterKind",
    "OpenTable",
    "Outcome",
    "Party",
    "Question",
    "RejectedRow",
    "Reply",
    "Request",
    "TakenRow",
    "Terms",
    "Why",
    "corrected_in_words",
    "in_print",
    "letter_as_pdf",
    "near",
    "new_number",
    "open_replies",
    "open_requests",
    "person_cells",
    "printed_number",
    "read_number",
    "usual_terms",
    "write_replies",
    "write_requests",
]
