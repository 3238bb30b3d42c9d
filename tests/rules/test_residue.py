"""What the residue rules see beyond single lines: revisions, embedded files, hidden sheets."""

import pytest

from shenfa.audit.engine import audit, engine_of
from shenfa.audit.rulebook import rulebook
from shenfa.text import (
    Cell,
    ContentKind,
    Context,
    Document,
    Family,
    Passage,
    PassageKind,
)

ENGINE = engine_of(tuple(entry.rule for entry in rulebook() if entry.rule.family is Family.RESIDUE))
NOTICE = """虚谷土家族苗族自治县人民政府办公室
关于进一步加强信息审核工作的通知

各乡镇人民政府：
[bookmark: _GoBack]要严格落实审核制度（如xx动态、今日xx、xx要闻等栏目；如：xx年报、xx季度检查）。

附件：1.信息审核表
 附件1
信息审核表
负责人（签字）：               （单位   盖章）
       年  月  日
"""


def check(*passages: Passage) -> list[tuple[str, int | None, str]]:
    """Return rule, passage and severity of every finding."""
    document = Document("样本.docx", passages)
    findings = audit(ENGINE, document, Context(kind=ContentKind.OFFICIAL)).findings
    return [(one.rule, one.passage, one.severity.value) for one in findings]


def test_notice_of_the_county_office() -> None:
    """Q6: the bookmark is residue; the list of column names and the annex form are none."""
    findings = audit(
        ENGINE, Document("通知.txt", (Passage("", NOTICE),)), Context(kind=ContentKind.OFFICIAL)
    ).findings

    assert [(one.rule, NOTICE[one.start : one.end], one.fix) for one in findings] == [
        ("RE001", "[bookmark: _GoBack]", "")
    ]


def test_inserted_text_is_a_revision() -> None:
    assert check(Passage("第1段", "拨付资金500万元", inserted=((4, 9),))) == [("RE021", 0, "error")]


def test_revisions_and_comments_of_embedded_files() -> None:
    """An embedded file leaves the house with the file around it."""
    found = check(
        Passage("第1段", "正文"),
        Passage("附件", "删去的话", PassageKind.DELETED, enclosure="a.docx"),
        Passage("附件", "请再核对", PassageKind.COMMENT, enclosure="a.docx/b.xlsx"),
    )

    assert found == [("RE021", 1, "error"), ("RE022", 2, "error")]


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        (PassageKind.COMMENT, "RE022"),
        (PassageKind.HIDDEN, "RE023"),
        (PassageKind.DELETED, "RE021"),
    ],
)
def test_web_source_is_only_a_hint(kind: PassageKind, rule: str) -> None:
    """Comments, menus and struck-out words are ordinary parts of a page."""
    aside = Passage("注释", "导航开始", kind, origin="html")

    assert check(Passage("第1段", "正文", origin="html"), aside) == [(rule, 1, "hint")]


def test_hidden_sheet_is_told_once() -> None:
    """A hidden sheet of a thousand cells is one thing to mend."""
    cells = [
        Passage(f"C{row}", "隐藏数据", PassageKind.HIDDEN, Cell(1, row, 1)) for row in range(1, 50)
    ]

    assert check(*cells) == [("RE023", 0, "warning")]


@pytest.mark.parametrize("word", ["通知公告", "各乡镇人民政府，有关单位：", "“三审三校”制度"])
@pytest.mark.parametrize("encoding", ["gbk", "cp1252"])
def test_mojibake_is_undone(word: str, encoding: str) -> None:
    """Text read in the wrong encoding is recognised by reading it back."""
    garbled = word.encode().decode(encoding, errors="ignore")

    assert check(Passage("第1段", garbled))[0][0] == "RE008"


@pytest.mark.parametrize(
    "text",
    [
        "李××、王某某等2人，身份证号3501************，电话138××××1234",
        "NBA第20XX赛季、型号XX-3、XXL号、3×5米、x轴",
        "国家秘密、某县、某单位、某同志的案例",
        "王**，李**，张**",
        "单价（元）：**，备注：*为必填项",
        "是否低保：□是　□否　□□",
        "身份证号□□□□□□□□□□□□□□□□□□",
        "R&D、AT&T、B&B民宿；a<b，c>d",
        "涓涓细流，浜海新城，鏖战正酣，銮铃，锛子",
        "Café Müller、naïve、Ångström、São Paulo、5 µm、±3 ℃",
        "工作有待补充完善，数据待核实后公布。",
        "县医保系统测试运行，test成绩合格",
        "#虚谷文旅# 12# 楼",
        "价格$30，集合{1，2}，[1]参考文献",
        "自2026年1月1日起施行，2026年 5 月 8 日印发",
        "以下是为您整理的办事指南",
        "版本号10.2.3.1，IP地址规划见附件",
        "‘国务院’《通知》·维吾尔人名阿卜杜拉·买买提",
        "ئۇيغۇر تىلى\u200cدا",
    ],
)
@pytest.mark.parametrize("kind", [PassageKind.BODY, PassageKind.HEADER])
def test_lookalikes_are_left_alone(text: str, kind: PassageKind) -> None:
    assert check(Passage("第1段", text, kind)) == []
