"""Copies of one prepared town, as many as there are histories to play, on either database."""

import secrets
import shutil
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, connections, transaction
from town import Prepared, Town
from town_building import build

from shenfa.desk.deployment import DATABASE, Deployment, open_deployment
from shenfa.desk.settings import database_of

EMPTY, SETTLED, TOWN = "template_empty", "template_settled", "template_town"


class Worlds(Protocol):
    """Where copies come from."""

    vendor: str
    prepared: Prepared

    @abstractmethod
    def prepare(self) -> None:
        """Build the town once."""

    @abstractmethod
    def copy(self) -> Deployment:
        """Return a deployment of its own that holds a copy of the town."""

    @abstractmethod
    def drop(self, deployment: Deployment) -> None:
        """Give a copy up."""


@contextmanager
def living(worlds: Worlds) -> Iterator[Town]:
    """Play in a copy of the town, which is gone afterwards."""
    deployment = worlds.copy()
    use(deployment)
    try:
        yield Town(deployment, worlds.prepared)
    finally:
        connections.close_all()
        worlds.drop(deployment)


@dataclass
class SqliteWorlds:
    """Copies of a file."""

    folder: Path
    templates: Path
    prepared: Prepared = field(init=False)
    vendor: str = "sqlite"

    def prepare(self) -> None:
        """Build the town in a copy of the settled county."""
        settings.FILES = self.folder / "files"
        settings.FILES.mkdir()
        opened = open_deployment(self.folder / TOWN)
        shutil.copy(self.templates / SETTLED, opened.data / DATABASE)
        use(opened)
        self.prepared = build(opened)
        connections.close_all()

    def copy(self) -> Deployment:
        """Copy the file; the files of the texts are shared, for they never change."""
        settings.FILES = self.folder / "files"
        opened = open_deployment(self.folder / secrets.token_hex(6))
        shutil.copy(self.folder / TOWN / DATABASE, opened.data / DATABASE)
        return opened

    def drop(self, deployment: Deployment) -> None:
        """Delete the copy."""
        shutil.rmtree(deployment.data)


@dataclass
class PostgresqlWorlds:
    """Copies of a database on one server; what stands in it was built once, on SQLite."""

    folder: Path
    server: str
    built: SqliteWorlds
    prepared: Prepared = field(init=False)
    vendor: str = "postgresql"

    def prepare(self) -> None:
        """Carry every row of the town over, past the guards, which would ask for the order."""
        self.prepared = self.built.prepared
        use(self.built.copy())
        rows = {model: list(model._base_manager.all()) for model in apps.get_models()}  # noqa: SLF001 - no other name for it
        use(self._database(open_deployment(self.folder / TOWN), TOWN, EMPTY))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for model, found in rows.items():
                model._base_manager.bulk_create(found)  # noqa: SLF001 - as above
            for statement in connection.ops.sequence_reset_sql(no_style(), list(rows)):
                cursor.execute(statement)
        connections.close_all()

    def copy(self) -> Deployment:
        """Copy the database."""
        settings.FILES = self.built.folder / "files"
        opened = open_deployment(self.folder / secrets.token_hex(6))
        return self._database(opened, f"town_{secrets.token_hex(6)}", TOWN)

    def drop(self, deployment: Deployment) -> None:
        """Drop the copy."""
        name = deployment.database_url.rpartition("?")[0].rpartition("/")[2]
        with psycopg.connect(self.server, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
        shutil.rmtree(deployment.data)

    def _database(self, opened: Deployment, name: str, template: str) -> Deployment:
        with psycopg.connect(self.server, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return replace(opened, database_url=self.server.replace("/postgres?", f"/{name}?"))


def use(deployment: Deployment) -> None:
    """Point Django at the database of a deployment; on SQLite nothing waits for the disk."""
    connections.close_all()
    for one in connections.all(initialized_only=True):
        del connections[one.alias]
    connections.settings = connections.configure_settings({"default": database_of(deployment)})
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
