"""The relational part of a linkage on Apache Spark, for lists and registers that one machine does not hold."""

from ogoh.linkage.sides import EngineFailed
from ogoh.linkage.spark.engine import SparkEngine
from ogoh.linkage.spark.failures import SparkMissing
from ogoh.linkage.spark.session import refuse_without_spark

__all__ = ["EngineFailed", "SparkEngine", "SparkMissing", "refuse_without_spark"]
