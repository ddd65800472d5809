from django.apps import AppConfig


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = "Stance tracker"

    def ready(self) -> None:
        from . import celery, checks  # noqa: F401  registers the application and the system checks
