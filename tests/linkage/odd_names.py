"""Names that are read in more than one way, or hardly at all: those for which columns might say something else."""

from __future__ import annotations

from ogoh.names import WrittenName

Names = tuple[WrittenName, ...]


def whole(*texts: str) -> Names:
    """Names on one line each."""
    return tuple([WrittenName(whole=text) for text in texts])


def told(family: str = "", given: str = "", patronymic: str = "") -> Names:
    """One name in fields."""
    return (WrittenName(family=family, given=given, patronymic=patronymic),)


def weak(text: str) -> Names:
    """An alias of low quality."""
    return (WrittenName(whole=text, weak=True),)


ODD_NAMES: tuple[Names, ...] = (
    # Particles, together and apart.
    told("Каримов", "Абдул Ҳамид"),
    told("Каримов", "Абдулҳамид"),
    told("Каримов", "Фаррух бек"),
    told("Каримбеков", "Фаррухбек", "Саидович"),
    told("Зиёев", "Муҳаммад Алӣ"),
    told("ZIYOEV", "MUHAMMADALI"),
    told("Зиёев", "Муҳаммад", "Алӣ"),
    told("Зиёев", "Алӣ Муҳаммад Ҷон"),
    whole("Абдул Каримов"),
    whole("Каримов Бек"),
    # -зода: a family name or a father's.
    told("Саидзода", "Карим"),
    told("Саидзода", "Карим", "Раҳимзода"),
    told("Раҳимов", "Карим", "Саидзода"),
    told("SAIDZODA", "KARIM", "RAHIMOVICH"),
    whole("Карим Саидзода"),
    whole("Саидзода Карим Раҳимзода"),
    whole("Саидзода Карим Алиевич"),
    whole("Раҳимов Карим Саидзода"),
    # Given name and father's name crosswise, and one word in two roles.
    told("Раҳимов", "Карим", "Саидович"),
    told("Раҳимов", "Саид", "Каримович"),
    told("РАХИМОВ", "САИД", "КАРИМ"),
    told("Каримов", "Карим", "Каримович"),
    told("Карим", "Каримов"),
    told("Каримов", "Саид", "Каримович"),
    # Two words in the given name's field.
    told("Раҳимов", "Карим Саидович"),
    told("Раҳимов", "Карим Саид"),
    told("Раҳимов", "Карим Саид", "Алиевич"),
    told("Раҳимова", "Зебо Саидовна"),
    told("Жусупов", "Асан Үсөн уулу"),
    told("Асан уулу", "Үсөн"),
    whole("Үсөн Асан уулу"),
    told("Yusupov", "Azamat", "Salim o'g'li"),
    told("Yusupova", "Zebo", "Salim qizi"),
    whole("Muhammad bin Salih"),
    # Cut off where the line of a passport ends.
    told("MUKHAMMADRAHIMOV", "ABDURAHMONJON SAIDMU"),
    told("MUKHAMMADRAHIMOV", "ABDURAHMONJON SAIDMUKHAMMADOVICH"),
    told("Мухаммадрахимов", "Абдурахмонҷон", "Саидмуҳаммадович"),
    whole("MUKHAMMADRAHIMOV ABDURAHMONJON SAIDMUK"),
    whole("MUKHAMMADRAHIMOV ABDURAHMONJON SAIDMUKHA"),
    # Persian script.
    whole("محمد رحیمی"),
    whole("کریم سعیدزاده"),
    told("رحیمی", "محمد"),
    told("Раҳимӣ", "Муҳаммад"),
    told("Rahimi", "Mohammad"),
    # One part only, initials, hardly a name, none.
    told("Каримов"),
    told("", "Карим"),
    told("", "", "Каримович"),
    whole("Карим"),
    told("Каримов", "К."),
    told("Каримов", "К.", "С."),
    whole("Каримов К. С."),
    told("Каримов", "XXX"),
    told("нет", "Карим", "-"),
    whole("12345"),
    whole("😀 Карим 😀"),
    whole("бек хон ҷон"),
    told("Раҳимов Каримов", "Саид"),
    told("Раҳимов-Каримов", "Саид"),
    told("де ла Круз", "Хуан"),
    whole(" ".join(["Карим Саидов Раҳим"] * 5)),
    # In full and in fields at once.
    (WrittenName("Раҳимов Карим Саидович", "Раҳимов", "Карим", "Саидович"),),
    # Several names, weak ones first and last.
    (*told("Раҳимов", "Карим", "Саидович"), *told("Саидов", "Карим")),
    (*told("Саидов", "Карим"), *whole("Карим Раҳимов", "کریم رحیموف")),
    (*weak("Карим Раҳимов"), *told("Назаров", "Далер")),
    (*told("Назаров", "Далер"), *weak("Карим Раҳимов")),
    weak("Карим"),
    (*whole("12345"), *told("Раҳимов", "Карим", "Саидович")),
    (*told("Раҳимов", "Карим", "Саидович"), *told("Раҳимов", "Карим", "Саидович")),
    told("Холиқов", "Ҷамшед", "Азизович"),
    told("KHALIKOV", "DZHAMSHED", "AZIZOVICH"),
    told("Холикав", "Джамшет", "Азизова"),
    told("Холиқова", "Ҷамила", "Азизовна"),
)
"""Some with slips, other letters and fewer parts, so that they meet each other; the names of one subject each."""
