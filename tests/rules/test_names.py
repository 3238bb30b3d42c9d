"""Names of bodies, places and leaders: wrong today, right in their time (R42, R44, S5, S9)."""

import datetime
import time

import pytest

from shenfa.audit.engine import audit, compile_engine, engine_of
from shenfa.audit.example_county import EXAMPLE_COUNTY
from shenfa.audit.rulebook import rulebook
from shenfa.text import (
    Alias,
    Cell,
    ContentKind,
    Context,
    County,
    Document,
    Family,
    Leader,
    Passage,
)

RULES = tuple(entry.rule for entry in rulebook() if entry.rule.family is Family.NAME)
MAY = datetime.date(2026, 5, 8)


def found(
    *lines: str,
    county: County = EXAMPLE_COUNTY,
    date: datetime.date | None = MAY,
    kind: ContentKind = ContentKind.OFFICIAL,
) -> list[tuple[str, str]]:
    """Return code and marked text of what is found."""
    passages = tuple(Passage("", line) for line in lines)
    report = audit(engine_of(RULES, county), Document("示例", passages), Context(kind, date))
    return [(one.rule, lines[one.passage or 0][one.start : one.end]) for one in report.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Former names of bodies, with the level of government where it stands before them.
        ("请县国土资源局办理。", [("NA001", "县国土资源局")]),
        ("由银保监会、农业部负责。", [("NA001", "银保监会"), ("NA001", "农业部")]),
        ("各级农业部门、环保部门要抓好落实。", []),
        ("国家矿山安监局派员参加。", []),
        ("原县环保局的档案，2017年由县环保局立案。", []),
        ("县环保局2017年被撤销。", []),
        ("依据国土资源部令第42号，执行“县环保局”旧章。", []),
        ("自然资源部对外保留国家海洋局牌子。", []),
        # Forms that no body ever had.
        ("县发展与改革委员会牵头。", [("NA006", "发展与改革委员会")]),
        ("县人民政府办公厅印发。", [("NA006", "办公厅")]),
        ("市人民政府办公厅印发。", []),
        # Divisions: wrong parent, former parent, renamed, distorted.
        ("与湖北省张家界市结对。", [("NA003", "湖北省张家界市")]),
        ("与浙江省临安市、四川省成都市结对。", []),
        ("成都市新城区建设、广州市区域规划、杭州市场监管。", []),
        ("与吉林省延边朝鲜族自治州结对。", []),
        ("与延边朝鲜自治州结对。", [("NA005", "延边朝鲜自治州")]),
        ("与鄂尔斯市、呼和浩特市结对。", [("NA005", "鄂尔斯市")]),
        ("石柱土家族苗族自治县", [("NA005", "石柱土家族苗族自治县")]),
        ("石柱土家族自治县、彭水苗族土家族自治县", []),
        ("梁平县来访。", [("NA004", "梁平县")]),
        ("2011年，梁平县来访。", []),
    ],
)
def test_bodies_and_places(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, county=County()) == expected


def test_texts_of_their_time_stay_right() -> None:
    """An old text, and an old document published again, name bodies as they were called (S9)."""
    text = "请县国土资源局、县扶贫办办理。"
    signed = ("请县国土资源局、县扶贫办办理。", "虚谷土家族苗族自治县人民政府", "2016年5月8日")

    assert found(text, date=datetime.date(2016, 5, 8)) == []
    assert found(text, date=None) == []
    assert found(*signed) == []
    assert found(text) == [("NA001", "县国土资源局"), ("NA002", "县扶贫办")]


def test_account_names_are_proper_nouns() -> None:
    """The county's table of names wins over the national one (S6)."""
    text = "关注公众号酉州环保局矩阵，或到县环保局咨询。"

    assert found(text, county=County(frozenset({"酉州环保局"}))) == [("NA001", "县环保局")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县委书记向云舟主持，县委副书记、县长田野出席。", []),
        ("县委书记向云州主持。", [("NA007", "向云州")]),
        ("县委书记向云 舟主持。", [("NA010", "向云 舟")]),
        ("县长冉秋实主持。", [("NA008", "县长")]),
        ("副县长杨柳青、冉秋实参加。", [("NA009", "副县长杨柳青、冉秋实")]),
        # Namesakes and other people raise nothing (S5).
        ("村民向云州、杨柳青在田野里劳动。", []),
        ("彭水县县长田墅、彭水县委书记田野来访。", []),
        ("县委书记张三丰主持。", []),
        ("县委书记向某主持。", []),
        ("“县委书记向云州”是笔误。", []),
        # Time: former posts are told as such, and a text of the time has its own roster.
        ("时任县长龙在天介绍，2019年县长龙在天批示。", []),
        ("县长龙在天主持。", [("NA008", "县长")]),
    ],
)
def test_leaders(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_without_a_roster_nothing_is_said_of_leaders() -> None:
    text = "副县长田野、县委书记向云州、县委书记向云 舟参加。"

    assert found(text, county=County()) == []


def test_own_news_of_a_listed_leader() -> None:
    """News of the listed leaders comes from the county's media centre (S5)."""
    text = "昨日，县委书记向云舟到竹沟镇调研。"

    assert found(text, kind=ContentKind.NEWS) == [("NA011", "县委书记向云舟")]
    assert found(text, kind=ContentKind.REPOST) == []


def test_names_in_cells() -> None:
    cell = Passage("表1第2行第1列", "县安监局", cell=Cell(1, 2, 1, "单位"))
    report = audit(engine_of(RULES), Document("示例", (cell,)), Context(date=MAY))

    assert [one.rule for one in report.findings] == ["NA001"]


def test_a_large_roster_stays_cheap() -> None:
    """Sixty leaders and three hundred aliases leave a page of 200 lines under a second."""
    surnames, given = "赵钱孙李周吴", "甲乙丙丁戊己庚辛壬癸"
    leaders = tuple(
        Leader(surname + one + "安", f"第{number}科科长", number)
        for number, (surname, one) in enumerate(
            ((surname, one) for surname in surnames for one in given), start=1
        )
    )
    aliases = tuple(Alias(f"旧名{number}村", f"新名{number}村", "示例") for number in range(300))
    engine = compile_engine(County(leaders=leaders, aliases=aliases))
    document = Document("示例", (Passage("", "全镇抓好春季农业生产，确保粮食安全。\n" * 200),))
    audit(engine, document, Context(date=MAY))
    start = time.process_time()
    audit(engine, document, Context(date=MAY))

    assert time.process_time() - start < 1
