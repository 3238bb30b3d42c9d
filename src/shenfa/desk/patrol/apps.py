"""The app of the patrol."""

from django.apps import AppConfig


class PatrolConfig(AppConfig):
    """The patrol."""

    name = "shenfa.desk.patrol"
    label = "patrol"
