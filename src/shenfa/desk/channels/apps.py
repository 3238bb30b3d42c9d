"""The app: columns, accounts and sources."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """Columns, accounts and sources."""

    name = "shenfa.desk.channels"
    label = "channels"
