"""What we know, and the rules it obeys. Rules stand in the database as constraints, each with a sentence."""

from .articles import Article, ArticleVersion, IllegalState
from .curation import Decision
from .fields import Precision
from .offices import Office, Tenure
from .officials import Alias, Country, Official
from .positions import Position, Shift
from .sources import Source
from .statements import Check, Quotation, Stance, Statement
from .topics import Anchor, IssueTopic, TopicStep, TopicTerm

__all__ = [
    "Alias",
    "Anchor",
    "Article",
    "ArticleVersion",
    "Check",
    "Country",
    "Decision",
    "IllegalState",
    "IssueTopic",
    "Office",
    "Official",
    "Position",
    "Precision",
    "Quotation",
    "Shift",
    "Source",
    "Stance",
    "Statement",
    "Tenure",
    "TopicStep",
    "TopicTerm",
]
