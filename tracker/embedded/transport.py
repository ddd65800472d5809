"""The queue's transport over the embedded server, which starts when the queue is connected to."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from kombu.transport import pgmq

from .server import socket_folder


class Transport(pgmq.Transport):
    """As kombu's own; only a server that went away is started again, by the worker too that waits for its queue."""

    connection_errors = (*pgmq.Transport.connection_errors, ImproperlyConfigured)

    def establish_connection(self) -> Any:
        socket_folder(Path(settings.EMBEDDED_DATA))
        return super().establish_connection()
