"""Models learnt from editors: one in use per family, each version once."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.factories import StanceModelFactory
from tracker.models import StanceModel

pytestmark = pytest.mark.django_db

BROKEN = [
    pytest.param({"version": 2}, "A family has one model in use.", id="two in use"),
    pytest.param({"state": "retired"}, "This family already has a model of that version.", id="version twice"),
    pytest.param({"version": 2, "state": "lost"}, "Not a state of a model.", id="unknown state"),
    pytest.param({"family": "other", "numbers": None}, "A model in use has its numbers.", id="in use without numbers"),
]


@pytest.mark.parametrize(("changes", "sentence"), BROKEN)
def test_a_broken_rule_has_its_sentence_and_the_database_refuses_it(changes, sentence):
    StanceModelFactory(family="transport")
    row = StanceModelFactory.build(**{"family": "transport"} | changes)
    with pytest.raises(ValidationError) as invalid:
        row.validate_constraints()
    assert sentence in " ".join(invalid.value.messages)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_sample_has_a_model_in_use_of_its_own():
    StanceModelFactory(family="transport")
    StanceModelFactory(family="transport", is_sample=True)
    assert StanceModel.objects.current().of_family("transport", is_sample=True).count() == 1
