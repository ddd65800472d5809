"""Handing in an article: what is taken, what is refused in words, and what is kept of what was typed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import ArticleFactory, SourceFactory, UserFactory
from tracker.models import Article

pytestmark = pytest.mark.django_db

TEXT = "The ferry to the invented island sails at nine.\n\n“We shall all be aboard,” Alma Quill said on Wednesday."
PAGE = (
    '<html><head><title>Ferry news</title><meta property="article:published_time" content="2024-10-17T06:00:00+00:00">'
    "</head><body><article><h1>Ferry news</h1>"
    + "".join(
        f"<p>{line} The harbour was quiet all day, and people waited on the pier.</p>" for line in TEXT.split("\n\n")
    )
    + "</article></body></html>"
)
ADDRESS = "https://courier.example/ferry"


def submit(client, **fields):
    return client.post(reverse("submit"), fields)


def file_of(body, name="story.txt"):
    return SimpleUploadedFile(name, body)


def test_only_editors_hand_in(client):
    assert submit(client, text=TEXT, published_on="2024-10-17").url.startswith(reverse("login"))
    client.force_login(UserFactory())
    assert submit(client, text=TEXT, published_on="2024-10-17").status_code == 403
    assert not Article.objects.exists()


def test_a_text_becomes_an_article_with_what_was_said_about_it(client, editor, rung):
    source = SourceFactory()
    response = submit(client, text=TEXT, published_on="2024-10-17", source=source.pk, title="Ferry")
    article = Article.objects.get()
    assert response.url == reverse("article", args=[article.pk])
    assert (article.title, article.source, article.published_on) == ("Ferry", source, date(2024, 10, 17))
    assert article.submitted_by == editor
    assert rung == [("process", article.pk)]


def test_an_address_alone_waits_to_be_fetched(client, editor, rung):
    submit(client, url=ADDRESS)
    article = Article.objects.get()
    assert (article.url, article.state) == (ADDRESS, "queued")
    assert rung == [("process", article.pk)]


def test_a_text_with_its_address_is_not_fetched(client, editor):
    submit(client, url=ADDRESS, text=TEXT, published_on="2024-10-17")
    article = Article.objects.get()
    assert (article.url, article.state) == (ADDRESS, "captured")


def test_a_page_states_its_own_date(client, editor):
    assert submit(client, text=PAGE).status_code == 302
    assert Article.objects.get().published_on == date(2024, 10, 17)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(TEXT.encode("cp1252"), id="windows-1252"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="windows-line-ends"),
    ],
)
def test_a_file_is_read_as_a_text(client, editor, body):
    assert submit(client, file=file_of(body), published_on="2024-10-17").status_code == 302
    assert Article.objects.get().latest_version.text == TEXT


def test_the_same_text_twice_is_one_article_and_said_so_when_it_is_done(client, editor):
    first = submit(client, text=TEXT, published_on="2024-10-17")
    Article.objects.update(state="ready")
    again = client.post(reverse("submit"), {"text": TEXT, "published_on": "2024-10-17"}, follow=True)
    assert again.redirect_chain[0][0] == first.url
    assert "here already" in again.content.decode()
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        pytest.param({}, "__all__", "Give an address, a text or a file.", id="nothing"),
        pytest.param({"text": "  \n "}, "__all__", "Give an address, a text or a file.", id="only-spaces"),
        pytest.param({"text": TEXT}, "published_on", "“on Wednesday”", id="text-without-a-date"),
        pytest.param({"text": TEXT, "published_on": "soon"}, "published_on", "valid date", id="no-date"),
        pytest.param({"text": TEXT, "published_on": "2199-01-01"}, "__all__", "in the future", id="date-to-come"),
        pytest.param({"text": TEXT, "published_on": "1066-10-14"}, "__all__", "before 1990", id="date-of-old"),
        pytest.param({"text": "<html><body></body></html>"}, "text", "No article text", id="empty-page"),
        pytest.param({"url": "the ferry"}, "__all__", "not a web address", id="no-address"),
        pytest.param({"url": "ftp://courier.example/"}, "__all__", "not a web address", id="another-protocol"),
        pytest.param({"url": "javascript:alert(1)"}, "__all__", "not a web address", id="a-script"),
        pytest.param({"text": TEXT, "published_on": "2024-10-17", "source": "77"}, "source", "valid", id="no-source"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words_and_kept(client, editor, rung, fields, field, words):
    response = submit(client, **fields)
    assert response.status_code == 422
    form = response.context["form"]
    assert words in str(form.errors[field])
    assert str(form.errors[field][0]) in response.content.decode().replace("&quot;", '"').replace("&#x27;", "'")
    for name, typed in fields.items():
        assert str(form[name].value()) == typed.strip() if name == "url" else form[name].value() == typed
    assert not Article.objects.exists()
    assert not rung


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(b"%PDF-1.7\x00\x01\x02", "not a text", id="binary"),
        pytest.param(b"a" * 5_000_001, "larger than 5", id="too-large"),
        pytest.param(b"", "empty", id="empty"),
    ],
)
def test_a_file_that_is_no_text_is_refused(client, editor, body, words):
    response = submit(client, file=file_of(body, "story.pdf"), published_on="2024-10-17")
    assert words in str(response.context["form"].errors["file"])
    assert not Article.objects.exists()


def test_a_file_s_text_is_kept_when_its_date_is_missing(client, editor):
    response = submit(client, file=file_of(TEXT.encode()))
    assert response.status_code == 422
    assert response.context["form"]["text"].value() == TEXT


def test_a_text_and_a_file_at_once_are_asked_about(client, editor):
    response = submit(client, text=TEXT, file=file_of(b"Another text."), published_on="2024-10-17")
    assert "file" in response.context["form"].errors
    assert response.context["form"]["text"].value() == TEXT


def test_markup_that_was_typed_is_shown_as_text(client, editor):
    response = submit(client, text="<script>alert(1)</script>", title='"><script>alert(2)</script>')
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Ferry row deepens", "Ferry row deepens"),
        ("Will the ferry sail?", "Will the ferry sail?"),
        ("The ferry sails.", ""),
        ("17 October 2024", ""),
        ("PRESS SECRETARY:", ""),
        ("Ferry", ""),
        ("x " * 80, ""),
    ],
)
def test_a_line_alone_above_a_pasted_text_is_its_title(client, editor, first, title):
    submit(client, text=f"{first}\n\n{TEXT}", published_on="2024-10-17")
    assert Article.objects.get().title == title


def test_a_page_that_could_not_be_read_leads_to_a_form_with_its_address(client, editor):
    article = ArticleFactory(
        state="failed", state_reason="There is a paywall.", url="https://courier.example/a?b=1&c=2"
    )
    page = client.get(article.get_absolute_url()).content.decode()
    link = page.split("Paste the text instead")[0].rsplit('href="', 1)[1].split('"')[0]
    assert client.get(link).context["form"]["url"].value() == article.url


def test_more_than_is_taken_at_once_is_refused_in_words(client, editor):
    response = client.post(reverse("submit"), "text=" + "a" * 12_000_000, "application/x-www-form-urlencoded")
    assert response.status_code == 400
    assert "more than 12 MB" in response.content.decode()
    assert not Article.objects.exists()
