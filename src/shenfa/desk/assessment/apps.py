"""The app of the assessment."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """The assessment."""

    name = "shenfa.desk.assessment"
    label = "assessment"
