"""Reprints join the story they tell, by whatever order they come in, and back the statements its origin backs."""

from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from tests.analysis.test_duplicates import DESK_EDITED, STORY
from tests.factories import (
    ArticleVersionFactory,
    CountryFactory,
    EditorFactory,
    OfficeFactory,
    OfficialFactory,
    QuotationFactory,
    SourceFactory,
    StatementFactory,
    TenureFactory,
)
from tests.plans import counted_rows
from tracker.analysis.duplicates import BANDS, may_be_one_item
from tracker.models import Article, Fingerprint, Quotation, Reprint, Statement
from tracker.pipeline import articles, quotations, reprints, statements
from tracker.pipeline.stories import in_words, stories

pytestmark = pytest.mark.django_db

DAY = date(2024, 10, 17)
CUT = STORY.split("\n\nKestria has")[0]
OWN_WORDS = """Varania’s top diplomat has set off for Kestria without an answer to the question of tolls.

“The islands can count on us,” Ilse Varga, the foreign minister, said before she boarded her flight on Thursday, and \
smiled at the cameras of the three stations that had sent a crew out to the airfield at dawn.

The neighbour across the strait wants money from every ship. Fishermen in Sundby say that they cannot pay."""


def copy(text=STORY, *, hour=8, **more):
    """A captured article, published at `hour` on one day."""
    moment = datetime(2024, 10, 17, hour, tzinfo=UTC)
    return ArticleVersionFactory(text=text, article__published_at=moment, article__state="captured", **more).article


@pytest.fixture
def varga():
    country = CountryFactory(code="XA", name="Varania", adjectives=["Varanian"])
    official = OfficialFactory(slug="ilse-varga", name="Ilse Varga", country=country)
    office = OfficeFactory(
        name="Foreign Minister", titles=["Foreign Minister"], country=country, role="foreign_minister"
    )
    TenureFactory(official=official, office=office, start=date(2024, 1, 8))
    return official


def processed(article):
    quotations.read_article(article)
    statements.file_article(article)
    article.refresh_from_db()
    return article


def links():
    return {row.article: row.origin for row in Reprint.objects.select_related("article", "origin")}


def rows():
    return [list(model.objects.order_by("pk").values()) for model in (Reprint, Fingerprint)]


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_the_earliest_is_the_origin_whatever_comes_in_first(order):
    copies = [copy(STORY, hour=8), copy(CUT, hour=9), copy(STORY.replace("1962", "1964"), hour=10)]
    for place in order:
        reprints.link(copies[place])
    assert links() == {copies[1]: copies[0], copies[2]: copies[0]}


def test_an_agency_s_own_article_is_the_origin_even_if_it_comes_in_late():
    first, second = copy(hour=8), copy(CUT, hour=9)
    wire = copy(hour=11, article__source=SourceFactory(kind="agency", name="Northwire"))
    for article in (first, second, wire):
        reprints.link(article)
    assert links() == {first: wire, second: wire}


def test_the_agency_a_text_credits_is_kept():
    SourceFactory(kind="agency", name="Northwire")
    article = copy()
    reprints.link(article)
    article.refresh_from_db()
    assert article.agency == "Northwire"


def test_a_report_in_other_words_and_another_event_in_the_same_words_stay_apart():
    notice = (
        "The harbour office of Lindhaven will be closed on {}. Ships that need papers may ask at the customs house."
    )
    for text in (STORY, OWN_WORDS, notice.format("Monday"), notice.format("Friday")):
        reprints.link(copy(text))
    assert not Reprint.objects.exists()


def test_the_same_words_a_month_later_are_not_compared():
    reprints.link(copy())
    reprints.link(ArticleVersionFactory(text=STORY, article__published_at=datetime(2024, 11, 20, tzinfo=UTC)).article)
    assert not Reprint.objects.exists()


def test_invented_articles_and_real_ones_tell_no_story_together():
    reprints.link(copy(hour=8, article__is_sample=True))
    reprints.link(copy(hour=9))
    assert not Reprint.objects.exists()


def test_two_stories_that_a_third_text_shows_to_be_one_are_joined():
    middle = STORY.split("\n\n")
    head, tail = "\n\n".join(middle[:3]), "\n\n".join(middle[2:])
    first, second, whole = copy(head, hour=8), copy(tail, hour=9), copy(hour=10)
    for article in (first, second):
        reprints.link(article)
    assert not links()
    reprints.link(whole)
    assert links() == {second: first, whole: first}
    assert Reprint.objects.get(article=whole).kept > 0.9


def test_linking_again_changes_nothing():
    copies = [copy(STORY, hour=8), copy(CUT, hour=9), copy(OWN_WORDS, hour=10)]
    for article in copies:
        reprints.link(article)
    before = rows()
    for article in reversed(copies):
        reprints.link(article)
    assert rows() == before


def test_an_edit_of_its_own_does_not_make_a_reprint_another_story():
    first, second = copy(hour=8), copy(CUT, hour=9)
    for article in (first, second):
        reprints.link(article)
    ArticleVersionFactory(article=second, number=2, text=OWN_WORDS)
    reprints.link(second)
    assert links() == {second: first}


def test_a_story_under_an_agency_s_credit_is_found_in_a_desk_s_own_style():
    SourceFactory(kind="agency", name="Northwire")
    first, second = copy(STORY, hour=8), copy(DESK_EDITED, hour=9)
    for article in (first, second):
        reprints.link(article)
    assert links() == {second: first}


def test_what_an_editor_set_apart_stays_apart_until_put_back():
    first, second = copy(hour=8), copy(CUT, hour=9)
    for article in (first, second):
        reprints.link(article)
    reprints.set_apart(second, actor=EditorFactory())
    third = copy(STORY, hour=10)
    for article in (first, second, third):
        reprints.link(article)
    assert {a for a, row in links().items() if not row.reprints.filter(article=a, set_apart=True)} == {third}
    reprints.put_back(second, actor=EditorFactory())
    assert links() == {second: first, third: first}
    assert not Reprint.objects.filter(set_apart=True).exists()


def test_what_was_set_apart_is_joined_by_nobody_though_it_be_the_earliest_by_now():
    first, second = copy(hour=8), copy(CUT, hour=9)
    for article in (first, second):
        reprints.link(article)
    reprints.set_apart(second, actor=EditorFactory())
    Article.objects.filter(pk=first.pk).update(published_at=datetime(2024, 10, 17, 11, tzinfo=UTC))
    first.refresh_from_db()
    third = copy(STORY, hour=10)
    for article in (second, third, first):
        reprints.link(article)
    assert Reprint.objects.get(article=second).set_apart
    assert links() == {second: first, first: third}


def test_reprints_back_the_statements_of_their_origin_reported_words_too(varga):
    origin = processed(copy(STORY, hour=8))
    count = Statement.objects.count()
    assert count >= 2
    assert Statement.objects.filter(kind="reported").exists()
    reprint = processed(copy(STORY.replace("1962", "1964"), hour=9))
    assert Statement.objects.count() == count
    for article in (origin, reprint):
        backed = Quotation.objects.filter(version__article=article, statement__isnull=False)
        assert backed.values("statement").distinct().count() == count


@pytest.mark.parametrize("first_has_one", [True, False])
def test_a_print_without_a_day_and_one_with_it_back_the_same_statements(varga, first_has_one):
    undated = ArticleVersionFactory(text=STORY, article__published_at=None, article__state="captured").article
    first, second = (copy(STORY), undated) if first_has_one else (undated, copy(STORY))
    processed(first)
    count = Statement.objects.count()
    processed(second)
    assert Reprint.objects.count() == 1
    assert Statement.objects.count() == count


def test_keys_of_another_method_are_not_compared():
    reprints.link(copy())
    Fingerprint.objects.update(method="duplicates-0")
    reprints.link(copy(hour=9))
    assert not Reprint.objects.exists()


def test_a_statement_counts_its_origins_reprints_and_independent_reports(varga):
    told = [processed(copy(text, hour=8 + n)) for n, text in enumerate((STORY, CUT, STORY, OWN_WORDS))]
    found = stories([type(a).objects.select_related("source", "reprint").get(pk=a.pk) for a in told])
    assert in_words(found) == "1 origin, 2 reprints, 1 independent report"
    assert found[0].origin == told[0]
    assert set(found[0].reprints) == {told[1], told[2]}


def test_counts_are_said_in_words():
    one, other, third = copy(), copy(), copy()
    assert in_words(stories([one])) == "1 report"
    assert in_words(stories([one, other])) == "2 independent reports"
    Reprint.objects.create(article=other, origin=one, kinship="same", kept=1, method="test")
    assert in_words(stories([one, other])) == "1 origin, 1 reprint"
    assert in_words(stories([other])) == "1 report"
    assert in_words(stories([third, other, one])) == "1 origin, 1 reprint, 1 independent report"


def test_an_article_that_is_filed_is_compared_on_the_way(varga):
    article = articles.submit_text(STORY, published_on=DAY)
    processed(article)
    assert Fingerprint.objects.filter(version__article=article).exists()


def test_finding_candidates_asks_the_index_and_not_every_version(django_assert_max_num_queries):
    first = copy()
    reprints.link(first)
    others = [copy(f"Another report, which is the one numbered {n}.") for n in range(300)]
    Fingerprint.objects.bulk_create(
        Fingerprint(version=other.latest_version, keys=[*range(64 * n, 64 * n + 64)], method=reprints.METHOD)
        for n, other in enumerate(others)
    )
    article = copy(hour=9)
    tables = "tracker_fingerprint", "tracker_article", "tracker_articleversion"
    with django_assert_max_num_queries(40), counted_rows(*tables) as looked_at:
        reprints.link(article)
    assert links() == {article: first}
    assert looked_at.rows["tracker_fingerprint"] <= 2 * BANDS  # its own and the first, once for each key they share
    assert looked_at.rows["tracker_articleversion"] <= 20


def test_articles_of_the_same_days_and_those_that_share_a_key_by_chance_are_not_looked_up():
    first = copy()
    reprints.link(first)
    shared = first.latest_version.fingerprint.keys[5]
    others = [copy(f"Another report, which is the one numbered {n}.") for n in range(200)]
    Fingerprint.objects.bulk_create(
        Fingerprint(version=other.latest_version, keys=[shared, *range(64 * n, 64 * n + 63)], method=reprints.METHOD)
        for n, other in enumerate(others)
    )
    article = copy(hour=9)
    with counted_rows("tracker_fingerprint", "tracker_article", "tracker_articleversion") as looked_at:
        reprints.link(article)
    assert links() == {article: first}
    assert looked_at.rows["tracker_fingerprint"] <= 200 + 2 * BANDS
    assert looked_at.rows["tracker_article"] <= 20
    assert looked_at.rows["tracker_articleversion"] <= 20


def test_joining_a_story_and_filing_its_passages_does_not_go_through_what_else_is_on_record(varga):
    first = processed(copy())
    for n in range(200):
        other = copy(f"Another report, which is the one numbered {n}.")
        QuotationFactory(version=other.latest_version, content="Another report", statement=StatementFactory())
    again = copy(CUT, hour=9)
    with counted_rows("tracker_article", "tracker_articleversion", "tracker_quotation", "tracker_reprint") as looked_at:
        processed(again)
    assert links() == {again: first}
    assert reprints.passages(again)
    assert looked_at.rows["tracker_article"] <= 60
    assert looked_at.rows["tracker_articleversion"] <= 60
    assert looked_at.rows["tracker_quotation"] <= 60


def test_of_many_texts_of_one_form_only_the_likest_are_laid_beside_and_the_reprint_is_among_them(monkeypatch):
    form = " ".join(
        f"The fees of the {word} remain as they were before the season began." for word in OWN_WORDS.split()[:30]
    )
    texts = [
        f"Notice {n} of {chr(65 + n) * 6}. {form} It is signed by {chr(65 + n) * 6} for {n} coins." for n in range(26)
    ]
    first, *others = [copy(text, hour=n % 24) for n, text in enumerate(texts)]
    for article in (first, *others):
        reprints.link(article)
    compared = []
    monkeypatch.setattr(reprints, "may_be_one_item", lambda a, b, **named: compared.append(b) or may_be_one_item(a, b))
    again = copy(texts[7], hour=23)
    reprints.link(again)
    assert len(compared) == reprints.MOST_ALIGNED
    assert texts[7] in compared
    assert Reprint.objects.filter(article=again).exists()
