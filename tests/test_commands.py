"""The shell contract: every command of it is ours, and export writes what is accepted and safe."""

import csv
import json
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, get_commands

from tests.factories import IssueTopicFactory, OfficialFactory, StanceFactory, StatementFactory
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
def test_what_a_text_says_can_be_read_in_a_window_of_80_characters(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    OfficialFactory(name="Wilhelmina Featherstonehaugh", slug="wilhelmina-featherstonehaugh")
    text = tmp_path / "ferry.txt"
    text.write_text(
        "Wilhelmina Featherstonehaugh opened the harbour on Wednesday.\n\n“The ferry to the island will sail every "
        "day of the year, whatever the weather,” Wilhelmina Featherstonehaugh said on Wednesday."
    )
    monkeypatch.chdir(tmp_path)  # the table's title is the name as given, and long ones are wrapped
    call_command("analyse", text.name, date=date(2024, 10, 17))
    printed = capsys.readouterr().out
    assert max(map(len, printed.splitlines())) <= 80
    table = printed.split("ferry.txt")[1]
    for whole in ("wilhelmina-featherstonehaugh", "2024-10-16 (day, “on Wednesday”)", "direct, said", "whatever"):
        assert whole in table


@pytest.fixture
def labelled(tmp_path):
    """Files of labelled lines by name; each call writes one and gives its path."""

    def write(name, *lines):
        path = tmp_path / name
        path.write_text("".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines))
        return str(path)

    return write


SIDES = [{"text": f"we {word} plan {n}", "label": word} for n in range(60) for word in ("praise", "condemn")]


def test_stances_are_measured_with_every_figure_by_name(labelled):
    lines = StringIO()
    train, test = labelled("a.jsonl", *SIDES), labelled("b.jsonl", *SIDES[:20])
    call_command("evaluate_stance", train=train, test=test, format="json", stdout=lines)
    found = json.loads(lines.getvalue())
    assert (found["macro_f1"], found["accuracy"], found["precision_at_threshold"]) == (1.0, 1.0, 1.0)
    assert (found["trained_on"], found["read"]) == (120, 20)
    assert found["coverage"] >= 0.6
    assert [point["examples"] for point in found["learning_curve"]] == [50, 100, 120]
    assert sum(row["count"] for row in found["reliability"]) == 20
    assert set(found["labels"]) == {"praise", "condemn"}


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        pytest.param(
            ['{"text": "x", "label": "a"}\n', "\n", '{"text": "x"}\n'], r"b\.jsonl, line 3: label", id="no label"
        ),
        pytest.param(["not json\n"], r"b\.jsonl, line 1: not JSON", id="no JSON"),
        pytest.param(["[1]\n"], r"b\.jsonl, line 1: not a JSON object", id="no object"),
        pytest.param([], r"b\.jsonl: there is no line", id="empty"),
    ],
)
def test_a_bad_labelled_file_is_named_with_the_line(labelled, lines, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("evaluate_stance", train=labelled("a.jsonl", *SIDES), test=labelled("b.jsonl", *lines))


def test_a_file_with_one_label_cannot_teach_and_is_named(labelled):
    one = labelled("a.jsonl", *SIDES[::2])
    with pytest.raises(CommandError, match=r"a\.jsonl: labels: there must be at least two"):
        call_command("evaluate_stance", train=one, test=labelled("b.jsonl", *SIDES))


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


@pytest.mark.django_db
def test_ingest_sums_up_what_it_did(tmp_path, capsys):
    for name, text in (("one", "The ferry sails."), ("two", "The pier is full."), ("none", " ")):
        (tmp_path / f"{name}.txt").write_text(text)
    call_command("ingest", str(tmp_path / "one.txt"))
    assert "known already, " not in capsys.readouterr().err
    with pytest.raises(CommandError):
        call_command("ingest", str(tmp_path))
    assert "1 read, 1 known already, 1 not read." in capsys.readouterr().err


def test_a_reader_that_has_read_enough_ends_the_output_in_silence():
    """As `manage.py … | head` does: the pipe is closed before the command is done."""
    command = [sys.executable, str(Path(__file__).parents[1] / "manage.py"), "help", "--commands"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        running.stdout.close()
        complaint = running.stderr.read()
    assert complaint == ""
    assert running.returncode == 141
