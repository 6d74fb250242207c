"""The page that a person takes home: one content, as HTML and as a PDF of one A4 page."""

from ogoh.certificate.home_page.content import HomePage, Tongue
from ogoh.certificate.home_page.html import page_as_html
from ogoh.certificate.home_page.pdf import page_as_pdf

__all__ = ["HomePage", "Tongue", "page_as_html", "page_as_pdf"]
