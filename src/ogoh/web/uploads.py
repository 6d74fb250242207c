"""Files that staff send with a form: in memory, and refused where they are larger than the form says."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


class NothingSent(Exception):  # noqa: N818  # the house names an exception by what happened
    """There is no file in a form; ``too_large`` where one was announced that the service does not take."""

    def __init__(self, *, too_large: bool) -> None:
        self.too_large = too_large
        super().__init__("too large" if too_large else "nothing sent")


def sent_file(request: HttpRequest, name: str) -> tuple[str, bytes]:
    """The name and the content of a file that came with a form. Raises NothingSent."""
    sent = request.FILES.get(name)
    content: bytes = sent.read() if sent is not None else b""
    if content:
        return str(sent.name if sent else ""), content
    # What is larger than the handler takes is not there at all, but its length was announced.
    announced = request.headers.get("Content-Length", "")
    large = announced.isdecimal() and int(announced) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    raise NothingSent(too_large=large)
