"""The docs say what the code does: commands, options, variables, fields, levels, tables, dependencies, links."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from ogoh.cli import app
from ogoh.delivery.columns import known_fields
from ogoh.synthetic import demo_travellers

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
KINDS = ("tutorial", "how-to", "reference", "explanation")

PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "src").rglob("*.md")])
page = pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))

WEAK_COPYLEFT = {"psycopg", "psycopg-binary"}
"""LGPL, used unchanged as a library; the reason stands in the docs."""


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def sections(text: str) -> dict[str, str]:
    """The text under each heading of the second level."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def options_in(text: str) -> set[str]:
    return set(re.findall(r"`(--[a-z-]+)`", text))


@cache
def commands() -> dict[str, set[str]]:
    """Every command with its options, as the command itself knows them."""
    return dict(_commands("ogoh", typer.main.get_command(app)))


def _commands(name: str, command: Any) -> Iterator[tuple[str, set[str]]]:
    for word, below in getattr(command, "commands", {}).items():
        yield from _commands(f"{name} {word}", below)
    if not hasattr(command, "commands"):
        words = {word for one in command.params for word in (*one.opts, *one.secondary_opts)}
        yield name, {word for word in words if word.startswith("--")} - {"--help"}


def test_every_command_stands_in_the_reference_and_no_other() -> None:
    assert set(sections(text_of(REFERENCE / "commands.md"))) == set(commands())


@pytest.mark.parametrize("command", commands())
def test_every_option_stands_under_its_command_and_no_other(command: str) -> None:
    assert options_in(sections(text_of(REFERENCE / "commands.md"))[command]) == commands()[command]


def test_every_variable_of_the_environment_is_documented_and_no_other() -> None:
    folders = [path for name in ("src", "script", ".ci", "tests") for path in (ROOT / name).rglob("*")]
    sources = [path for path in folders if path.is_file() and path.suffix in {"", ".py"} and path != Path(__file__)]
    used = {name for path in sources for name in re.findall(r"\bOGOH_[A-Z_]+\b", text_of(path))}
    documented = set(re.findall(r"^\| `(OGOH_[A-Z_]+)`", text_of(REFERENCE / "settings.md"), re.MULTILINE))
    assert documented == used
    assert "`DATABASE_URL`" in text_of(REFERENCE / "settings.md")


def test_every_field_of_a_list_is_documented() -> None:
    text = text_of(REFERENCE / "files.md")
    assert [name for name in sorted(known_fields()) if f"`{name}`" not in text] == []


def test_every_field_of_question_and_answer_is_documented() -> None:
    from ogoh.web.api.schemas import Fault, Question, Reason, Reply, SourceAnswer, Unseen

    text = text_of(REFERENCE / "api.md")
    shapes = (Question, Reply, SourceAnswer, Reason, Unseen)
    fields = {f"`{name}`" for shape in shapes for name in shape.model_fields}
    assert sorted(fields - set(re.findall(r"`\w+`", text))) == []
    assert all(f'"{name}"' in text for name in Fault.model_fields)


def test_every_level_and_rule_of_the_model_is_documented() -> None:
    model = yaml.safe_load(text_of(ROOT / "src/ogoh/matching/data/model.yaml"))
    roles = [*model["name"]["given"], *model["name"]["family"], *model["name"]["patronymic"]]
    groups = [*model["birth"], *model["document"], *model["sex"], *model["citizenship"], *model["birthplace"]]
    named = [*model["name"], *roles, *groups, *model["calibration"], *model["decision"], *model]
    named = [word for word in named if word not in ("version", "name")]
    text = text_of(REFERENCE / "model.md")
    assert [word for word in named if f"`{word}`" not in text] == []


@pytest.mark.parametrize("table", sorted((ROOT / "src/ogoh/names/data").glob("*.csv")), ids=lambda path: path.name)
def test_every_table_of_names_is_documented_with_its_columns(table: Path) -> None:
    row = next(line for line in text_of(REFERENCE / "names.md").splitlines() if line.startswith(f"| `{table.name}`"))
    columns = text_of(table).splitlines()[0].split(",")
    assert [column for column in columns if column != "source" and f"`{column}`" not in row] == []


def direct_dependencies() -> set[str]:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    extras = [one for group in project["optional-dependencies"].values() for one in group]
    return {re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in [*project["dependencies"], *extras]} - {"ogoh"}


def test_every_dependency_has_its_reason_and_no_other_is_named() -> None:
    told = sections(text_of(DOCS / "explanation" / "dependencies.md"))
    del told["Looked at and left"]
    rows = re.findall(r"^\| ([\w.-]+) \| (.+?) \|", "".join(told.values()), re.MULTILINE)
    assert {name for name, reason in rows if name != "package" and reason} == direct_dependencies()


def licence_of(distribution: Distribution) -> str:
    told = distribution.metadata
    classifiers = [one for one in told.get_all("Classifier") or [] if one.startswith("License")]
    # Some put the whole text into this field; its first line names the licence.
    lines = [line for text in told.get_all("License") or [] for line in text.splitlines()[:1]]
    return " ".join([*(told.get_all("License-Expression") or []), *lines, *classifiers])


def test_nothing_installed_is_under_a_licence_that_would_reach_ours() -> None:
    copyleft = re.compile(r"GPL|General Public License")
    found = {one.name.lower() for one in distributions() if copyleft.search(licence_of(one))}
    assert found <= WEAK_COPYLEFT


def without_code(text: str) -> str:
    text = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]*`", "", text)


def anchors_of(path: Path) -> set[str]:
    """The anchors that headings of a page get: small letters, blanks as hyphens, no punctuation."""
    headings = re.findall(r"^#+ (.+)$", text_of(path), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@page
def test_every_link_inside_the_docs_leads_somewhere(page: Path) -> None:
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", without_code(text_of(page))):
        file, _, anchor = link.partition("#")
        if re.match(r"https?:", link):
            continue
        target = (page.parent / file).resolve() if file else page
        if not target.exists() or (anchor and anchor not in anchors_of(target)):
            broken.append(link)
    assert broken == []


@page
def test_no_page_names_a_folder_of_somebody_s_machine(page: Path) -> None:
    pattern = r"(?<![\w.~/])/(?:work|home|root|Users|tmp|opt|mnt|srv|var|etc|usr)\b[^\s`)]*|[A-Z]:\\"
    assert re.findall(pattern, text_of(page)) == []


def test_every_page_of_the_four_kinds_stands_in_the_table_of_contents() -> None:
    linked = set(re.findall(r"\]\(([^)#\s]+)\)", text_of(DOCS / "README.md")))
    pages = {str(path.relative_to(DOCS)) for kind in KINDS for path in (DOCS / kind).rglob("*.md")}
    assert sorted(pages - linked) == []


def test_every_test_that_the_promises_name_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", text_of(DOCS / "explanation" / "principles.md")))
    written = "".join(text_of(path) for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name in sorted(named) if f"def {name}(" not in written] == []


def test_the_travellers_of_the_first_steps_are_those_of_the_demonstration() -> None:
    text = text_of(DOCS / "tutorial" / "first-steps.md")
    columns = ("family_name", "given_name", "patronymic", "dob", "document_number")
    cells = [traveller[column] for traveller in demo_travellers(20_000, 1) for column in columns]
    assert [cell for cell in cells if cell not in text] == []
