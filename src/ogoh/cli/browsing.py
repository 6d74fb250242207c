"""As much of a browser as a load test and a demonstration need: cookies, forms with their token, where it leads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Got:
    """An answer: its status, the page, and the address it leads to."""

    status: int
    page: str
    leads_to: str = ""


@dataclass(slots=True)
class Browsing:
    """Somebody in front of a browser, on one host and port."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def get(self, address: str) -> Got:
        """Open a page and remember the token of its form."""
        got = self._asked("GET", address, "")
        if found := _TOKEN.search(got.page):
            self.token = found.group(1)
        return got

    def post(self, address: str, **fields: str) -> Got:
        """Send a form with the token that was seen last."""
        return self._asked("POST", address, urlencode({**fields, "csrfmiddlewaretoken": self.token}))

    def _asked(self, method: str, address: str, body: str) -> Got:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            if body:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request(method, address, body or None, headers)
            answer = connection.getresponse()
            page = answer.read().decode(errors="replace")
            self._keep_cookies(answer)
            return Got(answer.status, page, answer.getheader("Location", ""))
        finally:
            connection.close()

    def _keep_cookies(self, answer: HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
