"""The databases that tests are given, and how Django is pointed at one."""

from django.conf import settings
from django.db import connections

from shenfa.desk.deployment import FILES, Deployment
from shenfa.desk.settings import database_of

EMPTY = "template_empty"


def use(deployment: Deployment) -> None:
    """Point Django at the database of a deployment."""
    connections.close_all()
    for connection in connections.all(initialized_only=True):
        del connections[connection.alias]
    connections.settings = connections.configure_settings({"default": database_of(deployment)})
    settings.FILES = deployment.data / FILES


def named(address: str, name: str) -> str:
    """Return the address of another database on the same server."""
    return address.replace("/postgres?", f"/{name}?")
