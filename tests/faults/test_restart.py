"""The embedded server dies under a worker and comes back: the worker goes on by itself, and nothing is lost."""

import json
import os
import signal
import subprocess
import sys
import textwrap

from tests.faults.conftest import environment
from tests.faults.newsroom import COUNT, ROOT, Workers, until

START = textwrap.dedent("""
    import django; django.setup()
    from django.core.management import call_command
    from tests.faults import newsroom
    from tests.factories import OfficialFactory
    from tracker.management.commands.prepare import install_queue
    call_command("migrate", verbosity=0)
    install_queue()
    OfficialFactory(name=newsroom.SPEAKER)
    from tracker.pipeline import articles
    print([articles.submit_text(newsroom.story(n), title=f"Ferry {n}").pk for n in range(newsroom.COUNT)][0])
""")
STATE = textwrap.dedent("""
    import json
    import django; django.setup()
    from tests.faults.newsroom import filed, let_pass
    from tracker.models import Article, Statement
    let_pass()
    versions = [versions for versions, _ in filed().values()]
    print(json.dumps([versions, Statement.objects.count(), Article.objects.unfinished().count()]))
""")


def run(code, env):
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def crash(folder):
    """End the server at once, as a power cut does to it."""
    os.kill(int((folder / "postgres" / "postmaster.pid").read_text().split()[0]), signal.SIGQUIT)
    until(lambda: not (folder / "postgres" / "postmaster.pid").exists(), "the end of the server")


def test_an_embedded_server_that_dies_and_comes_back_loses_nothing(tmp_path):
    env = environment(tmp_path)
    first = int(run(START, env))
    workers = Workers(tmp_path, env)
    workers.order(first, "to-read", "stall")
    workers.start()
    try:
        until(lambda: run(STATE, env) and workers.times_reached(first, "to-read"), "the transaction", workers.logs)
        crash(tmp_path)
        workers.withdraw(first, "to-read")
        until(lambda: json.loads(run(STATE, env))[2] == 0, "the end of all work", workers.logs)
        assert json.loads(run(STATE, env)) == [[1] * COUNT, 2 * COUNT, 0]
    finally:
        workers.close()
        crash(tmp_path)
