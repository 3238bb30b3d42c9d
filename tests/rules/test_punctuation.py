"""The punctuation rules together: whole texts are repaired in one go, good ones left alone."""

import pytest

from shenfa.audit.engine import audit, engine_of
from shenfa.audit.fixes import apply_fixes
from shenfa.audit.rulebook import rulebook
from shenfa.text import ContentKind, Context, Document, Family, Finding, Hit, Passage, Severity

ENGINE = engine_of(
    tuple(entry.rule for entry in rulebook() if entry.rule.family is Family.PUNCTUATION)
)
GOOD_NOTICE = """\
虚谷土家族苗族自治县人民政府办公室
关于印发《虚谷土家族苗族自治县政府信息
公开审核办法》的通知

虚谷府办发〔2026〕15号

各乡镇人民政府，各街道办事处，县政府各部门：
根据《中华人民共和国政府信息公开条例》（国务院令第711号）、《互联网信息服务管理办法》等规定，\
结合我县实际，现就有关事项通知如下：
一、总体要求
（一）落实“谁公开、谁负责”的原则，严格执行“三审三校”制度。
（二）对“僵尸”“睡眠”账号，坚决关停。
二、重点任务
1.制定方案：
（1）明确责任；
（2）细化措施。
2.开展自查（2026年5月8日—31日），完成率不低于95%。
县政府门户网站（https://www.example.gov.cn/list?id=1,2）同步公开。联系电话：023-81234567。
1.5亿元以上项目单列；GB/T 9704—2012、GB/T 15834-2011同样适用。
附件：1.信息审核表
　　　2. 账号清单
负责人（签字）：               （单位   盖章）
       年  月  日
— 1 —
"""
BAD_REPORT = """\
各部门,各乡镇( 街道)要抓好落实.
会议要求"三审三校"制度要执行到位。。现将要求通知如下。
1、落实责任；
2、加强巡查。
办理时限为3~5天，水、电、气、等业务可网上办理...
"""
REPAIRED = """\
各部门，各乡镇（街道）要抓好落实。
会议要求“三审三校”制度要执行到位。现将要求通知如下：
1.落实责任；
2.加强巡查。
办理时限为3～5天，水、电、气等业务可网上办理……
"""


def check(text: str, kind: ContentKind = ContentKind.OFFICIAL) -> tuple[Finding, ...]:
    document = Document("示例", (Passage("", text),))
    return audit(ENGINE, document, Context(kind=kind)).findings


def repair(text: str) -> str:
    hits = [Hit(one.start, one.end, one.message, one.fix) for one in check(text)]
    return apply_fixes(text, hits)


@pytest.mark.parametrize("kind", ContentKind)
def test_correct_notice_gives_no_finding(kind: ContentKind) -> None:
    assert not check(GOOD_NOTICE, kind)


def test_all_repairs_together_give_a_correct_text() -> None:
    assert repair(BAD_REPORT) == REPAIRED
    assert not check(REPAIRED)


@pytest.mark.parametrize(
    "text",
    [
        "The county (虚谷) has 12 towns, e.g. Zhugou; see www.example.gov.cn.",
        "型号为DN50-PN16-A的阀门，采购2-3号库房各10台。",
        "公式为y=f(x)+2，坐标为(3, 4)。",
        "开庭案号为（2025）虚民初字第5号，联系人见附件1、2。",
        "会议于2026-05-08 15:30召开，比分3:2。",
        "他说：“走吧！”我问：“去哪儿？”",
        "用户名可以包含“.”“-”“_”等符号。",
        "第一、第二产业增加值分别增长3.1%、5.2%。",
        "姓名：      性别：      联系电话：",
        "“十五五”时期（2026—2030年）",
        "小时候，一、二年级的课本……如今还在。",
        "阿不都·热合曼同志任主任。",
        "申请表（一式三份，每份加盖公章）1份；",
    ],
)
def test_looks_wrong_but_is_not(text: str) -> None:
    assert not check(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("准确性( 包括引用错误、表述错误等)和公开属性", "PU007"),
        ("（二)加强巡查", "PU008"),
        ("2016年-2018年", "PU040"),
        ("一.总体要求", "PU025"),
        ("县人民政府（以下简称“县政府）负责", "PU059"),
        ("材料包括身份证。。。", "PU032"),
        ("严禁以“人力不足“等理由外包", "PU014"),
    ],
)
def test_one_fault_is_reported_once(text: str, code: str) -> None:
    grave = [one.rule for one in check(text) if one.severity is Severity.ERROR]

    assert grave == [code]
