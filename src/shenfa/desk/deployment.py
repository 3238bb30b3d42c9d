"""A deployment: the data folder with its secrets, and the database that belongs to it.

Whoever starts the process (the command line, later the server) says where the folder is and
which database is used; nothing here looks at the environment.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from shenfa.trail import generate_key, public_key, write_key

SECRET = "secret"  # noqa: S105 - the name of a file
PRIVATE_KEY = "checkpoint.key"
PUBLIC_KEY = "checkpoint.pub"
DATABASE = "shenfa.sqlite3"
FILES = "files"


@dataclass(frozen=True, slots=True)
class Deployment:
    """Where everything is. Without a ``database_url`` the database is a file in the folder."""

    data: Path
    secret: str
    signing_key: bytes
    database_url: str = ""
    algorithm: Literal["sha256", "sm3"] = "sha256"


class UnusableDeployment(Exception):
    """The data folder or the address of the database cannot be used; the message says why."""


def open_deployment(data: Path, database_url: str = "") -> Deployment:
    """Return the deployment in a folder, which is made with all it needs if it is new."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        (data / FILES).mkdir(mode=0o700, exist_ok=True)
        secret = _kept(data / SECRET, secrets.token_hex(32))
        private = bytes.fromhex(_kept(data / PRIVATE_KEY, generate_key().hex()))
        (data / PUBLIC_KEY).write_text(write_key(public_key(private), "shenfa"), encoding="utf-8")
    except OSError as error:
        raise UnusableDeployment(f"数据文件夹“{data}”不能使用，请检查路径和权限") from error
    except ValueError as error:
        raise UnusableDeployment(f"“{data / PRIVATE_KEY}”已损坏，请从备份恢复") from error
    return Deployment(data, secret, private, database_url)


def _kept(path: Path, fresh: str) -> str:
    """Return what stands in a secret file, which only its owner can read; written once."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(fresh + "\n")
    return fresh
