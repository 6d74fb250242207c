"""The page of pictures, which names nobody and shows no number of fewer than ten people: one file, no script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from ogoh.linkage.reconciliation import words
from ogoh.linkage.reconciliation.bars import Bar, Plot, bars_as_svg, filled
from ogoh.linkage.reconciliation.public import EARLIER, LISTINGS, NOW, PublicFigures
from ogoh.linkage.reconciliation.questions import Question
from ogoh.linkage.reconciliation.reconciliation import Reconciliation
from ogoh.linkage.reconciliation.suppression import FEWEST
from ogoh.matching.explain import Translate, sentence
from ogoh.matching.sheet import ACCENT, QUIET

_STYLE = """
:root { --page: #fbfaf6; --ink: #1d2327; --quiet: #55606a; --rule: #d9d5cb; }
* { box-sizing: border-box; }
html { font-size: 18px; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 0 1rem 2rem; max-inline-size: calc(34em + 2rem); background: var(--page);
  color: var(--ink); line-height: 1.5; overflow-wrap: break-word;
  font-family: system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.25; margin-block: 1.5rem .75rem; text-wrap: balance; }
p { margin-block: 0 .75rem; }
figure { margin: 0; padding-block: 1.25rem; border-block-start: 1px solid var(--rule); }
svg { display: block; inline-size: 100%; max-inline-size: 24rem; block-size: auto; }
footer { padding-block-start: 1.25rem; border-block-start: 1px solid var(--rule); color: var(--quiet); }
@media print { figure { break-inside: avoid; } }
"""


def page(
    reconciliation: Reconciliation, figures: PublicFigures, translate: Translate = sentence, language: str = "en"
) -> str:
    """The page as HTML; ``language`` is the BCP 47 tag of what ``translate`` speaks."""
    title = escape(translate(words.PAGE_TITLE))
    plots = [plot for plot in _plots(reconciliation, figures, translate) if filled(plot.bars)]
    drawn = "\n".join(f"<figure>{bars_as_svg(plot, translate, language)}</figure>" for plot in plots)
    closing = (words.RECORDS_NOT_PEOPLE, words.WITHHELD, words.ONLY_ADVICE, words.FREE_OF_CHARGE)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}" dir="{_direction(language)}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"{_paragraphs(_opening(reconciliation, figures, translate))}\n{drawn}\n</main>\n"
        f"<footer>\n{_paragraphs(map(translate, closing))}\n</footer>\n</body>\n</html>\n"
    )


def _opening(reconciliation: Reconciliation, figures: PublicFigures, translate: Translate) -> Iterator[str]:
    """Which files these are; counts only as far as they may be told."""
    asked, extent = reconciliation.circumstances, reconciliation.extent
    listings = figures[LISTINGS]
    day = words.day_in_words(asked.list_as_of, translate)
    if listings is None:
        said = translate(words.PUBLIC_LIST_WITHHELD).format(day=day)
    else:
        said = translate(words.PUBLIC_LIST).format(day=day, listings=words.number(listings))
    yield words.with_name(asked.list_name, said)
    first, last = (words.day_in_words(one, translate) for one in (extent.first_crossing, extent.last_crossing))
    covers = translate(words.PUBLIC_REGISTER).format(first=first, last=last)
    yield words.with_name(asked.register_name, covers)
    yield translate(words.REGISTER[asked.register_of])
    yield translate(words.STALE[asked.kind])
    for rows, said in ((asked.list_rejected, words.LIST_REJECTED), (asked.register_rejected, words.REGISTER_REJECTED)):
        if rows >= FEWEST:
            yield translate(said).format(count=words.number(rows))


def _plots(reconciliation: Reconciliation, figures: PublicFigures, translate: Translate) -> Iterator[Plot]:
    asked, extent = reconciliation.circumstances, reconciliation.extent
    day, last = (words.day_in_words(one, translate) for one in (asked.list_as_of, extent.last_crossing))
    source = translate(words.SOURCE).format(day=day, last=last)
    places = words.PLACES[asked.register_of]
    now = tuple(
        Bar(translate(places[name]), figures[cell], ink=ACCENT if name == "left" else QUIET)
        for name, cell in NOW.items()
    )
    yield Plot(translate(words.WHERE_NOW), now, source)
    yield Plot(translate(words.DEPARTURES), tuple(_months(figures, translate)), source, is_narrow=True)
    for about, title in (("ground", words.BY_GROUND), ("agency", words.BY_AGENCY)):
        yield Plot(translate(title), tuple(_groups(figures, about, translate)), source)
    yield Plot(translate(words.HOW_SURE), tuple(_answers(figures, translate)), source)


def _months(figures: PublicFigures, translate: Translate) -> Iterator[Bar]:
    """One bar a month without a gap, the earliest first."""
    found = [month for month in figures.parts_of("month") if month and month != EARLIER]
    if EARLIER in figures.parts_of("month"):
        yield Bar(translate(words.EARLIER_MONTHS), figures["month", EARLIER])
    for month in _from_to(min(found), max(found)) if found else ():
        yield Bar(words.month_in_words(month, translate), figures["month", month])


def _from_to(first: str, last: str) -> Iterator[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return (f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(start, end + 1))


def _groups(figures: PublicFigures, about: str, translate: Translate) -> Iterator[Bar]:
    """The largest first, what is withheld after it by name, all others last."""
    parts = [part for part in figures.parts_of(about) if part is not None]
    for part in sorted(parts, key=lambda one: (-(figures[about, one] or 0), one)):
        label = part or translate(words.NO_GROUND)
        yield Bar(label, figures[f"{about} left", part], figures[about, part])
    if None in figures.parts_of(about):
        yield Bar(translate(words.OTHERS), figures[f"{about} left", None], figures[about, None])


def _answers(figures: PublicFigures, translate: Translate) -> Iterator[Bar]:
    for question in Question:
        name = translate(words.SHEETS[question])
        if question is not Question.DOUBTFUL:
            yield Bar(translate(words.SURE_OF).format(question=name), figures[question.value, "sure"])
        if question not in _CERTAIN:
            label = translate(words.DOUBTFUL_OF).format(question=name)
            yield Bar(label, figures[question.value, "doubtful"], ink=QUIET)


_CERTAIN = frozenset({Question.ENDED})
"""Questions that the list answers alone."""


def _paragraphs(said: Iterable[str]) -> str:
    return "\n".join(f"<p>{escape(one)}</p>" for one in said)


def _direction(language: str) -> str:
    return "rtl" if language.split("-")[0] in {"ar", "fa", "ps", "ur"} else "ltr"
