"""What an XML document may not do to its reader: nest without end, define words that grow, point elsewhere."""

from io import BytesIO
from typing import Any
from xml.sax import SAXException, SAXParseException, handler

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

DEEPEST = 250
MOST_ELEMENTS = 200_000
MOST_ENTITIES, LONGEST_ENTITY = 300, 400


class NotAFeed(Exception):
    """These bytes are not a feed that can be read. The sentence is for editors."""


class _Dangerous(SAXException):
    pass


class _Counter(handler.ContentHandler):
    """Counts, and stops at, what no feed needs."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._elements = 0

    def startElement(self, name: str, attrs: Any) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST:
            raise _Dangerous(f"its elements are nested more than {DEEPEST} deep")
        if self._elements > MOST_ELEMENTS:
            raise _Dangerous(f"it has more than {MOST_ELEMENTS} elements")

    def endElement(self, name: str) -> None:
        self._depth -= 1


class _Parser(DefusedExpatParser):  # type: ignore[misc]
    """Allows short entities such as `&nbsp;`, none built from others, none that point to another document."""

    def __init__(self) -> None:
        super().__init__(forbid_dtd=False, forbid_entities=True, forbid_external=False)
        self._entities = 0

    def defused_entity_decl(self, name: str, is_parameter: bool, value: str | None, *place: Any) -> None:
        self._entities += 1
        plain = value is not None and not {"&", "%"} & set(value) and len(value) <= LONGEST_ENTITY
        if is_parameter or not plain or self._entities > MOST_ENTITIES:
            super().defused_entity_decl(name, is_parameter, value, *place)


def check_xml(body: bytes) -> None:
    """Raise `NotAFeed` where reading `body` would cost more than its size; what is not well-formed passes."""
    parser: Any = _Parser()
    parser.setFeature(handler.feature_external_ges, False)
    parser.setFeature(handler.feature_external_pes, False)
    parser.setContentHandler(_Counter())
    parser.setErrorHandler(handler.ErrorHandler())
    try:
        parser.parse(BytesIO(body))
    except DefusedXmlException as error:
        raise NotAFeed("The feed is not read: it defines entities that grow or point elsewhere.") from error
    except _Dangerous as error:
        raise NotAFeed(f"The feed is not read: {error.getMessage()}.") from error
    except (SAXParseException, ValueError, LookupError):
        return  # broken feeds are feedparser's trade
