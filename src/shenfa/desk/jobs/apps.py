"""The app of the jobs."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The jobs."""

    name = "shenfa.desk.jobs"
    label = "jobs"
