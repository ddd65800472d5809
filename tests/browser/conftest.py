"""A real Chromium against a real server, with a real worker reading its queue from the test database.

Where no browser is found these tests skip, and say so at the end; under CI=true a missing browser is a failure.
"""

import os
import shutil
from pathlib import Path

import pytest
from celery.contrib.testing.worker import start_worker
from django.db import connection
from playwright.sync_api import sync_playwright

from tests.factories import EditorFactory
from tracker.celery import app, queue_conninfo
from tracker.management.commands.prepare import install_queue
from tracker.pipeline import register, sample, sources, topics

# Playwright's synchronous interface runs an event loop in the test's thread, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
PASSWORD = "a long password"
# What Chromium logs of an answer of 4xx, and htmx of a request that leaving the page cut off.
USUAL = ("status of 4", "htmx:afterRequest", "htmx:sendAbort")


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # One worker of the test run serves the queue and drives the browser.
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def chromium():
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("No Chromium on this machine, and browser tests must not be skipped here.")
        pytest.skip("no Chromium found: browser tests are skipped")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def site(live_server, settings):
    settings.ALLOWED_HOSTS = ["*"]
    return live_server.url


@pytest.fixture
def page(chromium, site):
    """A page at desktop width that fails the test on any script error or refused resource."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=site)
    opened = context.new_page()
    problems = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    yield opened
    context.close()
    assert [problem for problem in problems if not any(usual in problem for usual in USUAL)] == []


@pytest.fixture(scope="session", autouse=True)
def leftover_sessions_end(django_db_setup, django_db_blocker):
    """The queue keeps pooled sessions, which would keep the test database from being dropped."""
    yield
    connection.close()  # it may be one of those that a test ended
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def editor(transactional_db):
    return EditorFactory(username="editor", is_superuser=True)


@pytest.fixture
def invented_world(transactional_db):
    """The sample's register, topics and sources, without its articles."""
    register.import_files([sample.FOLDER / "register"], is_sample=True)
    topics.import_topics(sample.FOLDER / "topics", is_sample=True)
    sources.import_sources(sample.FOLDER / "sources.toml", is_sample=True)


@pytest.fixture
def worker(transactional_db):
    """A Celery worker in a thread, on the queue inside the test database."""
    install_queue()
    app.conf.broker_transport_options = {**app.conf.broker_transport_options, "conn_string": queue_conninfo()}
    app._pool = app.amqp._producer_pool = None  # connections of tests before lead to the database of before
    with start_worker(app, pool="solo", perform_ping_check=False, loglevel="ERROR", shutdown_timeout=20):
        yield


def log_in(page, path="/login/"):
    page.goto(path)
    page.fill("#id_username", "editor")
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation():  # the page that is left counts as loaded, so that waiting for that is no waiting
        page.keyboard.press("Enter")
