"""The app: the county's gate."""

from django.apps import AppConfig


class FormConfig(AppConfig):
    """The county's gate."""

    name = "shenfa.desk.form"
    label = "form"
