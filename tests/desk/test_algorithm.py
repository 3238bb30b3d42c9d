"""The trail may be chained by SM3, from the start or later on; the verifier knows both: I27, I29."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from county import County
from django.db import IntegrityError
from pytest_django import Settings
from raw_sql import drop_guards, run
from shenfa_command import ADMINISTRATORS, shenfa

from shenfa.desk.deployment import (
    PUBLIC_KEY,
    SETTINGS,
    Deployment,
    UnusableDeployment,
    choose_algorithm,
    open_deployment,
)
from shenfa.desk.export import trail_export
from shenfa.desk.organisation.selectors import county_office_id
from shenfa.desk.trail.models import EntryRecord
from shenfa.trail import Broken, Verdict, public_key, verify

pytestmark = pytest.mark.db


def judge(county: County, deployment: Deployment) -> Verdict:
    packed = io.BytesIO()
    trail_export(out=packed, private_key=deployment.signing_key, clock=county.hands.clock)
    return verify(packed, [public_key(deployment.signing_key)])


def algorithms() -> list[str]:
    return [record.to_entry().alg for record in EntryRecord.objects.order_by("seq")]


@pytest.mark.parametrize(("first", "second"), [("sha256", "sm3"), ("sm3", "sha256")])
def test_a_trail_may_change_its_algorithm(
    deployment: Deployment, settings: Settings, first: str, second: str
) -> None:
    """What was chained stays; each entry names its own and is bound to the one before."""
    county = County()
    settings.TRAIL_ALGORITHM = first
    county.start()
    count = EntryRecord.objects.count()
    settings.TRAIL_ALGORITHM = second
    county.register("田小禾", county_office_id())
    found = algorithms()

    assert found == [first] * count + [second] * (len(found) - count)
    assert len(found) > count
    assert judge(county, deployment).count == len(found)


def test_sm3_entries_are_as_hard_to_change(deployment: Deployment, settings: Settings) -> None:
    county = County()
    settings.TRAIL_ALGORITHM = "sm3"
    county.start()
    with pytest.raises(IntegrityError):
        run("UPDATE trail_entry SET body = body")
    drop_guards()
    run("UPDATE trail_entry SET body = replace(body, '虚谷', '云塘')")

    with pytest.raises(Broken, match="内容与摘要不符"):
        judge(county, deployment)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, 'algorithm = "sm3"\n'),
        ('algorithm = "sha256"\n', 'algorithm = "sm3"\n'),
        ('contact = "0859"\nalgorithm="sha256"\n', 'contact = "0859"\nalgorithm = "sm3"\n'),
        ('contact = "0859"\n', 'algorithm = "sm3"\ncontact = "0859"\n'),
    ],
)
def test_the_choice_is_kept_in_the_folder(tmp_path: Path, before: str | None, after: str) -> None:
    path = tmp_path / SETTINGS
    if before is not None:
        path.write_text(before, encoding="utf-8")
    assert open_deployment(tmp_path).algorithm == "sha256"
    choose_algorithm(tmp_path, "sm3")

    assert path.read_text(encoding="utf-8") == after
    assert open_deployment(tmp_path).algorithm == "sm3"


@pytest.mark.parametrize("content", [b'algorithm = "md5"', b"algorithm =", b"\xff"])
def test_a_choice_that_cannot_be_read_is_no_choice(tmp_path: Path, content: bytes) -> None:
    """Nothing is chained by guessing."""
    (tmp_path / SETTINGS).write_bytes(content)
    with pytest.raises(UnusableDeployment):
        open_deployment(tmp_path)


def test_by_the_command_line(tmp_path: Path) -> None:
    data, three, packed = tmp_path / "d", tmp_path / "three.toml", tmp_path / "EXPORT.zip"
    three.write_text(ADMINISTRATORS, encoding="utf-8")
    steps: list[tuple[tuple[str | Path, ...], int, str]] = [
        (("migrate", "--data", data, "--algorithm", "md5"), 2, "应为 sha256、sm3 之一"),
        (("migrate", "--data", data, "--algorithm", "sm3"), 0, "留痕的摘要算法为 sm3"),
        (("administrators", three, "--data", data), 0, "三名管理员"),
        (("trail", "export", "--data", data, "--out", packed), 0, "已导出7条记录"),
        (("trail", "verify", packed, "--key", data / PUBLIC_KEY), 0, "OK 7 entries"),
    ]
    for arguments, status, sentence in steps:
        got, said = shenfa("", *arguments)
        assert (got, sentence in said) == (status, True), (arguments, got, said)
    with zipfile.ZipFile(packed) as archive:
        lines = archive.read("trail.jsonl").splitlines()
    assert {json.loads(line)["alg"] for line in lines} == {"sm3"}
