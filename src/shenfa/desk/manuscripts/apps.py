"""The app: manuscripts."""

from django.apps import AppConfig


class ManuscriptsConfig(AppConfig):
    """Manuscripts."""

    name = "shenfa.desk.manuscripts"
    label = "manuscripts"
