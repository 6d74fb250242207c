"""The service for a WSGI server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogoh.web.settings")
application = get_wsgi_application()

from ogoh.web.audit.keys import refuse_without_key  # noqa: E402  # Django has to be set up before

refuse_without_key()
