"""An editor who is logged in, and a suggestion for the editor to check."""

from datetime import date

import pytest

from tests.factories import (
    EditorFactory,
    OfficialFactory,
    QuotationFactory,
    StanceFactory,
    StatementFactory,
    TenureFactory,
)


@pytest.fixture(autouse=True)
def no_queue(rung):
    """No test of a page sends anything."""


@pytest.fixture
def editor(client):
    editor = EditorFactory()
    client.force_login(editor)
    return editor


@pytest.fixture
def suggested():
    """A suggestion with its evidence, an office held that day, and a suggested stance."""
    official = OfficialFactory(name="Alma Quill")
    tenure = TenureFactory(official=official, start=date(2020, 1, 1))
    statement = StatementFactory(official=official, office=tenure.office)
    QuotationFactory(statement=statement)
    StanceFactory(statement=statement, score=1)
    return statement
