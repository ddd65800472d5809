"""The Celery application of the tracker, in a worker that can be told where to come to grief.

An order is a file in FAULT_ORDERS named after an article and a place: `7.captured` is the start of the step that article
7 is captured for, `7.to-read` the last moment of the transaction that makes it read. What the file says happens there;
a line in `7.captured.reached` tells that it did.
"""

import os
import signal
import time
from pathlib import Path

import django

django.setup()

from tracker import celery, tasks  # noqa: E402
from tracker.models import Article  # noqa: E402

ORDERS = Path(os.environ["FAULT_ORDERS"])
app = celery.app
app.conf.beat_schedule = {"ring lost bells": celery.every(1, "tracker.tasks.ring_lost_bells")}


def obey(place):
    order = ORDERS / place
    if not order.exists():
        return
    what = order.read_text()
    with (ORDERS / f"{place}.reached").open("a") as reached:
        reached.write(f"{what}\n")
    if what == "crash":
        os._exit(9)
    if what == "deaf":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})  # the soft time limit
    while order.exists():
        time.sleep(0.02)


def placed(step):
    def obeying(article):
        obey(f"{article.pk}.{article.state}")
        step(article)

    return obeying


def moved(move_to):
    def obeying(article, state, **why):
        move_to(article, state, **why)
        obey(f"{article.pk}.to-{state}")

    return obeying


tasks.step = placed(tasks.step)
Article.move_to = moved(Article.move_to)
