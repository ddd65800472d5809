"""What every test may ask for."""

import pytest


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Addresses of static files as they are, without the manifest that `collectstatic` writes."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
