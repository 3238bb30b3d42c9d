"""The app: reports of citizens."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports of citizens."""

    name = "shenfa.desk.reports"
    label = "reports"
