"""The app: the ledger of problems."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger of problems."""

    name = "shenfa.desk.ledger"
    label = "ledger"
