"""The app of the looks."""

from django.apps import AppConfig


class LooksConfig(AppConfig):
    """The looks."""

    name = "shenfa.desk.looks"
    label = "looks"
