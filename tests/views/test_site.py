"""A page that an error ended says what went wrong, as far as that helps: a database that is away comes back by itself."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError
from django.urls import reverse
from psycopg import errors

from tracker.embedded.server import NoRoom
from tracker.views import method


def answered(state):
    """A database error as Django raises it for the SQLSTATE `state`."""
    error = OperationalError("password=hush")
    error.__cause__ = errors.lookup(state)("password=hush")
    return error


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (answered("57P03"), 503, "The database does not answer"),
        (answered("53100"), 503, "The disk of the database is full"),
        (answered("54000"), 500, "Something went wrong on our side"),
        (InterfaceError("hush"), 503, "The database does not answer"),
        (ImproperlyConfigured("The embedded PostgreSQL did not start: hush"), 503, "The database does not answer"),
        (NoRoom("The disk is full: hush"), 503, "The disk of the database is full"),
        (ValueError("hush"), 500, "Something went wrong on our side"),
    ],
    ids=["away", "full", "refuses", "connection lost", "not started", "no room to start", "mistake of ours"],
)
def test_what_ended_a_page_is_told_without_its_words(client, monkeypatch, error, status, words):
    def end(*args, **named):
        raise error

    monkeypatch.setattr(method.agreement, "by_topic", end)
    client.raise_request_exception = False
    response = client.get(reverse("method"))
    assert response.status_code == status
    page = response.content.decode()
    assert words in page
    assert "hush" not in page
    assert "default-src" in response.headers["Content-Security-Policy"]
