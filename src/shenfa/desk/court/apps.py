"""The app of the false-alarm court."""

from django.apps import AppConfig


class CourtConfig(AppConfig):
    """The false-alarm court."""

    name = "shenfa.desk.court"
    label = "court"
