"""What every test may ask for."""

import pytest
from hypothesis import HealthCheck, settings

from tracker import queue

# How long an example takes depends on what else the machine is doing, and says nothing about the rule it tries.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Addresses of static files as they are, without the manifest that `collectstatic` writes."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def rung(monkeypatch):
    """The bells rung: name and arguments of each task, instead of its being sent."""
    bells = []

    def ring(task, *args, **named):
        bells.append((task.name.rpartition(".")[2], *args))
        return True

    monkeypatch.setattr(queue, "ring", ring)
    return bells
