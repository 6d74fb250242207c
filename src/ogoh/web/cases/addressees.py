"""Where requests about a list go, within how many days they are answered, and who answers what others ask about it."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError

from ogoh.web.audit import events
from ogoh.web.audit.events import Happening, Json
from ogoh.web.audit.services import record
from ogoh.web.cases.actor import Actor
from ogoh.web.cases.days import addressee_of
from ogoh.web.cases.models import Addressee
from ogoh.web.cases.refusal import CaseRefused
from ogoh.web.cases.writing import one_writing
from ogoh.web.lists.models import Source


def set_addressee(by: Actor, source: Source, changed: Mapping[str, object]) -> Addressee:
    """Change what is known of the addressee of a list, by the names of its fields, and keep the rest.

    Raises CaseRefused: a field is not as it must be; Busy.
    """
    with one_writing():
        Source.objects.select_for_update().get(pk=source.pk)
        one = addressee_of(source)
        for field, value in changed.items():
            setattr(one, field, value)
        try:
            one.full_clean(validate_unique=False)
        except ValidationError as fault:
            raise CaseRefused(
                "; ".join(f"{name}: {' '.join(said)}" for name, said in fault.message_dict.items())
            ) from fault
        one.save()
        told: dict[str, Json] = {"source": source.code, "changed": sorted(changed)}
        record(Happening(events.Act.GRANT, by.name, by.office, "an addressee", told=told))
    return one
