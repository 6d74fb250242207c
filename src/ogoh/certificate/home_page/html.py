"""The page as HTML: one file without script, everything that people wrote escaped."""

from __future__ import annotations

from html import escape
from importlib import resources

from ogoh.certificate.code import qr_svg
from ogoh.certificate.home_page.content import AnswerPart, Column, HomePage, columns_of, number_of

_PATHS = {
    "octagon": '<path d="M7.5 1.5h9l6 6v9l-6 6h-9l-6-6v-9z" fill="currentColor"/>',
    "triangle": '<path d="M12 2 23 22H1z" fill="currentColor"/>',
    "circle": '<circle cx="12" cy="12" r="9.5" fill="none" stroke="currentColor" stroke-width="3"/>',
}


def page_as_html(page: HomePage) -> str:
    """The page; the first language is that of the document."""
    columns = columns_of(page)
    style = (resources.files("ogoh.certificate.home_page") / "style.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="{escape(columns[0].tag)}" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{escape(columns[0].title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'{_head(page, columns[0])}\n<main class="columns">\n{"".join(_columns(page, columns))}</main>\n'
        "</body>\n</html>\n"
    )


def _head(page: HomePage, first: Column) -> str:
    name = f'<p class="name" translate="no"><bdi>{escape(page.name)}</bdi></p>\n' if page.name else ""
    return (
        '<header class="head">\n<div>\n<p class="mark"><span>Ogoh</span> <span lang="tg">огоҳ</span></p>\n'
        f'{name}<p class="number" translate="no">{escape(number_of(page))}</p>\n'
        f'<p translate="no">{escape(page.statement.office)}</p>\n</div>\n'
        f'<div class="code" role="img" aria-label="{escape(first.code[0])}">{qr_svg(page.letters)}</div>\n</header>'
    )


def _columns(page: HomePage, columns: tuple[Column, ...]) -> list[str]:
    return [_column(one, page.complaints_to, "h1" if at == 0 else "p") for at, one in enumerate(columns)]


def _column(one: Column, complaints_to: str, title: str) -> str:
    where = f" <bdi>{escape(complaints_to)}</bdi>" if complaints_to else ""
    steps = "".join(f"<li>{escape(step)}</li>\n" for step in one.steps)
    return (
        f'<section lang="{escape(one.tag)}">\n<{title} class="title">{escape(one.title)}</{title}>\n'
        f"{_paragraphs(one.facts)}<h2>{escape(one.found_heading)}</h2>\n{''.join(map(_answer, one.answers))}"
        f"<h2>{escape(one.do_heading)}</h2>\n<ol>\n{steps}</ol>\n<h2>{escape(one.not_heading)}</h2>\n"
        f'{_paragraphs(one.limits)}<div class="free">\n<p><strong>{escape(one.free)}</strong> '
        f"{escape(one.nobody_takes_money)}</p>\n<p>{escape(one.complain)}{where}</p>\n</div>\n"
        f"{_paragraphs(one.code, 'quiet')}</section>\n"
    )


def _answer(one: AnswerPart) -> str:
    shape = f'<svg class="shape" viewBox="0 0 24 24" aria-hidden="true">{_PATHS[one.shape]}</svg>'
    grounds = (one.grounds,) if one.grounds else ()
    return (
        f'<div class="answer {one.shape}">\n<h3>{escape(one.kind)}</h3>\n'
        f'<p class="word">{shape} <span>{escape(one.word)}</span></p>\n<p>{escape(one.found)}</p>\n'
        f'<p class="quiet">{escape(one.source)}</p>\n{_paragraphs((*grounds, one.meaning))}</div>\n'
    )


def _paragraphs(said: tuple[str, ...], kind: str = "") -> str:
    marked = f' class="{kind}"' if kind else ""
    return "".join(f"<p{marked}>{escape(one)}</p>\n" for one in said)
