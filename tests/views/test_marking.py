"""Marking words on the page: only editors, only words the text has."""

import pytest
from django.urls import reverse

from tests.factories import ArticleVersionFactory, UserFactory
from tests.views.reviewing import address
from tracker.models import Quotation, Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return ArticleVersionFactory(text="Rain.\n\n“We stay,” she said. “We stay and build.”")


def test_only_editors_mark(client, suggested, version):
    paths = [reverse("mark_anew", args=[suggested.quotations.get().pk]), reverse("mark", args=[version.pk])]
    for path in paths:
        assert client.post(path, {"words": "We stay"}).url.startswith(reverse("login"))
    client.force_login(UserFactory())
    for path in paths:
        assert client.post(path, {"words": "We stay"}).status_code == 403
    assert Statement.objects.count() == 1


def test_new_words_lead_back_to_the_statement_in_its_queue(client, editor, suggested):
    quotation = suggested.quotations.get()
    path = reverse("mark_anew", args=[quotation.pk]) + "?topic=x"
    assert f'href="{path}"' in client.get(f"{address(suggested)}?topic=x").content.decode()
    words = quotation.content.split(" ", 1)[1]
    assert client.post(path, {"words": words}).url == f"{address(suggested)}?topic=x"
    suggested.refresh_from_db()
    assert suggested.text == words.rstrip(".") or suggested.text == words


def test_words_that_are_not_there_are_kept_in_the_field_and_explained(client, editor, version):
    response = client.post(reverse("mark", args=[version.pk]), {"words": "We leave"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "do not stand in the text" in page
    assert "We leave</textarea>" in page
    assert not Quotation.objects.exists()


def test_of_two_places_the_one_selected_is_marked(client, editor, version):
    response = client.post(reverse("mark", args=[version.pk]), {"words": "We stay", "near": version.text.rindex("We")})
    quotation = Quotation.objects.get()
    assert quotation.start == version.text.rindex("We")
    assert response.url == f"{address(quotation.statement)}?article={version.article_id}"
    assert "marked by an editor" in client.get(response.url).content.decode()
