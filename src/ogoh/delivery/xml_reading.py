"""Lists in XML: read element by element, without entities or document types (defusedxml)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from ogoh.delivery.refusal import DeliveryRefused


def root_of(path: Path) -> str:
    """The name of the outermost element. Raises DeliveryRefused for what is no XML."""
    return next(root for root, _ in _events(path)).tag


def root_attribute(path: Path, name: str) -> str:
    """An attribute of the outermost element, empty where it is missing."""
    return next(root for root, _ in _events(path)).get(name, "")


def elements(path: Path, names: frozenset[str]) -> Iterator[Element]:
    """Every whole element of these names, one at a time, emptied before the next.

    Raises DeliveryRefused where the file breaks off or holds what a list never does (entities, document types).
    """
    for _, element in _events(path):
        if element is not None and element.tag in names:
            yield element
            element.clear()


def _events(path: Path) -> Iterator[tuple[Element, Element | None]]:
    """First the root alone, then the root with each element that has ended."""
    try:
        with path.open("rb") as file:
            events = iterparse(file, events=("start", "end"), forbid_dtd=True)
            _, root = next(events)
            yield root, None
            yield from ((root, element) for event, element in events if event == "end")
    except ParseError as error:
        line = error.position[0]
        raise DeliveryRefused(
            path.name,
            f"XML that breaks off or is damaged in line {line} ({error})",
            "a whole XML document",
            "Ask for the file again; compare its size with the sender's.",
        ) from error
    except (DefusedXmlException, StopIteration) as error:
        raise DeliveryRefused(
            path.name,
            f"XML with parts that a list never has ({error})",
            "XML without a document type",
            "Do not use it.",
        ) from error


def text_of(element: Element, name: str) -> str:
    """The text of a child on one line; empty where there is none."""
    return " ".join((element.findtext(name) or "").split())


def texts_of(element: Element, path: str) -> list[str]:
    """The texts of all children at a path that hold any, each once."""
    found = (" ".join((child.text or "").split()) for child in element.findall(path))
    return [text for text in dict.fromkeys(found) if text]
