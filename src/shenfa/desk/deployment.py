"""A deployment: the data folder with its secrets, and the database that belongs to it.

Whoever starts the process (the command line, later the server) says where the folder is and
which database is used; nothing here looks at the environment.
"""

import hashlib
import os
import re
import secrets
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from shenfa.trail import generate_key, public_key, write_key

SECRET = "secret"  # noqa: S105 - the name of a file
PRIVATE_KEY = "checkpoint.key"
PUBLIC_KEY = "checkpoint.pub"
DATABASE = "shenfa.sqlite3"
FILES = "files"
CALENDAR = "calendar.tsv"
SETTINGS = "settings.toml"
ALGORITHM = re.compile(r"^algorithm\s*=.*$", re.MULTILINE)

Algorithm = Literal["sha256", "sm3"]


@dataclass(frozen=True, slots=True)
class Deployment:
    """Where everything is. Without a ``database_url`` the database is a file in the folder."""

    data: Path
    secret: str
    signing_key: bytes
    database_url: str = ""
    algorithm: Algorithm = "sha256"


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
        raise UnusableDeployment(
            f"“{data}”中的 {SECRET} 或 {PRIVATE_KEY} 已损坏，请从备份恢复"
        ) from error
    return Deployment(data, secret, private, database_url, _chosen_algorithm(data / SETTINGS))


def choose_algorithm(data: Path, algorithm: Algorithm) -> None:
    """Write down by which algorithm entries are chained from the next start on.

    Entries name their own algorithm and each is bound to the one before whatever that one's
    was, so a trail may change it; what was chained stays as it is.
    """
    try:
        hashlib.new(algorithm)
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        path, line = data / SETTINGS, f'algorithm = "{algorithm}"'
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        text = ALGORITHM.sub(line, before) if ALGORITHM.search(before) else f"{line}\n{before}"
        part = path.with_name(f"{SETTINGS}.part")
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise UnusableDeployment(f"数据文件夹“{data}”不能使用，请检查路径和权限") from error
    except ValueError as error:
        raise UnusableDeployment(
            f"本机的 Python 不支持 {algorithm}，请换用 OpenSSL 3 的版本"
        ) from error


def _chosen_algorithm(path: Path) -> Algorithm:
    """Return the algorithm that was written down, or the usual one if none was."""
    try:
        chosen = tomllib.loads(path.read_text(encoding="utf-8")).get("algorithm", "sha256")
    except FileNotFoundError:
        return "sha256"
    except (OSError, ValueError) as error:
        raise UnusableDeployment(f"“{path}”不能读取，请检查内容和权限") from error
    if chosen == "sha256":
        return "sha256"
    if chosen == "sm3":
        return "sm3"
    raise UnusableDeployment(f"“{path}”中的 algorithm 应为 sha256 或者 sm3")


def _kept(path: Path, fresh: str) -> str:
    """Return what stands in a secret file, which only its owner can read; written once.

    The file gets its name when it is whole: who is killed meanwhile leaves no empty secret.
    """
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    if not path.exists():
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(fresh + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileExistsError):
            os.link(part, path)  # another process may have been first, and then its word stands
        part.unlink()
    kept = path.read_text(encoding="ascii").strip()
    if not kept:
        raise ValueError(path)
    return kept
