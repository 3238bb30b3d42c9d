"""The app of new media."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """New media."""

    name = "shenfa.desk.media"
    label = "media"
