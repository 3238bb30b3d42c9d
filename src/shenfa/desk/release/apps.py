"""The app: what is public."""

from django.apps import AppConfig


class ReleaseConfig(AppConfig):
    """What is public."""

    name = "shenfa.desk.release"
    label = "release"
