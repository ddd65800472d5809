"""Texts of a speaker's own house: what is signed is theirs, turns are their speakers', and questions are nobody's."""

from datetime import date

import pytest

from tests.factories import CountryFactory, OfficeFactory, OfficialFactory, SourceFactory, TenureFactory
from tracker.models import Quotation, Statement
from tracker.pipeline import articles, quotations, statements

pytestmark = pytest.mark.django_db

DAY = date(2024, 10, 17)
SIGNED = """Ilse Varga, Foreign Minister

Lindhaven

I am glad to confirm that the six crew members of the Patient Mary reached Tarn this morning and are in good health.

We hold that the boarding was unlawful. We shall not let the matter rest, but we shall pursue it on paper."""
BRIEFING = """Press Briefing by Foreign Minister Ilse Varga
Lindhaven
11:05 A.M.

FOREIGN MINISTER VARGA: The crew of the Patient Mary are home, and they are well. (Applause.)

QUESTION: Minister, will the ferry line to the islands be closed this winter?

MS VARGA: No. The ferry line to the islands stays open through the winter.

Q And the toll that Kestria asks for?

MS VARGA: We shall not pay a toll to anybody.

(The briefing was concluded at 11:20 A.M.)"""


@pytest.fixture(autouse=True)
def varga():
    country = CountryFactory(code="XA", name="Varania", adjectives=["Varanian"])
    official = OfficialFactory(slug="ilse-varga", name="Ilse Varga", country=country)
    office = OfficeFactory(
        name="Foreign Minister", titles=["Foreign Minister"], country=country, role="foreign_minister"
    )
    TenureFactory(official=official, office=office, start=date(2024, 7, 8))
    return official


@pytest.fixture
def ministry(varga):
    return SourceFactory(kind="ministry", country=varga.country)


def filed(text, source, **given):
    article = articles.submit_text(text, source=source, published_on=DAY, **given)
    quotations.read_article(article)
    statements.file_article(article)
    return article


def test_a_signed_text_is_a_written_statement_of_its_signer_in_the_office_of_that_day(varga, ministry):
    filed(SIGNED, ministry, title="On the release of the crew of the Patient Mary")
    statement = Statement.objects.get()
    assert (statement.official, statement.kind) == (varga, "written")
    assert statement.office.name == "Foreign Minister"
    assert "reached Tarn this morning" in statement.text
    assert "pursue it on paper" in statement.text


def test_a_statement_named_in_the_title_is_its_speaker_s(varga, ministry):
    text = SIGNED.split("\n\n", 2)[2]
    filed(text, ministry, title="Statement by Foreign Minister Ilse Varga on the crew of the Patient Mary")
    assert Statement.objects.get().official == varga


def test_turns_are_statements_of_their_speaker_and_questions_are_not(varga, ministry):
    filed(BRIEFING, ministry, title="Press Briefing by Foreign Minister Ilse Varga")
    told = list(Statement.objects.order_by("pk"))
    assert {s.official for s in told} == {varga}
    assert {s.kind for s in told} == {"written"}
    words = " ".join(s.text for s in told)
    assert "We shall not pay a toll" in words
    assert "will the ferry line" not in words
    assert "that Kestria asks for" not in words
    assert "Applause" not in words
    assert "concluded" not in words


def test_a_signed_text_printed_again_elsewhere_backs_the_same_statement(varga, ministry):
    filed(SIGNED, ministry, title="On the release of the crew")
    filed(SIGNED, SourceFactory(), title="Varga’s words in full", url="https://courier.example/in-full")
    assert Statement.objects.count() == 1
    assert Quotation.objects.filter(statement=Statement.objects.get()).count() == 2
