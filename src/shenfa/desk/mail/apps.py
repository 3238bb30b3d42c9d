"""The app of the mail."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """The mail."""

    name = "shenfa.desk.mail"
    label = "mail"
