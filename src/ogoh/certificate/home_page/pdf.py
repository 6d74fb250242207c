"""The page as PDF: a template that never changes, and all words as data, so that none is read as markup."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources
from typing import Literal

import typst

from ogoh.certificate.code import qr_svg
from ogoh.certificate.home_page.content import HomePage, columns_of, number_of


def page_as_pdf(page: HomePage) -> bytes:
    """One A4 page; the size of its letters is the largest at which all of it has room. No fonts but Typst's own."""
    made = compiled(page, "pdf")
    assert isinstance(made, bytes)  # noqa: S101  # one file of all pages is asked for
    return made


def compiled(page: HomePage, form: Literal["pdf", "png"], dots_per_inch: int = 150) -> bytes | list[bytes]:
    """The page in a form of Typst's; of several pages, each its own picture."""
    template = (resources.files("ogoh.certificate.home_page") / "page.typ").read_bytes()
    told = {
        "name": page.name,
        "number": number_of(page),
        "office": page.statement.office,
        "complaints_to": page.complaints_to,
        "columns": [{**asdict(column), "language": column.language} for column in columns_of(page)],
    }
    inputs = {"told": json.dumps(told, ensure_ascii=False), "code": qr_svg(page.letters)}
    return typst.compile(template, format=form, sys_inputs=inputs, ignore_system_fonts=True, ppi=dots_per_inch)
