"""The app: the three reviews."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """The three reviews."""

    name = "shenfa.desk.review"
    label = "review"
