"""One factory for every model. States and people are invented, and so are their words."""

from .articles import ArticleFactory, ArticleVersionFactory, FeedFactory, FeedItemFactory, SourceFactory
from .findings import DecisionFactory, PositionFactory, ShiftFactory, SplitFactory
from .register import (
    AliasFactory,
    CountryFactory,
    EditorFactory,
    OfficeFactory,
    OfficialFactory,
    TenureFactory,
    UserFactory,
)
from .statements import QuotationFactory, StanceFactory, StanceModelFactory, StatementFactory
from .topics import STEP_WORDS, AnchorFactory, IssueTopicFactory, TopicStepFactory, TopicTermFactory

__all__ = [
    "STEP_WORDS",
    "AliasFactory",
    "AnchorFactory",
    "ArticleFactory",
    "ArticleVersionFactory",
    "CountryFactory",
    "DecisionFactory",
    "EditorFactory",
    "FeedFactory",
    "FeedItemFactory",
    "IssueTopicFactory",
    "OfficeFactory",
    "OfficialFactory",
    "PositionFactory",
    "QuotationFactory",
    "ShiftFactory",
    "SourceFactory",
    "SplitFactory",
    "StanceFactory",
    "StanceModelFactory",
    "StatementFactory",
    "TenureFactory",
    "TopicStepFactory",
    "TopicTermFactory",
    "UserFactory",
]
