"""Error reports that say where a fault is and never what a person typed."""

from __future__ import annotations

import logging
from collections.abc import ItemsView
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class WithoutTraceback(logging.Filter):
    """Of requests that Django refuses by itself (too long, a foreign host) the sentence is enough: no fault is ours."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record, those of refused requests in one line."""
        if record.name.startswith("django.security"):
            record.exc_info = None
        return True


class SilentReporterFilter(SafeExceptionReporterFilter):
    """Leaves out what was posted and every variable of every frame: names and numbers may be in any of them."""

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """Nothing of what was posted."""
        return {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> ItemsView[str, Any]:
        """No variable of any frame."""
        return dict[str, Any]().items()
