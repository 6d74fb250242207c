"""Spark links as DuckDB does: the same pairs, and every score the same to the last bit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ogoh.cli.bench.population import subject_of
from ogoh.identity import Subject
from ogoh.identity.batch import IDENTITY_COLUMNS, subjects_batch, subjects_in
from ogoh.identity.document import Document
from ogoh.identity.partial_date import PartialDate
from ogoh.linkage.duck import DuckEngine
from ogoh.linkage.settings import Settings, silent
from ogoh.linkage.sides import Findings, Scored, Sides
from ogoh.linkage.spark import EngineFailed, SparkEngine, engine
from ogoh.linkage.spark.session import CONFIGURATION, MASTER, begun_session, configuration
from ogoh.linkage.workers import Workers
from ogoh.matching import compare, prepare
from ogoh.matching.commonness import bearers_of, borne_by, commonness_on, names_counted
from ogoh.matching.comparison import ATTRIBUTES
from ogoh.names import WrittenName
from ogoh.synthetic import list_rows, register_rows

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [
    pytest.mark.slow,
    # Spark's Python leaves the sockets to its Java machine, and that machine itself, to the end of the process.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

SEED, LISTED, CROSSINGS = 11, 600, 4_000
ALL = -1e9
FEW_ROWS = Settings(workers=2, rows_at_once=500, pairs_at_once=300)
TIGHT = replace(FEW_ROWS, most_holders=6, most_wide_holders=3, most_candidates=2)

PAIRS = """
SELECT l.id, r.id, COLUMNS(s.* EXCLUDE ("left", "right")) FROM read_parquet(?) AS s
JOIN read_parquet(?) AS l ON l.number = s."left" JOIN read_parquet(?) AS r ON r.number = s."right"
"""

Row = tuple[str, Subject]
Pairs = Counter[tuple[Any, ...]]


@dataclass(frozen=True)
class Outcome:
    """What an engine found: pairs of identifiers with their scores, as often as they are met."""

    pairs: Pairs
    findings: Findings


def odd(rows: list[Row]) -> list[Row]:
    """People of whom less is known, or more, or whose names are written otherwise."""
    (_, one), *others = rows
    names = [WrittenName(whole=whole) for whole in ("محمد رحیمی", "فاطمه احمدی", "Муҳаммад Раҳимӣ", "Mohammad Rahimi")]
    born = PartialDate(1984, 5, 17)
    return [
        *((f"{id}-undated", replace(subject, births=())) for id, subject in rows),
        *((f"{id}-nothing", replace(subject, births=(), documents=())) for id, subject in rows),
        *((f"{id}-year", replace(s, births=(PartialDate(s.births[0].year),))) for id, s in rows if s.births),
        *((f"{id}-about", replace(s, births=(PartialDate(1980, last_year=1983), born))) for id, s in others),
        *((f"{id}-alias", replace(s, names=(*s.names, *one.names, names[0]))) for id, s in others),
        *((f"{id}-papers", replace(s, documents=(*s.documents, *one.documents))) for id, s in others),
        *((f"{id}-again-{time}", subject) for id, subject in rows[:5] for time in range(7)),
        *((f"script-{at}", Subject((name,), (born,))) for at, name in enumerate(names)),
        *(
            (f"script-{at}-undated", Subject((name,), documents=(Document("A 1", "A1"),)))
            for at, name in enumerate(names)
        ),
        ("nobody", Subject((WrittenName(whole="?"),))),
    ]


def readable(rows: Iterable[dict[str, str]]) -> list[Row]:
    return [(row["id"], subject) for row in rows if (subject := subject_of(row)) is not None]


def written(path: Path, rows: list[Row]) -> Path:
    pq.write_table(pa.Table.from_batches([subjects_batch(rows)]), path)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spark [odd] 100%")


@pytest.fixture(scope="module")
def spark(folder: Path) -> Iterator[SparkSession]:
    """One session for all: a Java machine takes long to start, and less long if it compiles in haste."""
    if not shutil.which("java") and not os.environ.get("JAVA_HOME"):
        pytest.skip("Java 17 is not installed (openjdk-17-jre-headless)")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CONFIGURATION, "spark.driver.extraJavaOptions=-XX:+UseSerialGC -XX:TieredStopAtLevel=1")
        session = begun_session(folder, FEW_ROWS, folder / "session.log")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(2) as pool:
        yield pool


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> Sides:
    place = tmp_path_factory.mktemp("sides")
    listed = readable(list_rows(LISTED, SEED))
    crossed = readable(register_rows(CROSSINGS, SEED, LISTED))
    strange = odd(listed[:25])
    right = [*crossed, *odd(crossed[:25]), *((f"crossed-{id}", subject) for id, subject in strange)]
    return Sides(written(place / "left.parquet", [*listed, *strange]), written(place / "right.parquet", right))


@pytest.fixture(scope="module")
def by_spark(spark: SparkSession, folder: Path, sides: Sides) -> Outcome:
    return linked_by_spark(folder / "linked", sides, FEW_ROWS)


def linked_by_spark(folder: Path, sides: Sides, settings: Settings, least: float = ALL) -> Outcome:
    with SparkEngine(folder, settings, silent) as linking:
        return outcome(linking.link(sides, least), linking.findings(), sides)


def linked_by_duck(folder: Path, sides: Sides, settings: Settings, workers: Workers, least: float = ALL) -> Outcome:
    with DuckEngine(folder, settings, silent, workers) as linking:
        return outcome(linking.link(sides, least), linking.findings(), sides)


def outcome(scored: Scored, findings: Findings, sides: Sides) -> Outcome:
    files = [str(file) for file in (scored.scores, scored.left_members, scored.right_members)]
    with duckdb.connect() as database:
        rows = database.execute(PAIRS, files).fetchall()
    return Outcome(Counter((*in_order(*row[:2], itself=sides.itself), *row[2:]) for row in rows), findings)


def in_order(left: str, right: str, *, itself: bool) -> tuple[str, str]:
    """Within one list it does not matter who of a pair is called left."""
    return (min(left, right), max(left, right)) if itself else (left, right)


def subjects(path: Path) -> dict[str, Subject]:
    return dict(row for batch in pq.read_table(path).to_batches() for row in subjects_in(batch))


def distinct(path: Path) -> list[Subject]:
    table = pq.read_table(path)
    once = table.group_by(list(IDENTITY_COLUMNS)).aggregate([("id", "min")]).rename_columns([*IDENTITY_COLUMNS, "id"])
    return [subject for batch in once.to_batches() for _, subject in subjects_in(batch)]


def test_a_list_and_a_register_are_linked_as_by_duckdb(
    by_spark: Outcome, sides: Sides, workers: Workers, tmp_path: Path
) -> None:
    assert by_spark == linked_by_duck(tmp_path, sides, FEW_ROWS, workers)
    assert len(by_spark.pairs) > 2_000


def test_the_cases_that_could_differ_are_among_what_was_linked(by_spark: Outcome, folder: Path) -> None:
    assert pq.read_table(folder / "linked" / "spark" / "wide").num_rows > 20
    left = {pair[0].partition("-")[2] for pair in by_spark.pairs}
    assert {"", "undated", "nothing", "year", "about", "alias", "papers", "again-6"} <= left
    assert any(pair[:2] == ("script-0", "crossed-script-3") for pair in by_spark.pairs)


def test_every_score_is_that_of_comparing_the_two_by_themselves(by_spark: Outcome, sides: Sides) -> None:
    left, right = ({id: prepare(one) for id, one in subjects(side).items()} for side in (sides.left, sides.right))
    borne = borne_by(names_counted(map(prepare, distinct(sides.right))))
    commonness = commonness_on(bearers_of(borne), "register")
    for one, other, weight, probability, *bits in islice(by_spark.pairs, 0, None, 3):
        found = compare(left[one], right[other], commonness)
        assert (weight, probability) == (found.weight, found.probability)
        assert bits == [sum(e.bits for e in found.evidence if e.attribute == name) for name in ATTRIBUTES]


def test_a_list_is_linked_with_itself_as_by_duckdb(
    spark: SparkSession, sides: Sides, workers: Workers, tmp_path: Path
) -> None:
    itself = Sides(sides.left, sides.left)
    found = linked_by_spark(tmp_path / "spark", itself, FEW_ROWS, 0.0)
    (tmp_path / "duck").mkdir()
    assert found == linked_by_duck(tmp_path / "duck", itself, FEW_ROWS, workers, 0.0)
    assert any("again-1" in one and "again-6" in other for one, other, *_ in found.pairs)


def test_limits_hold_as_they_do_in_duckdb(spark: SparkSession, sides: Sides, workers: Workers, tmp_path: Path) -> None:
    (tmp_path / "duck").mkdir()
    found = linked_by_spark(tmp_path / "spark", sides, TIGHT)
    assert found == linked_by_duck(tmp_path / "duck", sides, TIGHT, workers)
    assert min(found.findings.left_out, found.findings.crowded) > 0


def test_what_is_complete_is_not_done_again(
    by_spark: Outcome, sides: Sides, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PAIRS_A_CHUNK", 1_000)
    begun = tmp_path / "spark"
    for step in ("subject_left", "subject_right", "asked", "stored", "holders"):
        shutil.copytree(folder / "linked" / "spark" / step, begun / step)
    (begun / "holders" / "_SUCCESS").unlink()
    steps: list[str] = []
    with SparkEngine(tmp_path, FEW_ROWS, lambda step, _done, _whole: steps.append(step)) as linking:
        assert outcome(linking.link(sides, ALL), linking.findings(), sides) == by_spark
    assert set(steps) == {"holders", "narrow", "wide", "crowded", "findings", "scores"}
    assert steps.count("scores") > 1


def test_a_failure_in_the_middle_is_one_sentence(
    spark: SparkSession, sides: Sides, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    left = pq.read_table(sides.left)
    unreadable = left.set_column(left.column_names.index("others"), "others", pa.array(["no list"] * left.num_rows))
    pq.write_table(unreadable, tmp_path / "left.parquet")
    capfd.readouterr()
    with (
        SparkEngine(tmp_path, FEW_ROWS, silent) as linking,
        pytest.raises(
            EngineFailed,
            match=r"^Spark failed \(.*no list.*\); the same command goes on from the last step that was complete\.$",
        ),
    ):
        linking.link(Sides(tmp_path / "left.parquet", sides.right), ALL)
    assert capfd.readouterr() == ("", "")


LINK = "from pathlib import Path; from ogoh.linkage.spark import SparkEngine; from ogoh.linkage.settings import *\n"
ASK = """
try: SparkEngine(Path({folder!r}), Settings(), silent)
except Exception as error: print(type(error).__name__, error)
"""


def said_without(path: Path, environment: dict[str, str], before: str = "") -> str:
    code = LINK + before + ASK.format(folder=str(path))
    whole = {key: value for key, value in os.environ.items() if key not in ("JAVA_HOME", "PATH")} | environment
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=whole, check=True).stdout


def test_without_java_it_says_what_to_install(tmp_path: Path) -> None:
    assert said_without(tmp_path, {"PATH": ""}) == (
        "SparkMissing Spark needs Java 17 or newer, and none was found: install openjdk-17-jre-headless or set "
        "JAVA_HOME, or leave --engine out.\n"
    )


def test_a_java_that_does_not_start_is_one_sentence(tmp_path: Path) -> None:
    java = tmp_path / "java" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text("#!/bin/sh\necho Unsupported class file >&2\nexit 1\n")
    java.chmod(0o755)
    said = said_without(tmp_path, {"PATH": os.environ["PATH"], "JAVA_HOME": str(tmp_path / "java")})
    assert said.startswith("SparkMissing Spark did not start: it needs Java 17 or newer")
    assert said.count("\n") == 1
    assert "Unsupported class file" in (tmp_path / "spark" / "spark.log").read_text()


def test_without_pyspark_it_says_what_to_install(tmp_path: Path) -> None:
    said = said_without(tmp_path, {}, "import sys; sys.modules['pyspark'] = None\n")
    assert said == (
        "SparkMissing Spark was asked for, and PySpark is not installed: pip install 'ogoh[spark]', or leave "
        "--engine out.\n"
    )


def test_the_environment_names_a_cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MASTER, "spark://one:7077")
    monkeypatch.setenv(CONFIGURATION, "spark.executor.memory=4g; spark.driver.extraJavaOptions=-Da=b;")
    told = configuration(tmp_path, Settings(memory=3000))
    assert told["spark.master"] == "spark://one:7077"
    assert told["spark.executor.memory"] == "4g"
    assert told["spark.driver.extraJavaOptions"] == "-Da=b"
    assert told["spark.driver.memory"] == "3000m"
    assert "spark.driver.bindAddress" not in told


def test_a_configuration_of_another_form_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CONFIGURATION, "spark.executor.memory")
    with pytest.raises(EngineFailed, match="OGOH_SPARK_CONF is to hold key=value"):
        configuration(tmp_path, Settings())
