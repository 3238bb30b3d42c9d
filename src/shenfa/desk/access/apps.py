"""The app of access."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """How a person proves who they are."""

    name = "shenfa.desk.access"
    label = "access"
