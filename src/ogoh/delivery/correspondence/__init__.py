"""What offices write to each other about one person: numbers, questions, answers, tables, letters."""

from ogoh.delivery.correspondence.kinds import BY_CODE, OUTCOME_WORDS, QUESTIONS, Outcome, Question
from ogoh.delivery.correspondence.letter import Asked, Letter, Party, corrected_in_words, letter_as_pdf
from ogoh.delivery.correspondence.letter_words import LetterKind
from ogoh.delivery.correspondence.messages import NOTHING, Reply, Request
from ogoh.delivery.correspondence.numbers import in_print, near, new_number, read_number
from ogoh.delivery.correspondence.replies import open_replies
from ogoh.delivery.correspondence.requests import open_requests
from ogoh.delivery.correspondence.rows import OpenTable, RejectedRow, TakenRow
from ogoh.delivery.correspondence.table_words import Terms, Tongue, usual_terms
from ogoh.delivery.correspondence.writing import person_cells, printed_number, write_replies, write_requests

__all__ = [
    "BY_CODE",
    "NOTHING",
    "OUTCOME_WORDS",
    "QUESTIONS",
    "Asked",
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
    "Tongue",
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
