"""Logging in, who may open what, and the removal of the sample."""

import pytest
from django.urls import reverse

from tests.factories import ArticleFactory, EditorFactory, OfficialFactory, StatementFactory, UserFactory
from tracker.models import Article, Statement
from tracker.views.site import SITE_NAME

pytestmark = pytest.mark.django_db

PASSWORD = "a long password"
FOR_EDITORS = ["review", "articles", "submit", "remove_sample"]


def log_in(client, user, **more):
    return client.post(reverse("login"), {"username": user.username, "password": PASSWORD, **more})


@pytest.mark.parametrize("name", FOR_EDITORS)
def test_a_stranger_is_sent_to_log_in_and_comes_back(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert response.url == f"{reverse('login')}?next={reverse(name)}"


def test_what_a_stranger_posted_leads_back_to_no_page_that_can_only_be_posted_to(client):
    assert client.post(reverse("learn")).url == f"{reverse('login')}?next=/"


@pytest.mark.parametrize("name", FOR_EDITORS)
def test_a_reader_with_an_account_is_refused_in_words(client, name):
    client.force_login(UserFactory())
    response = client.get(reverse(name))
    assert response.status_code == 403
    assert "editors" in response.content.decode()


def test_an_editor_who_was_deactivated_is_out(client):
    editor = EditorFactory()
    client.force_login(editor)
    editor.is_active = False
    editor.save()
    assert client.get(reverse("review")).status_code == 302


def test_a_fragment_for_a_stranger_leaves_for_the_log_in_instead_of_being_swapped_in(client):
    headers = {"HX-Request": "true", "HX-Target": "found", "HX-Current-URL": "http://testserver/review/?q=x"}
    response = client.get(reverse("review"), headers=headers)
    assert (response.status_code, response.content) == (204, b"")
    assert response["HX-Redirect"] == f"{reverse('login')}?next=%2Freview%2F%3Fq%3Dx"


def test_an_editor_lands_in_the_queue_and_a_reader_on_the_front_page(client):
    assert log_in(client, EditorFactory()).url == reverse("review")
    client.logout()
    assert log_in(client, UserFactory()).url == reverse("home")


@pytest.mark.parametrize(
    ("asked", "reached"),
    [
        pytest.param("/articles/?state=failed", "/articles/?state=failed", id="on-this-site"),
        pytest.param("https://elsewhere.example/", "/review/", id="another-site"),
        pytest.param("//elsewhere.example/", "/review/", id="another-site-without-a-scheme"),
        pytest.param("javascript:alert(1)", "/review/", id="a-script"),
    ],
)
def test_logging_in_leads_where_one_was_going_if_that_is_here(client, asked, reached):
    assert log_in(client, EditorFactory(), next=asked).url == reached


def test_the_log_in_page_bears_the_site_s_name(client):
    assert f">{SITE_NAME}</a>" in client.get(reverse("login")).content.decode()


def test_a_wrong_password_keeps_the_name_and_says_so(client):
    page = client.post(reverse("login"), {"username": "Alma", "password": "wrong"}).content.decode()
    assert 'value="Alma"' in page
    assert 'role="alert"' in page


def test_too_many_wrong_passwords_lock_even_the_right_one_out(client, settings):
    editor = EditorFactory()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = client.post(reverse("login"), {"username": editor.username, "password": "wrong"})
    assert response.status_code == 429
    assert "Too many tries" in response.content.decode()
    assert log_in(client, editor).status_code == 429
    assert client.get(reverse("review")).status_code == 302


def test_logging_out_needs_a_press_and_ends_it(client):
    client.force_login(EditorFactory())
    assert client.get(reverse("logout")).status_code == 405
    assert client.post(reverse("logout")).url == reverse("home")
    assert client.get(reverse("review")).status_code == 302


def test_the_sample_is_removed_by_a_press_and_nothing_else_is(client):
    client.force_login(EditorFactory())
    invented = OfficialFactory(is_sample=True)
    StatementFactory(is_sample=True, official=invented)
    ArticleFactory(is_sample=True)
    kept = StatementFactory(), ArticleFactory()
    assert "1 article," in client.get(reverse("remove_sample")).content.decode()
    assert Article.objects.count() == 2
    page = client.post(reverse("remove_sample"), follow=True).content.decode()
    assert "1 article, with all" in page
    assert (Statement.objects.get(), Article.objects.get()) == kept


def test_a_reader_cannot_remove_the_sample(client):
    ArticleFactory(is_sample=True)
    client.force_login(UserFactory())
    assert client.post(reverse("remove_sample")).status_code == 403
    assert Article.objects.count() == 1
