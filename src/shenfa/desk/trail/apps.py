"""The app of the trail."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """The trail."""

    name = "shenfa.desk.trail"
    label = "trail"
