"""A picture of a comparison: from the start to the total, one bar for each piece of evidence, as SVG."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from ogoh.matching.comparison import Comparison, Evidence
from ogoh.matching.explain import Translate, sentence, sentence_of, strongest_first
from ogoh.matching.lettering import drawable, shortened
from ogoh.matching.sheet import ACCENT, AGAINST, INK, QUIET, RULE, Sheet

_WIDTH, _MARGIN, _FIGURES, _BAR = 400.0, 16.0, 56.0, 13.0
_NAME_ROOM = 13.0
_LEAST_SPAN = 4.0

_TITLE = sentence("What speaks for and against")
_TWO_PEOPLE = sentence("two people")
_ONE_PERSON = sentence("one person")
_START = sentence("At the start: hardly anybody on a list is the person asked for.")
_TOTAL = sentence("All together")
_CHANCE = sentence("Chance, by this calculation, that both are one person: {percent}")
_READING = sentence("Each +1 nearly doubles the odds that both are one person, each −1 nearly halves them.")
_DECIDES = sentence("The number does not decide. A person does, with the passport in hand.")
_DECIMAL = sentence("{whole}.{tenth}")


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: what it says, its bits, and the sum of all before it."""

    label: str
    bits: float
    before: float

    @property
    def after(self) -> float:
        """The sum with this step."""
        return self.before + self.bits


def steps(comparison: Comparison, translate: Translate = sentence) -> tuple[Step, ...]:
    """The way from nothing over the prior to the total, the strongest evidence first.

    ``after`` of the last step is the comparison's weight exactly, as prior and bits are multiples of 1/1024 bit.
    """
    found = [Step(translate(_START), comparison.prior, 0.0)]
    for evidence in strongest_first(comparison):
        found.append(Step(sentence_of(_drawable(evidence), translate), evidence.bits, found[-1].after))
    return tuple(found)


def waterfall(comparison: Comparison, translate: Translate = sentence, *, language: str = "") -> str:
    """The picture as one SVG document: no script, no style, no font from elsewhere; the same bytes for the same input.

    It takes the width of the place it is put in and reads from 360 pixels on. ``language`` is a BCP 47 tag for
    screen readers, which get title and description instead of the drawing.
    """
    taken = steps(comparison, translate)
    closing = _closing(comparison.probability, translate)
    sheet = Sheet(_WIDTH, _MARGIN, _MARGIN - 4)
    sheet.paragraph(translate(_TITLE), 17, weight=600)
    _draw_plot(sheet, taken, translate)
    for text, size, ink, weight in closing:
        sheet.bottom += 8
        sheet.paragraph(text, size, ink=ink, weight=weight)
    return sheet.document(translate(_TITLE), _description(taken, closing, translate), language)


_Closing = tuple[tuple[str, float, str, int], ...]


def _closing(probability: float, translate: Translate) -> _Closing:
    """What stands below the bars: text, size, ink, weight."""
    return (
        (translate(_CHANCE).format(percent=_percent(probability, translate)), 16, INK, 600),
        (translate(_DECIDES), 14, INK, 400),
        (translate(_READING), 12.5, QUIET, 400),
    )


def _description(taken: tuple[Step, ...], closing: _Closing, translate: Translate) -> str:
    """The whole picture in words."""
    bars = [f"{step.label} {_signed(step.bits, translate)}" for step in taken]
    total = f"{translate(_TOTAL)}: {_signed(taken[-1].after, translate)}"
    return "\n".join((*bars, total, *(text for text, *_ in closing)))


def _draw_plot(sheet: Sheet, taken: tuple[Step, ...], translate: Translate) -> None:
    """Every step under the last, joined by a running line, then the total from zero."""
    scale = _Scale.over(taken)
    top = _draw_ends(sheet, scale, translate)
    for number, step in enumerate(taken):
        joint = sheet.bottom
        _draw_bar(sheet, scale, step, _ink(number, step), _signed(step.bits, translate))
        sheet.upright(scale.place(step.before), joint, QUIET)
    joint, total = sheet.bottom, Step(translate(_TOTAL), taken[-1].after, 0.0)
    _draw_bar(sheet, scale, total, INK, _signed(total.bits, translate), weight=600)
    sheet.upright(scale.place(total.after), joint, QUIET)
    sheet.bottom += 6
    sheet.upright(scale.place(0.0), top, RULE)


def _draw_ends(sheet: Sheet, scale: _Scale, translate: Translate) -> float:
    """What left and right mean; how far down the plot begins."""
    sheet.bottom += 28
    sheet.text(f"← {translate(_TWO_PEOPLE)}", sheet.margin, 12.5, ink=QUIET)
    sheet.text(f"{translate(_ONE_PERSON)} →", scale.right, 12.5, ink=QUIET, anchor="end")
    sheet.bottom += 6
    return sheet.bottom


def _draw_bar(sheet: Sheet, scale: _Scale, step: Step, ink: str, figure: str, weight: int = 400) -> None:
    sheet.bottom += 10
    sheet.paragraph(step.label, 14, weight=weight)
    sheet.bottom += 7 + _BAR
    sheet.text(figure, sheet.right, 14, ink=ink, weight=600, anchor="end")
    sheet.bottom -= _BAR - 1
    sheet.bar(scale.place(step.before), scale.place(step.after), _BAR, ink)


def _ink(number: int, step: Step) -> str:
    if number == 0:
        return QUIET
    return ACCENT if step.bits >= 0 else AGAINST


@dataclass(frozen=True, slots=True)
class _Scale:
    """From bits to places: ``least`` is at ``left``, and each bit is ``unit`` wide."""

    left: float
    right: float
    least: float
    unit: float

    @classmethod
    def over(cls, taken: tuple[Step, ...]) -> _Scale:
        """The scale on which every sum and zero have their place, between the left margin and the figures."""
        sums = (0.0, *(step.after for step in taken))
        left, right = _MARGIN, _WIDTH - _MARGIN - _FIGURES
        return cls(left, right, min(sums), (right - left) / max(_LEAST_SPAN, max(sums) - min(sums)))

    def place(self, bits: float) -> float:
        """How far from the left a sum stands."""
        return self.left + (bits - self.least) * self.unit


def _signed(bits: float, translate: Translate) -> str:
    """Bits as a figure with its sign and one decimal."""
    sign = "\N{MINUS SIGN}" if bits < 0 else "+"
    return sign + _decimal(abs(bits), translate)


def _percent(probability: float, translate: Translate) -> str:
    """A probability as people say it; never none and never all, for no calculation is that sure."""
    percent = min(99.9, max(0.1, probability * 100))
    bound = "> " if probability > 0.999 else "< " if probability < 0.001 else ""
    figure = f"{percent:.0f}" if 1 <= percent <= 99 else _decimal(percent, translate)
    return f"{bound}{figure}\N{NO-BREAK SPACE}%"


def _decimal(figure: float, translate: Translate) -> str:
    whole, tenth = f"{figure:.1f}".split(".")
    return translate(_DECIMAL).format(whole=whole, tenth=tenth)


def _drawable(evidence: Evidence) -> Evidence:
    return evidence._replace(facts=tuple((fact, _name(value)) for fact, value in evidence.facts))


def _name(text: str) -> str:
    """A name that can be drawn and leaves room for its sentence; one written from the right stands by itself."""
    short = shortened(drawable(text), _NAME_ROOM)
    from_right = any(unicodedata.bidirectional(char) in ("R", "AL") for char in short)
    return f"\N{FIRST STRONG ISOLATE}{short}\N{POP DIRECTIONAL ISOLATE}" if from_right else short
