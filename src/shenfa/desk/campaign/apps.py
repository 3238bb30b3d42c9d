"""The app of the campaigns."""

from django.apps import AppConfig


class CampaignConfig(AppConfig):
    """The campaigns."""

    name = "shenfa.desk.campaign"
    label = "campaign"
