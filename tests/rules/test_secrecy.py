"""Marks of secrecy are found in every form and place; talk about secrecy is left alone (R39, R40)."""

import pytest

from shenfa.audit.engine import audit, engine_of
from shenfa.audit.rulebook import rulebook
from shenfa.text import (
    Certainty,
    Context,
    Document,
    Family,
    Finding,
    Passage,
    PassageKind,
    Severity,
)

RULES = tuple(entry.rule for entry in rulebook() if entry.rule.family is Family.SECRECY)
ENGINE = engine_of(RULES)
NO_FINDING = ("", "")
EVERY_PLACE = sorted(set(PassageKind) - {PassageKind.FILE_NAME})


def check(text: str, kind: PassageKind = PassageKind.BODY) -> tuple[Finding, ...]:
    document = Document("样本", (Passage("第1段", text, kind),))
    return audit(ENGINE, document, Context()).findings


def gravest(text: str) -> tuple[str, str]:
    """Return severity and certainty of the gravest finding, or two empty strings."""
    findings = sorted(
        check(text), key=lambda one: (one.severity.rank, one.certainty is Certainty.SUSPECTED)
    )
    return (findings[0].severity.value, findings[0].certainty.value) if findings else NO_FINDING


CERTAIN = ("blocker", "certain")
SUSPECTED = ("blocker", "suspected")
REMINDER = ("warning", "suspected")
HINT = ("hint", "suspected")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("秘密★1年", CERTAIN),
        ("机密★", CERTAIN),
        ("绝密★长期", CERTAIN),
        ("秘 密 ★ 1 年", CERTAIN),
        ("秘\u200b密\u200b★１０年", CERTAIN),
        ("机　密　☆　五年", CERTAIN),
        ("機密★5年", CERTAIN),
        ("000001　机密★10年　特急", CERTAIN),
        ("机密★会议开始前", CERTAIN),
        ("秘密★2027年5月1日", CERTAIN),
        ("【绝密★启用前】", CERTAIN),
        ("绝　密", CERTAIN),
        ("机密 特急", CERTAIN),
        ("秘密女1年", CERTAIN),
        ("（秘密）", CERTAIN),
        ("密级：机密", CERTAIN),
        ("密级: 机密　　编号：12　　承办：县应急局", SUSPECTED),
        ("该件为机密★5年，请专人保管。", SUSPECTED),
        ("关于储备点分布情况的报告（机密）", SUSPECTED),
        ("内 部 资 料", SUSPECTED),
        ("（内部资料，注意保存）", SUSPECTED),
        ("【内部资料】关于有关情况的通报", SUSPECTED),
        ("此件发至乡镇级", SUSPECTED),
        ("内部明电", SUSPECTED),
        ("等级：特提·明电", SUSPECTED),
        ("本资料不得外传。", SUSPECTED),
        ("核心商密▲5年", CERTAIN),
        ("商业秘密", SUSPECTED),
        ("（已解密）", SUSPECTED),
        ("试题不得外传。", REMINDER),
        ("标底为386.5万元", REMINDER),
        ("新闻里说，试卷上印着“绝密★启用前”六个字。", HINT),
        ("《中华人民共和国保守国家秘密法》自2024年5月1日起施行。", NO_FINDING),
        ("国家秘密的密级分为绝密、机密、秘密三级。", NO_FINDING),
        ("绝密、机密、秘密三级", NO_FINDING),
        ("绝密级国家秘密是最重要的国家秘密，泄露会使国家安全遭受特别严重的损害。", NO_FINDING),
        ("县市场监管局举办商业秘密保护培训。", NO_FINDING),
        ("本通知不涉及国家秘密，请各单位做好保密审查。", NO_FINDING),
        ("全体干部要严守秘密，秘书科要带头。", NO_FINDING),
        ("成功的秘密在于坚持。", NO_FINDING),
        ("加油站内严禁拍照。", NO_FINDING),
        ("★国家秘密★工作秘密★保密常识", NO_FINDING),
        ("景区入口处“内部使用”的牌子已经拆除。", NO_FINDING),
        ("内部资料性出版物管理办法", NO_FINDING),
        ("请注意保存好购物凭证，以便退换。", NO_FINDING),
        ("中央气象台发布特急预警。", NO_FINDING),
        ("机要交通局招聘驾驶员。", NO_FINDING),
        ("**秘密**是什么", NO_FINDING),
        ("不得泄露考生信息。", NO_FINDING),
        ("档案开放审核：解密与划控", NO_FINDING),
        ("409800", NO_FINDING),
    ],
)
def test_text(text: str, expected: tuple[str, str]) -> None:
    """K1 to K8: marks in mark position block, talk in prose stays silent."""
    assert gravest(text) == expected


@pytest.mark.parametrize("kind", EVERY_PLACE)
@pytest.mark.parametrize("mark", ["秘密★1年", "机　密", "内部资料　注意保存", "普通商密▲3年"])
def test_every_place_is_read(kind: PassageKind, mark: str) -> None:
    """K10: a seeded mark is found wherever it hides in a file (R39)."""
    assert Severity.BLOCKER in {finding.severity for finding in check(mark, kind)}


@pytest.mark.parametrize(
    "name", ["机密-储备点.docx", "（秘密）会议材料.docx", "秘密★1年.docx", "内部资料_名单.xlsx"]
)
def test_file_names_are_read(name: str) -> None:
    assert Severity.BLOCKER in {one.severity for one in check(name, PassageKind.FILE_NAME)}


def test_top_of_an_embedded_file_is_a_top() -> None:
    """A mark at the head of an attachment inside a Word file is certain, too."""
    outer = tuple(Passage(f"第{number}段", "正文") for number in range(20))
    inner = (
        Passage("附件", "机密", enclosure="方案.docx"),
        Passage("附件", "正文", enclosure="方案.docx"),
    )

    findings = audit(ENGINE, Document("通知.docx", outer + inner), Context()).findings

    assert [(one.rule, one.passage, one.certainty) for one in findings] == [
        ("SE002", 20, Certainty.CERTAIN)
    ]


def test_findings_never_quote_the_text() -> None:
    """Of a secret nothing but its place may stand in a report: no words, no repair, no entity."""
    documents = [
        (example.document, example.context) for entry in rulebook() for example in entry.examples
    ]
    findings = [
        (document, finding)
        for document, context in documents
        for finding in audit(ENGINE, document, context).findings
    ]

    assert findings
    for document, finding in findings:
        text = document.passages[finding.passage or 0].text[finding.start : finding.end]
        pieces = {text[at : at + 5] for at in range(max(0, len(text) - 4))}
        assert not [piece for piece in pieces if piece in finding.message]
        assert finding.fix is None
        assert finding.entity is None


def test_unmarked_copy_number_is_only_suspected() -> None:
    """K3: six digits above a letterhead are suspected, beside a mark certain."""
    head = "虚谷土家族苗族自治县人民政府文件\n虚谷府发〔2026〕12号"

    assert gravest(f"000123\n{head}") == SUSPECTED
    assert {one.rule for one in check(f"000123\n机密\n{head}")} >= {"SE002", "SE006"}
