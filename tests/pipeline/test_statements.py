"""From a captured text to statements: found, joined with what is known, filed under topics; twice is once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AnchorFactory,
    CountryFactory,
    IssueTopicFactory,
    OfficeFactory,
    OfficialFactory,
    QuotationFactory,
    SourceFactory,
    StatementFactory,
    TenureFactory,
    TopicStepFactory,
    TopicTermFactory,
)
from tracker.models import Article, Check, Quotation, Stance, Statement
from tracker.pipeline import articles, curation, quotations, statements

pytestmark = pytest.mark.django_db

DAY = date(2024, 10, 17)
STORY = """The foreign minister of Varania left for talks on Thursday.

“We will keep the ferry line to the islands open through the winter, whatever it costs us,” Ilse Varga said. “The islands can count on us.”

The line has run since 1962 and carries most of what the islanders eat. Ms Varga said that a new ship would be ordered.

We will keep the ferry line to the islands open through the winter, whatever it costs us Foreign Minister Ilse Varga"""
REPRINT = """Ferry stays, minister says

“We will keep the ferry line to the islands open through the winter,” said Ilse Varga, the foreign minister."""


@pytest.fixture
def varga():
    country = CountryFactory(code="XA", name="Varania", adjectives=["Varanian"])
    official = OfficialFactory(slug="ilse-varga", name="Ilse Varga", country=country)
    office = OfficeFactory(
        name="Foreign Minister", titles=["Foreign Minister"], country=country, role="foreign_minister"
    )
    TenureFactory(official=official, office=office, start=date(2024, 7, 8))
    return official


@pytest.fixture
def ferry():
    topic = IssueTopicFactory(slug="island-ferry", name="The island ferry")
    for score in (-2, -1, 0, 1, 2):
        if not topic.steps.filter(score=score).exists():
            AnchorFactory(step=TopicStepFactory(topic=topic, score=score, word=f"Step {score}"))
    TopicTermFactory(topic=topic, phrase="ferry line")
    return topic


def ingest(text, *, published_on=DAY, **given):
    article = articles.submit_text(text, published_on=published_on, **given)
    quotations.read_article(article)
    statements.file_article(article)
    article.refresh_from_db()
    return article


def test_an_article_becomes_statements_of_its_speaker_in_the_office_of_that_day(varga, ferry):
    article = ingest(STORY)
    assert article.state == Article.State.READY
    spoken = Statement.objects.get(kind="spoken")
    assert spoken.official == varga
    assert spoken.office.name == "Foreign Minister"
    assert spoken.reported_on == DAY
    assert spoken.said_on is None
    assert spoken.state == Check.SUGGESTED
    assert spoken.text.startswith("We will keep the ferry line")
    assert spoken.text.endswith("The islands can count on us.")


def test_spans_reproduce_the_words_exactly(varga):
    text = ingest(STORY).latest_version.text
    found = list(Quotation.objects.all())
    assert found
    for quotation in found:
        assert quotation.content == " ".join(text[start:end] for start, end in quotation.spans)


def test_the_pull_quote_and_the_spoken_words_are_one_statement(varga):
    ingest(STORY)
    spoken = Statement.objects.get(kind="spoken")
    assert spoken.quotations.count() == 2


def test_what_is_filed_is_suggested_under_its_topic_and_not_public(varga, ferry):
    ingest(STORY)
    stance = Stance.objects.get(statement__kind="spoken")
    assert (stance.topic, stance.state) == (ferry, Check.SUGGESTED)
    assert "ferry line" in [words.lower() for words in stance.evidence]
    assert not Statement.objects.public().exists()
    assert not Stance.objects.public().exists()


def test_a_reprint_backs_the_same_statement_and_an_earlier_report_sets_its_day(varga):
    ingest(STORY)
    earlier = date(2024, 10, 16)
    ingest(REPRINT, published_on=earlier, url="https://courier.example/reprint")
    spoken = Statement.objects.get(kind="spoken")
    assert spoken.quotations.values("version__article").distinct().count() == 2
    assert spoken.reported_on == earlier


def test_a_passage_that_joins_an_accepted_statement_waits_to_be_checked_and_stays_hidden(varga, client):
    ingest(STORY)
    spoken = Statement.objects.get(kind="spoken")
    edit = curation.Edit(
        official=varga, office=None, said_on=DAY, said_on_precision="day", kind="spoken", decisive=False, stances={}
    )
    curation.accept(spoken, actor=None, edit=edit)
    assert not Statement.objects.to_check().filter(pk=spoken.pk).exists()
    article = ingest(f"{REPRINT}\n\nA neighbouring secret.", url="https://courier.example/reprint")
    joined = Quotation.objects.get(version__article=article)
    assert joined.statement == spoken
    assert Statement.objects.to_check().filter(pk=spoken.pk).exists()
    page = client.get(spoken.get_absolute_url()).content.decode()
    assert "ferry line" in page
    assert "A neighbouring secret" not in page
    decision = curation.accept(spoken, actor=None, edit=edit)
    assert "A neighbouring secret" in client.get(spoken.get_absolute_url()).content.decode()
    curation.undo(decision, actor=None)
    assert "A neighbouring secret" not in client.get(spoken.get_absolute_url()).content.decode()
    own = statements.make_statement(Quotation.objects.get(pk=joined.pk))
    assert own != spoken
    assert own.state == Check.SUGGESTED
    assert not Statement.objects.to_check().filter(pk=spoken.pk).exists()


def test_a_rejected_remark_swallows_no_later_report(varga):
    ingest(STORY)
    rejected = Statement.objects.get(kind="spoken")
    curation.reject(rejected, actor=None)
    article = ingest(REPRINT, url="https://courier.example/reprint")
    assert Quotation.objects.get(version__article=article).statement.state == Check.SUGGESTED


def test_the_same_words_a_year_later_are_another_statement(varga):
    ingest(STORY)
    ingest(REPRINT, published_on=date(2025, 10, 16))
    assert Statement.objects.filter(kind="spoken").count() == 2


def test_the_speaker_s_own_house_publishes_written_words(varga):
    ingest(REPRINT, source=SourceFactory(kind="ministry"))
    assert Statement.objects.get().kind == Statement.Kind.WRITTEN


def everything():
    return {model: list(model.objects.order_by("pk").values()) for model in (Article, Quotation, Statement, Stance)}


def test_ingesting_the_same_article_twice_changes_nothing(varga, ferry):
    ingest(STORY)
    before = everything()
    ingest(STORY)
    assert everything() == before


def test_reading_and_filing_again_changes_nothing_but_the_time(varga, ferry):
    article = ingest(STORY)
    before = everything()
    article.move_to(Article.State.CAPTURED)
    quotations.read_article(article)
    statements.file_article(article)
    after = everything()
    for rows in (before, after):
        for row in rows[Article]:
            del row["state_since"], row["ring_at"]
    assert after == before


def test_what_an_editor_decided_outlives_another_reading(varga, ferry):
    article = ingest(STORY)
    spoken = Statement.objects.get(kind="spoken")
    Statement.objects.filter(pk=spoken.pk).update(state=Check.ACCEPTED, text="As the editor has it.")
    spoken.stances.update(score=-2, state=Check.ACCEPTED)
    article.move_to(Article.State.CAPTURED)
    quotations.read_article(article)
    statements.file_article(article)
    spoken.refresh_from_db()
    assert (spoken.state, spoken.text) == (Check.ACCEPTED, "As the editor has it.")
    assert spoken.stances.get().score == -2


def test_what_is_not_read_any_more_leaves_no_unchecked_statement_and_takes_none_from_others(varga):
    """As when a better reader passes over what the one before it took for words."""
    article = ingest(STORY)
    other = ingest("Ilse Varga, the foreign minister, said that the harbour would be dredged.")
    kept = set(Statement.objects.values_list("pk", flat=True))
    version = article.latest_version
    for state, start in ((Check.SUGGESTED, 3), (Check.ACCEPTED, 9)):
        statement = StatementFactory(state=state, official=varga)
        QuotationFactory(version=version, start=start, end=start + 2, statement=statement)
        kept |= {statement.pk} if state == Check.ACCEPTED else set()
    unbacked = StatementFactory(state=Check.SUGGESTED)
    article.move_to(Article.State.CAPTURED)
    quotations.read_article(article)
    statements.file_article(article)
    assert set(Statement.objects.values_list("pk", flat=True)) == {*kept, unbacked.pk}
    assert other.latest_version.quotations.get().statement_id in kept


def test_a_passage_with_candidates_keeps_each_once(varga):
    """Two people bear the printed name: which of them it is stays open."""
    OfficialFactory(slug="orla-varga", name="Orla Varga")
    text = "Ilse Varga met Orla Varga. “The nets are empty this year,” Varga said."
    article = articles.submit_text(text, published_on=DAY)
    for _ in range(2):
        quotations.read_article(article)
        names = Quotation.objects.get().candidates.values_list("slug", flat=True)
        assert sorted(names) == ["ilse-varga", "orla-varga"]
        article.move_to(Article.State.CAPTURED)


def test_nobody_s_words_make_no_statement_until_an_editor_says_whose(varga):
    ingest("“The nets are empty this year,” said Bruna Kestrel, who has fished here for forty years.")
    quotation = Quotation.objects.get()
    assert quotation.statement is None
    statement = statements.make_statement(quotation)
    assert statement.speaker_name == "Bruna Kestrel"
    assert statement.state == Check.SUGGESTED


def test_queries_do_not_grow_with_the_register(varga, django_assert_max_num_queries):
    OfficialFactory.create_batch(30)
    article = articles.submit_text(STORY, published_on=DAY)
    with django_assert_max_num_queries(32):
        quotations.read_article(article)


def test_filing_asks_at_most_four_things_of_the_database_for_each_statement(varga, ferry):
    def queries(number):
        said = (f"Ilse Varga, the foreign minister, said that ferry line {n} would be kept {n}." for n in range(number))
        article = articles.submit_text("\n\n".join(said), published_on=DAY)
        quotations.read_article(article)
        with CaptureQueriesContext(connection) as asked:
            statements.file_article(article)
        assert Statement.objects.filter(quotations__version__article=article).count() == number
        return len(asked)

    assert queries(9) - queries(1) <= 8 * 4
