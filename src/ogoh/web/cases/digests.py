"""By which a request or an answer that comes once more is known again, and by nobody without the key of the log."""

from __future__ import annotations

from hashlib import sha256

from ogoh.delivery.correspondence import Reply, Request
from ogoh.identity import subject_to_json
from ogoh.web.audit.keys import person_digest


def digest_of_request(request: Request) -> str:
    """What a request asks of whom, without its day."""
    return _keyed("request", (request.question, subject_to_json(request.subject), request.listing, request.statement))


def digest_of_reply(reply: Reply) -> str:
    """What an answer says, without its day and the number of its letter: said twice it is the same."""
    said = (reply.outcome, reply.grounds, reply.agency, reply.until, reply.explanation, reply.listing)
    return _keyed("reply", (*said, subject_to_json(reply.correction)))


def _keyed(kind: str, said: tuple[object, ...]) -> str:
    return person_digest(kind, sha256(repr(said).encode()).hexdigest())
