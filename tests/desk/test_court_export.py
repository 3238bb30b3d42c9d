"""An accepted appeal becomes a regression case on export, with nothing personal or secret in it."""

import json
from pathlib import Path

import pytest
from county import County
from manuscript_county import WRITER
from review_county import FIRST, SECOND, SECRECY, Reviewing, audit
from shenfa_command import shenfa

from shenfa.audit import compile_engine
from shenfa.audit.cases import CaseFileError, case_line, is_raised, read_cases
from shenfa.desk.court.export import accepted_cases
from shenfa.desk.court.models import AppealRecord
from shenfa.desk.court.services import Verdict, appeal_make, ruling_make, ruling_take_back
from shenfa.desk.deployment import Deployment
from shenfa.desk.review.models import AuditRecord
from shenfa.text import Context, Scope

pytestmark = pytest.mark.db
ONE_IS_ENOUGH = pytest.mark.parametrize("vendor", ["sqlite"])
RULE = "PU001"
MOBILE = "13800138000"
BODY = f"<p>前一句。请找竹沟,水务田某联系电话{MOBILE}办理。后一句。</p>"


@pytest.fixture
def reviewing(county: County) -> Reviewing:
    """Return the county with people who write and review."""
    return Reviewing(county)


def ruled(reviewing: Reviewing, body: str, scope: Scope | None, rule: str = RULE) -> AppealRecord:
    """Let a finding be asked for and ruled upon, with a number typed into the reason."""
    county, revision = reviewing.county, reviewing.cut(body=body)
    audit(county, revision)
    finding = AuditRecord.objects.get(revision=revision).findings.filter(rule=rule)[0]
    asked = appeal_make(
        by=county.by(WRITER), revision=revision.id, finding=finding.key, reason="商标"
    )
    judge = SECRECY if finding.detail["family"] == "secrecy" else FIRST
    verdict = Verdict(scope, f"商标，电{MOBILE}")
    ruling_make(by=county.by(judge), appeal=asked.id, verdict=verdict)
    return asked


@ONE_IS_ENOUGH
def test_an_accepted_appeal_is_a_negative_case(
    reviewing: Reviewing, deployment: Deployment, tmp_path: Path
) -> None:
    """It tells the rule, the covered sentence, the ruling; the present rule would say it again."""
    ruled(reviewing, BODY, Scope.TEXT)
    ruled(reviewing, BODY, None)
    out = tmp_path / "cases.jsonl"
    status, said = shenfa("", "court", "export", "--data", deployment.data, "-o", out)
    assert (status, said) == (0, f"已导出1个案例，写入 {out}\n")
    [case] = read_cases(out.read_text(encoding="utf-8").splitlines())
    assert [case] == list(accepted_cases())
    line = json.loads(case_line(case))

    assert (line["rule"], line["verdict"], line["scope"]) == (RULE, "false_alarm", "text")
    assert line["before"] == "请找竹沟"
    assert line["text"] == ","
    assert line["after"].startswith("水务")
    assert MOBILE not in case_line(case)
    assert line["reason"].startswith("商标，电138")
    assert line["ruled"] == "2026-11-24"
    assert line["faithful"] is True
    engine = compile_engine()
    assert is_raised(case.sentence, RULE, engine, Context(case.kind, case.date))
    assert not is_raised(case.sentence, "PU002", engine, Context(case.kind, case.date))


@ONE_IS_ENOUGH
def test_what_was_taken_back_or_concerns_secrecy_stays_here(reviewing: Reviewing) -> None:
    county = reviewing.county
    asked = ruled(reviewing, BODY, Scope.UNIT)
    assert len(tuple(accepted_cases())) == 1
    ruling_take_back(by=county.by(SECOND), appeal=asked.id, reason="并非商标")
    assert tuple(accepted_cases()) == ()
    word = "<p>本件内部资料，注意保存。</p>"
    revision = reviewing.cut(body=word)
    audit(county, revision)
    secret = AuditRecord.objects.get(revision=revision).findings.filter(
        weight__in=["secrecy", "suspected_blocker"], detail__family="secrecy"
    )[0]
    ruled(reviewing, word, Scope.TEXT, secret.rule)
    assert AppealRecord.objects.get(rule=secret.rule).shown["text"] == ""
    assert tuple(accepted_cases()) == ()


def test_a_file_that_holds_no_cases() -> None:
    for line in ("[]", "{}", '{"verdict": "error"}', "x"):
        with pytest.raises(CaseFileError, match="第1行"):
            tuple(read_cases([line]))
