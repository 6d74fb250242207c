"""The only thing the public pages write down: how many questions a digest has left."""

from __future__ import annotations

from ogoh.web.buckets import Bucket as AbstractBucket


class Bucket(AbstractBucket):
    """A bucket of the public pages: for an address, a document, or one solved puzzle."""
