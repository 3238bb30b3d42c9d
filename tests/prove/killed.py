"""A process that decides and releases until it is killed: started by test_kill.py.

    python killed.py DATA DATABASE TIME

passes the final stage of every text that waits there, and releases it.
"""

import datetime
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "desk"), str(HERE.parent / "web")]

from shenfa.desk.deployment import open_deployment  # noqa: E402 - the tests' modules come first
from shenfa.desk.settings import configure  # noqa: E402 - as above

configure(open_deployment(Path(sys.argv[1]), sys.argv[2]))

from county import County, Hands  # noqa: E402 - Django must be configured first
from evidence import evidence_of  # noqa: E402 - as above
from review_county import RELEASER, pass_stage  # noqa: E402 - as above

from shenfa.desk.manuscripts.models import RevisionRecord  # noqa: E402 - as above
from shenfa.desk.release.services import release_publish  # noqa: E402 - as above
from shenfa.desk.review.dossier import Dossier  # noqa: E402 - as above
from shenfa.desk.review.selectors import case_get  # noqa: E402 - as above
from shenfa.review import Stage  # noqa: E402 - as above


def work(county: County) -> None:
    """Pass the final stage of what waits, and release it."""
    for revision in RevisionRecord.objects.filter(release=None).order_by("id"):
        if case_get(Dossier(revision)).stage is Stage.FINAL:
            pass_stage(county, revision, Stage.FINAL)
        release_publish(
            by=county.by(RELEASER),
            revision=revision.id,
            channels=[row.channel_id for row in revision.renderings.all()],
            evidence=evidence_of(county, RELEASER),
        )
        print("released", flush=True)  # noqa: T201 - what test_kill.py waits for


work(County(Hands(datetime.datetime.fromisoformat(sys.argv[3]))))
