"""The trail over HTTP: who may look, and that the export stands up to the verifier (R59)."""

import io
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from browser import People, done, told

from shenfa.desk.deployment import PUBLIC_KEY, Deployment

pytestmark = pytest.mark.db

VERIFIER = Path(find_spec("shenfa.trail").origin or "").parent / "verify.py"  # type: ignore[union-attr]  # it is installed


def test_the_audit_administrator_exports_what_the_verifier_accepts(
    people: People, deployment: Deployment, tmp_path: Path
) -> None:
    auditor = people.sign_in("秦审")
    response = auditor.get("trail/export")
    packed = tmp_path / "EXPORT.zip"
    packed.write_bytes(b"".join(response.streaming_content))
    response.close()

    assert response.headers["Content-Disposition"] == 'attachment; filename="EXPORT.zip"'
    assert "trail.jsonl" in zipfile.ZipFile(io.BytesIO(packed.read_bytes())).namelist()
    verified = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, VERIFIER, packed, "--key", deployment.data / PUBLIC_KEY],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (verified.returncode, verified.stdout[:3]) == (0, "OK "), verified.stdout


def test_only_the_auditor_and_the_office_look(people: People) -> None:
    """The three administrators are apart (三员分立): of them the auditor alone."""
    looks = {"秦审": (200, 200), "谢审": (200, 403), "秦安": (403, 403), "覃镇长": (403, 403)}
    for name, expected in looks.items():
        browser = people.sign_in(name)
        answers = (browser.get("trail"), browser.get("trail/export"))

        assert tuple(answer.status_code for answer in answers) == expected, name
        for answer in answers:
            if answer.status_code == 403:
                assert told(answer)["code"] == "not_entitled"
            answer.close()


def test_the_trail_is_read_in_parts(people: People) -> None:
    auditor = people.sign_in("秦审")
    first = done(auditor.get("trail?limit=3"))["items"]
    then = done(auditor.get("trail?limit=3&after=3"))["items"]

    assert [one["seq"] for one in (*first, *then)] == [1, 2, 3, 4, 5, 6]
    assert then[0]["prev"] == first[-1]["hash"]
    assert done(auditor.get("trail?after=1000000"))["items"] == []
    assert told(auditor.get("trail?limit=1001"))["field"] == "limit"
