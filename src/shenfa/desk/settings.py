"""Django's settings, made from a deployment. There is no module that reads the environment.

The web room adds its own to ``settings_of``. What is absent on purpose: Django's admin, its
users and permissions (no is_superuser), and any switch that turns a check off.
"""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import django
from django.conf import settings

from shenfa.desk.deployment import CALENDAR, DATABASE, FILES, Deployment, UnusableDeployment

Values = dict[str, Any]  # Django's settings are a table of anything

APPS = (
    "shenfa.desk.trail",
    "shenfa.desk.organisation",
    "shenfa.desk.access",
    "shenfa.desk.channels",
    "shenfa.desk.manuscripts",
    "shenfa.desk.review",
    "shenfa.desk.masking",
    "shenfa.desk.form",
    "shenfa.desk.release",
    "shenfa.desk.wording",
    "shenfa.desk.court",
    "shenfa.desk.reports",
    "shenfa.desk.jobs",
    "shenfa.desk.exports",
    "shenfa.desk.mail",
    "shenfa.desk.preferences",
    "shenfa.desk.patrol",
    "shenfa.desk.ledger",
    "shenfa.desk.catalogue",
    "shenfa.desk.assessment",
    "shenfa.desk.availability",
    "shenfa.desk.media",
    "shenfa.desk.looks",
    "shenfa.desk.campaign",
)
PASSWORD_DAYS = 90
"""When a password must be changed, as GB/T 22239 asks; 0 is never."""
PASSWORD_VALIDATORS: tuple[Values, ...] = (
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "staff_number")},
    },
)
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
TIMEOUT = 20
FORM = "数据库地址应写成 postgresql://用户:口令@主机:端口/库名"


def configure(deployment: Deployment) -> None:
    """Make Django ready for a deployment; once in the life of a process."""
    settings.configure(**settings_of(deployment))
    django.setup()


def settings_of(deployment: Deployment) -> Values:
    """Return the settings for a deployment."""
    return {
        "SECRET_KEY": deployment.secret,
        "INSTALLED_APPS": list(APPS),
        "DATABASES": {"default": database_of(deployment)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "USE_TZ": True,
        "TIME_ZONE": "Asia/Shanghai",
        "LANGUAGE_CODE": "zh-hans",
        "TRAIL_ALGORITHM": deployment.algorithm,
        "FILES": deployment.data / FILES,
        "CALENDAR": deployment.data / CALENDAR,
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "AUTH_PASSWORD_VALIDATORS": list(PASSWORD_VALIDATORS),
        "PASSWORD_DAYS": PASSWORD_DAYS,
    }


def database_of(deployment: Deployment) -> Values:
    """Return the one database: a file in the folder, or PostgreSQL at a URL."""
    if not deployment.database_url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(deployment.data / DATABASE),
            "OPTIONS": {
                "init_command": PRAGMAS,
                "transaction_mode": "IMMEDIATE",
                "timeout": TIMEOUT,
            },
        }
    return _postgresql(deployment.database_url)


def _postgresql(address: str) -> Values:
    try:
        url = urlsplit(address)
        port = url.port
    except ValueError as error:
        raise UnusableDeployment(FORM) from error
    if url.scheme not in {"postgres", "postgresql"} or not url.path.strip("/"):
        raise UnusableDeployment(FORM)
    query = {name: values[-1] for name, values in parse_qs(url.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.strip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.pop("host", url.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": query,
    }
