"""The application that a server runs. Nothing here reads the environment.

prepare(deployment, exposure)
…bring the database up to date, appoint the first administrators…
serve(application(Given(clock, deployment)))
"""

from pathlib import Path

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from whitenoise import WhiteNoise

from shenfa.desk.deployment import Deployment
from shenfa.web.given import Given, give
from shenfa.web.settings import LOOPBACK, Exposure, web_settings

STATIC = Path(__file__).parent / "static"
DAY = 24 * 3600


def prepare(deployment: Deployment, exposure: Exposure = LOOPBACK) -> None:
    """Make Django ready for a deployment; once in the life of a process."""
    settings.configure(**web_settings(deployment, exposure))
    django.setup()


def application(given: Given) -> WhiteNoise:
    """Return the application, which works by the clock that it is given.

    The files of the pages lie in the package and never change while the process runs.
    """
    give(given)
    return WhiteNoise(WSGIHandler(), root=STATIC, prefix="/static/", max_age=DAY)
