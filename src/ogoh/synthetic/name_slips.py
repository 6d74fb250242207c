"""What happens to a name before it is written: other endings, other parts, other orders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from ogoh.synthetic.dice import Dice
from ogoh.synthetic.draft import Draft
from ogoh.synthetic.naming import draw_stem, forms
from ogoh.synthetic.tables import read_settings

_LEAST_REST = 3


@cache
def _parts(name: str) -> tuple[str, ...]:
    return tuple(read_settings("errors.yaml")["parts"][name])


def change_family_ending(draft: Draft, dice: Dice) -> bool:
    """-ов to -зода, -ӣ, -иён, the bare stem, or back."""
    if "uulu" in (draft.family_form, draft.patronymic_form):
        return False
    before, draft.family_form = draft.family_form, dice.draw(forms("family_form")[draft.country])
    if draft.family_form == "uulu":
        draft.family_form = before
    return draft.family_form != before


def replace_family(draft: Draft, dice: Dice) -> bool:
    """A wholly new family name: the father's given name, or another one."""
    before = draft.stem
    draft.stem = draft.father if dice.happens(0.5) else draw_stem(dice, draft.country)
    return draft.stem != before


def change_patronymic_form(draft: Draft, dice: Dice) -> bool:
    """-ович to -зода, oʻgʻli, uulu, the bare name, or back."""
    if draft.patronymic_form == "none":
        return False
    before, drawn = draft.patronymic_form, dice.draw(forms("patronymic_form")[draft.country])
    draft.patronymic_form = before if drawn == "none" else drawn
    return draft.patronymic_form != before


def leave_out_patronymic(draft: Draft, dice: Dice) -> bool:
    """No patronymic at all."""
    had = draft.patronymic_form != "none"
    draft.patronymic_form = "none"
    return had


def put_uulu_in_family(draft: Draft, dice: Dice) -> bool:
    """Kyrgyz: father and uulu stand where the family name belongs."""
    if draft.country != "KG" or draft.family_form == "uulu":
        return False
    draft.stem, draft.family_form, draft.patronymic_form = draft.father, "uulu", "none"
    return True


def leave_out_uulu(draft: Draft, dice: Dice) -> bool:
    """Kyrgyz and Uzbek: the father's name without the word that says son or daughter."""
    before = (draft.family_form, draft.patronymic_form)
    if draft.family_form == "uulu":
        draft.family_form = "bare"
    if draft.patronymic_form in ("uulu", "ogli", "oglu"):
        draft.patronymic_form = "bare"
    return before != (draft.family_form, draft.patronymic_form)


def exchange_given_and_father(draft: Draft, dice: Dice) -> bool:
    """Given name and father's bare name change places, as happens when the ending is dropped."""
    if draft.patronymic_form == "none" or draft.given == draft.father:
        return False
    draft.given, draft.father = draft.father, draft.given
    draft.patronymic_form = "bare"
    return True


def leave_out_particle(draft: Draft, dice: Dice) -> bool:
    """Раҳимҷон becomes Раҳим."""
    for part in _parts("come_and_go"):
        if draft.given.endswith(part) and len(draft.given) - len(part) >= _LEAST_REST:
            draft.given = draft.given.removesuffix(part)
            return True
    return False


def add_particle(draft: Draft, dice: Dice) -> bool:
    """Раҳим becomes Раҳимҷон."""
    added = read_settings("errors.yaml")["added_particle"].get(draft.country, {}).get(draft.sex, "")
    if not added or " " in draft.given or draft.given.endswith(_parts("come_and_go")) or draft.given[-1] in "аӣоу":
        return False
    draft.given += added
    return True


def split_compound(draft: Draft, dice: Dice) -> bool:
    """Муҳаммадалӣ becomes Муҳаммад Алӣ, or Муҳаммад-Алӣ."""
    at = _seam(draft.given, _parts("front"), _parts("end"))
    if not at:
        return False
    mark = "-" if dice.happens(0.3) else " "
    draft.given = draft.given[:at] + mark + draft.given[at:].capitalize()
    return True


def shorten_element(draft: Draft, dice: Dice) -> bool:
    """Муҳаммадалӣ becomes Маҳмадалӣ; Абдуқодир becomes Қодир."""
    for long, short in read_settings("errors.yaml")["short_forms"]:
        rest = draft.given.removeprefix(long)
        if rest != draft.given and (short or len(rest) >= _LEAST_REST):
            draft.given = short + rest if short else rest.capitalize()
            return True
    return False


def _seam(name: str, fronts: Sequence[str], ends: Sequence[str]) -> int:
    """Where two elements meet, or 0."""
    for front in fronts:
        if name.startswith(front) and len(name) - len(front) >= _LEAST_REST:
            return len(front)
    for end in ends:
        if name.endswith(end) and len(name) - len(end) >= _LEAST_REST:
            return len(name) - len(end)
    return 0


SLIPS: dict[str, Callable[[Draft, Dice], bool]] = {
    "family_replaced": replace_family,
    "family_ending_changed": change_family_ending,
    "patronymic_form_changed": change_patronymic_form,
    "given_and_father_exchanged": exchange_given_and_father,
    "patronymic_missing": leave_out_patronymic,
    "uulu_in_family": put_uulu_in_family,
    "uulu_left_out": leave_out_uulu,
    "particle_left_out": leave_out_particle,
    "particle_added": add_particle,
    "element_shortened": shorten_element,
    "compound_split": split_compound,
}
