"""A broker of the tests' own dies and comes back in the middle of the work: RabbitMQ keeps its queue, Redis has lost it."""

import os
import shutil
import signal
import socket
import subprocess
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.faults.conftest import open_room
from tests.faults.newsroom import let_pass, until

# Behind the wrapper on the path, which insists on the system's own user and folders.
SERVER = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")


def free_port():
    with closing(socket.socket()) as opened:
        opened.bind(("127.0.0.1", 0))
        return opened.getsockname()[1]


class Broker:
    """A server process on a port of its own."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.process = None

    def start(self):
        command, named = self.how()
        log = (self.folder / "broker.log").open("a")
        environment = os.environ | named
        self.process = subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        until(self.answers, "the broker", lambda: (self.folder / "broker.log").read_text()[-3000:])

    def answers(self):
        with suppress(OSError), closing(socket.create_connection(("127.0.0.1", self.port), timeout=1)):
            return True
        return False

    def kill(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Redis(Broker):
    """Keeps nothing on disk."""

    program = shutil.which("redis-server")

    @property
    def address(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def how(self):
        return [self.program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], {}


class RabbitMQ(Broker):
    """A node with a name, folders and a cookie of its own; its quorum queue is on disk."""

    program = SERVER if SERVER.exists() else None

    def __init__(self, folder):
        super().__init__(folder)
        self.distribution_port = free_port()
        (folder / "plugins").write_text("[].")

    @property
    def address(self):
        return f"amqp://guest:guest@127.0.0.1:{self.port}//"

    def how(self):
        folders = {"MNESIA_BASE": "mnesia", "LOG_BASE": "log", "ENABLED_PLUGINS_FILE": "plugins", "PID_FILE": "pid"}
        named = {f"RABBITMQ_{name}": str(self.folder / path) for name, path in folders.items()}
        ports = {"RABBITMQ_NODE_PORT": str(self.port), "RABBITMQ_DIST_PORT": str(self.distribution_port)}
        bare = {"RABBITMQ_CONFIG_FILE": str(self.folder / "none"), "RABBITMQ_CONF_ENV_FILE": os.devnull}
        own = {"RABBITMQ_NODENAME": f"faults{self.port}@localhost", "HOME": str(self.folder)}
        return [str(self.program)], named | ports | bare | own


@pytest.fixture(params=[RabbitMQ, Redis], ids=lambda kind: kind.__name__)
def broker(request, tmp_path):
    if request.param.program is None:
        pytest.skip(f"no {request.param.__name__} is installed on this machine")
    folder = tmp_path / "broker"
    folder.mkdir()
    server = request.param(folder)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def room(transactional_db, tmp_path, broker):
    yield from open_room(tmp_path, CELERY_BROKER_URL=broker.address)


def test_a_broker_that_dies_and_comes_back_loses_nothing(room, broker):
    first, *_ = room.texts()
    room.order(first.pk, "captured", "stall")
    room.start()
    until(lambda: let_pass() or room.times_reached(first.pk, "captured"), "the step", room.log)
    broker.kill()
    room.withdraw(first.pk, "captured")
    until(lambda: not broker.answers(), "the broker's end", room.log)
    broker.start()
    room.await_end()
    room.assert_each_once()
