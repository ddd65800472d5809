"""Mistakes of configuration are answered with one sentence, not a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]


def manage(*arguments, **environment):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TRACKER_", "DATABASE_", "DJANGO_", "CELERY_"))}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


MISTAKES = {
    "no secret in production": ({"TRACKER_PRODUCTION": "1", "TRACKER_HOSTS": "a.example"}, "TRACKER_SECRET_KEY"),
    "no hosts in production": ({"TRACKER_PRODUCTION": "1", "TRACKER_SECRET_KEY": "x" * 60}, "TRACKER_HOSTS"),
    "an address that is none": ({"DATABASE_URL": "postgresql://[broken"}, "DATABASE_URL"),
    "a queue of no known kind": ({"CELERY_BROKER_URL": "foo://x"}, "CELERY_BROKER_URL"),
    "a server that does not answer": (
        {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
        "The database does not answer",
    ),
    "a folder that is a file": ({"TRACKER_VAR": str(ROOT / "manage.py"), "TRACKER_SECRET_KEY": "x" * 60}, "manage.py"),
}


@pytest.mark.parametrize(("environment", "sentence"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_said_in_one_sentence(environment, sentence, tmp_path):
    environment = {"TRACKER_VAR": str(tmp_path)} | environment
    ended = manage("rebuild_positions", **environment)
    assert ended.returncode != 0
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr


def test_production_refuses_to_reach_inside(tmp_path):
    ended = manage(
        "check",
        TRACKER_PRODUCTION="1",
        TRACKER_SECRET_KEY="x" * 60,
        TRACKER_HOSTS="a.example",
        TRACKER_FETCH_ALLOW_LOOPBACK="1",
        TRACKER_VAR=str(tmp_path),
    )
    assert ended.returncode != 0
    assert "for tests alone" in ended.stderr


def test_nothing_is_kept_in_files_beside_the_database():
    assert settings.MEDIA_ROOT == ""
