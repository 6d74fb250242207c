"""A Spark session: the one that is active already, or one that begins and ends with a linkage.

Two names of the environment say where Spark runs: ``OGOH_SPARK_MASTER`` is the address of a cluster (without it, as
many threads of this machine as the settings have workers), ``OGOH_SPARK_CONF`` is further configuration,
``key=value;key=value``. The folder of the run must be the same place for every machine of the cluster, and its Pythons
must find ``ogoh`` and what it needs: pack this environment with ``venv-pack`` and name it,
``spark.archives=ogoh.tar.gz#ogoh;spark.pyspark.python=./ogoh/bin/python``, or send ``ogoh`` alone by
``spark.submit.pyFiles`` (`SparkContext.addPyFile`) to machines that have the rest.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ogoh.linkage.settings import Settings
from ogoh.linkage.sides import EngineFailed
from ogoh.linkage.spark.failures import SparkMissing

if TYPE_CHECKING:
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

MASTER = "OGOH_SPARK_MASTER"
CONFIGURATION = "OGOH_SPARK_CONF"

_LEAST_MEMORY = 1024
_NO_PYSPARK = "Spark was asked for, and PySpark is not installed: pip install 'ogoh[spark]', or leave --engine out."
_NO_JAVA = (
    "Spark needs Java 17 or newer, and none was found: install openjdk-17-jre-headless or set JAVA_HOME, or leave "
    "--engine out."
)


def active_session() -> SparkSession | None:
    """The session that whoever calls us has begun. Raises `SparkMissing` without PySpark."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SparkMissing(_NO_PYSPARK) from error
    return SparkSession.getActiveSession()


def refuse_without_spark() -> None:
    """Say before any work that Spark cannot start. Raises `SparkMissing` without PySpark or Java."""
    if active_session() is None and not _java_is_there():
        raise SparkMissing(_NO_JAVA)


def begun_session(folder: Path, settings: Settings, log: Path) -> SparkSession:
    """A new session whose own words go to the file ``log``. Raises `SparkMissing`, `EngineFailed`."""
    refuse_without_spark()
    wanted = configuration(folder, settings)
    with _python_of_workers(wanted.get("spark.pyspark.python", sys.executable)):
        return _begun(wanted, log)


def configuration(folder: Path, settings: Settings) -> dict[str, str]:
    """What Spark is told before it starts. Raises `EngineFailed` where the environment cannot be read."""
    master = os.environ.get(MASTER) or f"local[{settings.workers}]"
    return {
        "spark.master": master,
        "spark.app.name": "ogoh link",
        "spark.driver.memory": f"{max(_LEAST_MEMORY, settings.memory)}m",
        "spark.local.dir": str(folder / "spilled"),
        "spark.log.level": "ERROR",
        "spark.sql.adaptive.enabled": "true",
        "spark.sql.adaptive.skewJoin.enabled": "true",
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        **(_of_one_machine(settings) if master.startswith("local") else {}),
        **_further(os.environ.get(CONFIGURATION, "")),
    }


def _of_one_machine(settings: Settings) -> dict[str, str]:
    return {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": str(max(16, 8 * settings.workers)),
    }


def _further(written: str) -> dict[str, str]:
    pairs = [one.partition("=") for one in written.split(";") if one.strip()]
    for key, equals, _ in pairs:
        if not (key.strip() and equals):
            raise EngineFailed(f"{CONFIGURATION} is to hold key=value;key=value, and {key!r} is not of that form.")
    return {key.strip(): value.strip() for key, _, value in pairs}


def _java_is_there() -> bool:
    home = os.environ.get("JAVA_HOME")
    return bool(shutil.which("java", path=str(Path(home) / "bin") if home else None))


@contextmanager
def _python_of_workers(python: str) -> Iterator[None]:
    """Spark reads from the environment which Python its workers run, once, when it starts."""
    before = os.environ.get("PYSPARK_PYTHON")
    os.environ["PYSPARK_PYTHON"] = python
    try:
        yield
    finally:
        os.environ.pop("PYSPARK_PYTHON")
        if before is not None:
            os.environ["PYSPARK_PYTHON"] = before


def _begun(wanted: dict[str, str], log: Path) -> SparkSession:
    from py4j.protocol import Py4JError  # type: ignore[import-untyped]
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    try:
        if SparkContext._gateway is None:
            _start_java(SparkConf(loadDefaults=False).setAll(list(wanted.items())), log)
        conf = SparkConf().setAll(list(wanted.items()))
        return SparkSession.builder.config(conf=conf).getOrCreate()
    except (PySparkException, Py4JError, OSError) as error:
        raise SparkMissing(
            "Spark did not start: it needs Java 17 or newer, the memory it asks for and a master it can reach; its own "
            f"words are in {log}."
        ) from error


def _start_java(conf: SparkConf, log: Path) -> None:
    """Start the Java machine with a file for its own words: it would fill the terminal with them."""
    from pyspark import SparkContext
    from pyspark.java_gateway import launch_gateway

    with log.open("ab") as words:
        gateway = launch_gateway(conf, {"stdout": words, "stderr": words})  # type: ignore[no-untyped-call]
    SparkContext._ensure_initialized(gateway=gateway, conf=conf)
