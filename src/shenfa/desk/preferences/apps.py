"""The app of the preferences."""

from django.apps import AppConfig


class PreferencesConfig(AppConfig):
    """The preferences."""

    name = "shenfa.desk.preferences"
    label = "preferences"
