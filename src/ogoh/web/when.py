"""Days and moments on pages of the staff, in the words of the page's language: ``{% load when %}{% when one.at %}``."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ogoh.web.languages import date_in_words, moment_in_words

register = template.Library()


@register.simple_tag(takes_context=True)
def when(context: template.Context, at: date) -> SafeString:
    """A day, or a moment with its time of day by the clocks of the staff, as a ``time`` element."""
    language = context["language"]
    words = moment_in_words(at, language) if isinstance(at, datetime) else date_in_words(at, language)
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), words)
