"""Prepare, then run web, worker and beat until Ctrl-C."""

import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from honcho.environ import expand_processes, parse_procfile
from honcho.manager import Manager

from tracker.embedded.server import socket_folder

HOST = "127.0.0.1"
INTERRUPTED = 130  # Ctrl-C is how this is meant to end


class Command(BaseCommand):
    help = "Prepare the database and run every process of the Procfile; Ctrl-C stops all of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sample", action="store_true", help="Load the sample newsroom into an empty database.")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        if not 0 < port < 65536:
            raise CommandError(f"{port} is no port; choose one from 1 to 65535, such as 8000.")
        if port_taken(port):
            raise CommandError(f"Port {port} is taken by another program; choose one with `make run PORT={port + 1}`.")
        call_command("prepare", sample=options["sample"], stdout=self.stdout)
        names = get_user_model().objects.filter(is_staff=True).values_list("username", flat=True)
        self.stdout.write(f"Ready: http://localhost:{port}/  log-in: {', '.join(names[:3])}  (Ctrl-C stops everything)")
        self.stdout.flush()
        connections.close_all()
        status = run_processes(port)
        if settings.DATABASES["default"]["ENGINE"] == "tracker.embedded":
            socket_folder(settings.EMBEDDED_DATA)  # now without the processes that had to be killed
        sys.exit(status)


def port_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


def run_processes(port: int) -> int:
    """Run the Procfile's processes with this interpreter's programs; the exit status of the first that failed."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {
        **os.environ,
        "PATH": path,
        "PORT": str(port),
        "BIND": HOST,
        "TRACKER_VAR": str(settings.VAR_DIR),
        "PYTHONUNBUFFERED": "1",
        # Ctrl-C drops the task at hand at once: it is acknowledged late, so its bell is rung again.
        "REMAP_SIGTERM": "SIGQUIT",
        # Celery's remark to root; in a container everything is root.
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser",
    }
    procfile = parse_procfile((Path(settings.BASE_DIR) / "Procfile").read_text())
    manager = Manager()
    for process in expand_processes(procfile.processes, env=environment, port=port):
        manager.add_process(
            process.name, process.cmd, quiet=process.quiet, env={**environment, **process.env, "PORT": str(port)}
        )
    manager.loop()
    return 0 if manager.returncode in {None, INTERRUPTED} else int(manager.returncode)
