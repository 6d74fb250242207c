"""What goes in and what comes out; the descriptions are the documentation's text."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Field, Schema


class Question(Schema):
    """One question about one traveller; a field of another name is refused, or a birth date would be lost silently."""

    model_config = {"extra": "forbid"}  # noqa: RUF012  # pydantic copies it

    name: str = Field("", max_length=400, description="The whole name, in any order and script; or give its parts.")
    family_name: str = Field("", max_length=200, description="Family name, in any script.")
    given_name: str = Field("", max_length=200, description="Given name, in any script.")
    patronymic: str = Field("", max_length=200, description="Patronymic or father's name, in any script.")
    born: str = Field("", max_length=80, description="Birth date in any usual form: 14.05.1975, 1975-05-14, 1975.")
    document: str = Field("", max_length=200, description="Number of the passport or identity card.")
    sex: str = Field("", max_length=40, description="M or F, or a word for it.")
    citizenship: str = Field("", max_length=100, description="ISO 3166-1 code or the country's name.")
    mrz: str = Field("", max_length=1000, description="Machine-readable zone; with it nothing else is needed.")
    language: str = Field("en", max_length=10, description="Language of the words: tg, ru, uz, uz-cyrl, ky or en.")


class Reason(Schema):
    """What one attribute says."""

    attribute: str = Field(description="given, family, patronymic, birth, document, sex or citizenship")
    level: str = Field(description="How the two sides compare, for example equal, near, conflicting.")
    bits: float = Field(description="Weight of this evidence in bits; below zero it speaks against.")


class ReviewTold(Schema):
    """A reviewer's decision that the answer rests on."""

    number: int = Field(description="Number of the review.")
    listing: str = Field(description="The source's own reference of the listing.")
    verdict: str = Field(description="same or not_same")
    by: str = Field(description="Who decided.")
    at: datetime = Field(description="When, in UTC.")


class SourceAnswer(Schema):
    """What one source says. Never that somebody is free to enter."""

    verdict: str = Field(description="no_record, possible or recorded")
    source: str = Field(description="Code of the source.")
    source_name: str = Field(description="Name of the authority's list.")
    source_kind: str = Field(description="entry_ban or controlled_persons: two different things.")
    as_of: date = Field(description="Date of the delivery that the answer rests on.")
    listing: str = Field(description="The source's own reference of the listing; empty where nobody comes near.")
    document_agrees: bool = Field(description="Whether the document number is the listing's own.")
    weight: float | None = Field(
        description="Sum of the evidence in bits, with the prior; null where nobody comes near."
    )
    probability: float = Field(description="The same as a probability, 0 to 1.")
    reasons: list[Reason] = Field(description="The evidence; empty where nobody on the list comes near.")
    words: list[str] = Field(description="The evidence in plain sentences, the strongest first.")
    review: ReviewTold | None = Field(description="The review by which it is recorded, whatever the evidence; or null.")
    left_out: list[ReviewTold] = Field(description="Reviews by which listings of other people were left out.")


class Unseen(Schema):
    """A kind of list that the answers do not rest on."""

    code: str
    words: str


class Reply(Schema):
    """One answer for each source, and what was not looked at."""

    answers: list[SourceAnswer]
    not_looked_at: list[Unseen]


class Fault(Schema):
    """What is wrong, where, and what would be right."""

    field: str = Field(description="The field of the request, or the header.")
    found: str
    expected: str


class Problem(Schema):
    """The one shape of every error."""

    errors: list[Fault]
