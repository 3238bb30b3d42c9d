"""Django's settings for a process that answers requests, on top of those of the desk.

What is absent on purpose: contrib.auth, contrib.sessions and the admin. Who somebody is, is
asked of ``desk.access``.
"""

from dataclasses import dataclass
from pathlib import Path

from shenfa.desk.deployment import Deployment
from shenfa.desk.settings import Values, settings_of

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
LARGEST_FORM = 5 * 1024 * 1024

MIDDLEWARE = (
    "shenfa.web.middleware.guard_browser",
    "shenfa.web.middleware.answer_problems",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
)
TEMPLATES: Values = {
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "DIRS": [str(Path(__file__).parent / "templates")],
    "OPTIONS": {
        "context_processors": [
            "django.template.context_processors.request",
            "django.contrib.messages.context_processors.messages",
        ],
        "libraries": {"desk": "shenfa.web.templatetags.desk"},
        "builtins": ["django.templatetags.static"],
    },
}
LOGGING: Values = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {
        "stderr": {"class": "logging.StreamHandler"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        # Strangers who ask for another name are refused; that is no news.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}


@dataclass(frozen=True, slots=True)
class Exposure:
    """Under which names the server is asked, and whether TLS stands in front of it."""

    names: tuple[str, ...] = ()
    is_behind_proxy: bool = False


LOOPBACK = Exposure()


def web_settings(deployment: Deployment, exposure: Exposure = LOOPBACK) -> Values:
    """Return the settings for a deployment that is reached in this way."""
    return settings_of(deployment) | {
        # For the one sentence that the next page shows; it stands in a signed cookie.
        "MESSAGE_STORAGE": "django.contrib.messages.storage.cookie.CookieStorage",
        "TEMPLATES": [TEMPLATES],
        "STATIC_URL": "/static/",
        "ROOT_URLCONF": "shenfa.web.urls",
        "MIDDLEWARE": list(MIDDLEWARE),
        "LOGGING": LOGGING,
        "ALLOWED_HOSTS": [*LOOPBACK_NAMES, *exposure.names],
        "APPEND_SLASH": False,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": LARGEST_FORM,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": exposure.is_behind_proxy,
        "CSRF_FAILURE_VIEW": "shenfa.web.pages.csrf_refused",
        "SESSION_COOKIE_SECURE": exposure.is_behind_proxy,
        "SECURE_REFERRER_POLICY": "same-origin",
    }
