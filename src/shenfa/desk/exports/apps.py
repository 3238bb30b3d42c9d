"""The app of the exports."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """The exports."""

    name = "shenfa.desk.exports"
    label = "exports"
