"""What we know, and the rules it obeys. Rules stand in the database as constraints, each with a sentence."""

from .amendments import Amendment
from .articles import Article, ArticleAddress, ArticleVersion, IllegalState
from .codebooks import CodebookVersion
from .curation import Decision
from .feeds import Feed, FeedEvent, FeedItem
from .fields import Check, Precision
from .findings import Verdict
from .hosts import Host, Robots
from .imports import ImportedFile
from .learning import StanceModel
from .offices import Office, Tenure
from .officials import Alias, Country, Official
from .positions import Position, Shift
from .pulses import Pulse
from .quotations import Quotation
from .reprints import Fingerprint, Reprint
from .revisions import Revision, Watch
from .searches import RecordSearch
from .sources import Source
from .splits import Split
from .stances import Stance
from .statements import Statement
from .topics import Anchor, IssueTopic, TopicCue, TopicStep, TopicTerm

__all__ = [
    "Alias",
    "Amendment",
    "Anchor",
    "Article",
    "ArticleAddress",
    "ArticleVersion",
    "Check",
    "CodebookVersion",
    "Country",
    "Decision",
    "Feed",
    "FeedEvent",
    "FeedItem",
    "Fingerprint",
    "Host",
    "IllegalState",
    "ImportedFile",
    "IssueTopic",
    "Office",
    "Official",
    "Position",
    "Precision",
    "Pulse",
    "Quotation",
    "RecordSearch",
    "Reprint",
    "Revision",
    "Robots",
    "Shift",
    "Source",
    "Split",
    "Stance",
    "StanceModel",
    "Statement",
    "Tenure",
    "TopicCue",
    "TopicStep",
    "TopicTerm",
    "Verdict",
    "Watch",
]
