"""The app of the availability."""

from django.apps import AppConfig


class AvailabilityConfig(AppConfig):
    """The availability."""

    name = "shenfa.desk.availability"
    label = "availability"
