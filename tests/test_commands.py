"""The shell contract: every command of it is ours, and export writes what is accepted and safe."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command, get_commands

from tests.factories import IssueTopicFactory, StanceFactory, StatementFactory
from tracker.pipeline import positions

CONTRACT = [
    "prepare",
    "analyse",
    "ingest",
    "import_register",
    "evaluate",
    "evaluate_stance",
    "export",
    "learn_stances",
    "rebuild_positions",
    "remove_sample",
    "start",
]


@pytest.mark.parametrize("name", CONTRACT)
def test_no_library_hides_a_command_of_the_contract(name):
    assert get_commands()[name] == "tracker"


@pytest.mark.django_db
def test_bad_input_is_answered_with_one_sentence(tmp_path):
    lines = tmp_path / "in.jsonl"
    lines.write_text('{"id": 1, "text": 5}\n')
    with pytest.raises(CommandError, match="line 1"):
        call_command("analyse", batch=str(lines))
    with pytest.raises(CommandError, match="not a day"):
        call_command("analyse", "x.txt", "--date", "2024-99-01")
    with pytest.raises(CommandError, match="no port"):
        call_command("start", "--port", "99999")


@pytest.mark.django_db
def test_learning_says_of_every_family_what_came_of_it():
    IssueTopicFactory(family="transport")
    lines = StringIO()
    call_command("learn_stances", format="json", stdout=lines)
    (found,) = json.loads(lines.getvalue())
    assert (found["family"], found["taken"]) == ("transport", False)
    assert found["reason"] == "Not taught yet: 0 of the 30 decisions it takes."
    with pytest.raises(CommandError, match="no topic is of this family"):
        call_command("learn_stances", family="nonsense")


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["statements", "stances", "positions", "shifts"])
def test_export_writes_accepted_rows_and_no_others(what, capsys):
    stance = StanceFactory(statement=StatementFactory(accepted=True, text="=SUM(A1) is what she said"), score=1)
    StanceFactory(statement=StatementFactory(official=stance.statement.official), topic=stance.topic, score=-2)
    positions.recompute(stance.statement.official, stance.topic)
    lines = StringIO()
    call_command("export", what, format="jsonl", stdout=lines)
    rows = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert len(rows) == 1
    call_command("export", what, format="csv")
    written = list(csv.DictReader(StringIO(capsys.readouterr().out)))
    assert len(written) == 1
    if what == "statements":
        assert written[0]["text"].startswith("'=")
