"""Django's PostgreSQL backend over the embedded server, which starts when the first connection is opened."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base

from .server import socket_folder


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's own; only the host is found at connection time instead of being written in the settings."""

    def get_connection_params(self) -> dict[str, Any]:
        self.settings_dict["HOST"] = socket_folder(Path(settings.EMBEDDED_DATA))
        return super().get_connection_params()
