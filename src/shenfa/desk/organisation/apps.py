"""The app of the organisation."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """The organisation."""

    name = "shenfa.desk.organisation"
    label = "organisation"
