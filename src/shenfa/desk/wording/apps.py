"""The app of the county's own tables."""

from django.apps import AppConfig


class WordingConfig(AppConfig):
    """The county's own tables."""

    name = "shenfa.desk.wording"
    label = "wording"
