"""A newsroom to measure in: a database of its own, thrown away afterwards, and a server with invented articles.

Each article and each feed has a host of its own, an address of the loopback network, so that the pause between two
requests to one host does not decide the result. Linux gives all of 127.0.0.0/8 to the machine; elsewhere this stops.
"""

import atexit
import io
import multiprocessing
import os
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tracker" / "data" / "sample"
LONGER = re.compile(r"\b[a-z]{5,}\b")
SAYING = {"added", "called", "declared", "spoke", "statement", "stated", "warned", "welcomed", "wrote", "minister"}
PARAGRAPHS = 14  # an article of about 2,600 characters, with eight quotations
DAYS = 28  # over which the articles were published: of one day, the remarks of all would be compared with each other
ETAG = '"unchanged"'
sys.path.insert(0, str(ROOT))


def open_newsroom() -> Path:
    """Start Django on an empty, prepared database with the register and topics that are shipped and those of the
    sample, so that the articles' speakers are known and their words are filed; its folder."""
    folder = Path(tempfile.mkdtemp(prefix="tracker-bench-"))
    folder.chmod(0o755)
    os.environ |= {
        "TRACKER_VAR": str(folder),
        "TRACKER_FETCH_ALLOW_LOOPBACK": "1",
        "TRACKER_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
    }
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("CELERY_BROKER_URL", None)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("prepare", stdout=io.StringIO())
    from tracker.pipeline import register, topics

    register.import_files([SAMPLE / "register"])
    topics.import_topics(SAMPLE / "topics")
    return folder


def database() -> Path:
    """The data folder of the server that `open_newsroom` started."""
    return Path(os.environ["TRACKER_VAR"]) / "postgres"


def processor_time(worker: int) -> Counter[str]:
    """Seconds of processor time so far, by whose they are; of the whole machine what is busy and what there is."""
    parent = psutil.Process(worker)
    postgres = psutil.Process(int((database() / "postmaster.pid").read_text().split()[0]))
    machine = psutil.cpu_times()
    busy = machine.user + machine.nice + machine.system
    return Counter(
        {
            "workers": sum(own(child) for child in parent.children()),
            "their parent": own(parent),
            "database": own(postgres) + postgres.cpu_times().children_user + sum(map(own, postgres.children())),
            "server": sum(own(psutil.Process(child.pid)) for child in multiprocessing.active_children()),
            "busy": busy,
            "all": busy + machine.idle + machine.iowait,
        }
    )


def own(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


@cache
def paragraphs() -> list[str]:
    """Those of the sample newsroom: invented people, states and words."""
    texts = [re.sub(r"<[^>]+>", " ", path.read_text()) for path in sorted((SAMPLE / "articles").iterdir())]
    found = [" ".join(part.split()) for text in texts for part in text.split("\n\n")]
    return sorted({part for part in found if 120 < len(part) < 900})


def article(number: int) -> str:
    """The text of an article like no other: other paragraphs, half of their longer words taken from elsewhere, and the
    verbs of saying left as they are.

    Else paragraphs used twice would make reprints of them all, and their comparison would be what is measured.
    """
    dice = random.Random(number)
    text = "\n\n".join(dice.sample(paragraphs(), PARAGRAPHS))
    text = LONGER.sub(lambda found: dice.choice(words()) if _may_change(found[0], dice) else found[0], text)
    return f"This is the report numbered {number} of an invented newspaper.\n\n{text}"


def _may_change(word: str, dice: random.Random) -> bool:
    return dice.random() < 0.5 and word not in SAYING


@cache
def words() -> list[str]:
    return sorted(set(LONGER.findall(" ".join(paragraphs()))) - SAYING)


def page(number: int) -> str:
    """The article on a page as publishers make them: most of it is not the article."""
    body = "".join(f"<p>{part}</p>" for part in article(number).split("\n\n"))
    links = "".join(f'<li><a href="/section/{n}">Section {n} of the paper</a></li>' for n in range(250))
    day = f"2024-10-{1 + number % DAYS:02}"
    script = "var settings = {" + ",".join(f'"key{n}": "{n * 7919}"' for n in range(2500)) + "};"
    return (
        f"<!doctype html><html lang='en'><head><title>Report {number}</title>"
        f"<meta property='article:published_time' content='{day}T08:00:00Z'><script>{script}</script></head>"
        f"<body><nav><ul>{links}</ul></nav><main><article><h1>Report {number}</h1>{body}</article></main>"
        f"<aside><ul>{links}</ul></aside><footer><ul>{links}</ul><p>All rights reserved.</p></footer></body></html>"
    )


class _Publisher(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        name = self.path.strip("/").split(".")[0]
        if self.path.startswith("/feed"):
            return self._feed(name.removeprefix("feed"))
        return self._answer(200, "text/html", page(int(name)).encode()) if name.isdecimal() else self._answer(404)

    def _feed(self, number: str) -> None:
        if self.headers.get("If-None-Match") == ETAG:
            return self._answer(304)
        item = f"<item><title>Report</title><link>http://{self.headers['Host']}/1</link><guid>{number}</guid></item>"
        feed = f"<rss version='2.0'><channel><title>Feed {number}</title>{item}</channel></rss>"
        return self._answer(200, "application/rss+xml", feed.encode())

    def _answer(self, status: int, content_type: str = "text/plain", body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("ETag", ETAG)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


def _serve(ports: "multiprocessing.Queue[int]") -> None:
    server = ThreadingHTTPServer(("0.0.0.0", 0), _Publisher)
    ports.put(server.server_port)
    server.serve_forever()


def publisher() -> int:
    """The port of a server in a process of its own that ends with this one. Start it before anything else."""
    context = multiprocessing.get_context("spawn")
    ports = context.Queue()
    server = context.Process(target=_serve, args=(ports,), daemon=True)
    server.start()
    return int(ports.get(timeout=30))


def host(number: int) -> str:
    """An address of this machine for each number up to 60,000."""
    return f"127.{10 + number // 40_000}.{number // 200 % 200}.{number % 200 + 1}"
