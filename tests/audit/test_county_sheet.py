"""The county's lists come in from a sheet, every fault named by its row (R42)."""

import datetime
import io

import pytest
from openpyxl import Workbook

from shenfa.audit import CountyFileError, read_county_file
from shenfa.audit.county_sheet import (
    CountySheet,
    UnreadableListError,
    county_file_with,
    read_county_sheet,
)
from shenfa.text import Boundary, RestrictedTopic, SensitiveWord, Severity

WORDS = "词语,类别,级别,来源,启用日期,停用日期,允许的更长词语,边界,改为\n"
TOPICS = "主题,词语,级别,来源,同句词语\n"
FULL = WORDS + (
    "云塘甲乙,名称,应改,县委宣传部2026年第1号,2026-01-01,2026-12-31,新云塘甲乙会、云塘甲乙丙,独立,云塘乡\n"
    "丙丁戊,用语,提醒,县委宣传部2026年第1号,,,,,\n"
)


def read(text: str) -> CountySheet:
    return read_county_sheet(text.encode(), "词表.csv")


def workbook(tables: dict[str, list[list[object]]]) -> bytes:
    book = Workbook()
    del book["Sheet"]
    for title, rows in tables.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_every_column_is_read() -> None:
    sheet = read(FULL)

    assert sheet.faults == ()
    assert sheet.words == (
        SensitiveWord(
            word="云塘甲乙",
            category="名称",
            severity=Severity.ERROR,
            source="县委宣传部2026年第1号",
            valid_from=datetime.date(2026, 1, 1),
            valid_to=datetime.date(2026, 12, 31),
            allowed=("新云塘甲乙会", "云塘甲乙丙"),
            boundary=Boundary.ALONE,
            instead="云塘乡",
        ),
        SensitiveWord("丙丁戊", "用语", Severity.WARNING, "县委宣传部2026年第1号"),
    )


def test_a_workbook_holds_both_lists() -> None:
    """Dates come as dates, numbers as numbers, other worksheets are left alone."""
    day = datetime.datetime(2026, 5, 8)  # noqa: DTZ001 - what a workbook holds
    data = workbook(
        {
            "说明": [["本表由县保密办维护"]],
            "敏感词": [["词语", "类别", "级别", "来源", "启用日期"], [12345, "号码", "参考", "县保密办", day]],
            "主题": [
                ["主题", "词语", "级别", "来源", "同句词语"],
                ["设施", "丙丁设施，丙丁站", "禁止发布", "县保密办", "坐标 高程"],
            ],
        }
    )  # fmt: skip
    sheet = read_county_sheet(data, "词表.xlsx")

    assert sheet.faults == ()
    assert [(one.word, one.valid_from) for one in sheet.words] == [
        ("12345", datetime.date(2026, 5, 8))
    ]
    assert sheet.topics == (
        RestrictedTopic(
            "设施", ("丙丁设施", "丙丁站"), Severity.BLOCKER, "县保密办", ("坐标", "高程")
        ),
    )


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (",名称,应改,甲,,,,,", "第2行：缺少词语，请补写"),
        ("云塘甲乙,,应改,甲,,,,,", "第2行：缺少类别，请补写"),
        ("云塘甲乙,名称,应改,,,,,,", "第2行：缺少来源，请补写"),
        ("云塘甲乙,名称,严重,甲,,,,,", "第2行：级别应为禁止发布、应改、提醒、参考之一"),
        ("云塘甲乙,名称,应改,甲,去年,,,,", "第2行：启用日期应为日期，如 2026-11-24"),
        ("云塘甲乙,名称,应改,甲,2026-05-08,2026-05-07,,,", "第2行：停用日期早于启用日期"),
        ("云塘甲乙,名称,应改,甲,,,新云塘,,", "“新云塘”应为包含“云塘甲乙”的更长词语"),
        ("云塘甲乙,名称,应改,甲,,,,随便,", "第2行：边界应为默认、不限、独立之一"),
        ("云,名称,应改,甲,,,,,", "第2行：词语“云”应为2至50个字"),
        ("云塘。甲乙,名称,应改,甲,,,,,", "含有句读标点，请拆成几条"),
        ("云 - 塘,,应改,甲,,,,,", "第2行：缺少类别"),
    ],
)
def test_faults_are_named_by_row(row: str, complaint: str) -> None:
    (fault,) = read(WORDS + row + "\n").faults

    assert complaint in str(fault)


def test_all_faults_of_all_rows_are_told() -> None:
    sheet = read(f"{FULL},,,,,,,,\n丙丁戊,用语,提醒,乙,,,,,\n己,,无,,,,,,\n")

    assert [str(fault).partition("，")[0] for fault in sheet.faults] == [
        "第5行：与第3行重复",
        "第6行：词语“己”应为2至50个字",
        "第6行：缺少类别",
        "第6行：级别应为禁止发布、应改、提醒、参考之一",
        "第6行：缺少来源",
    ]


@pytest.mark.parametrize(
    ("data", "name", "complaint"),
    [
        (b"", "a.csv", "没有找到表头"),
        ("单位,姓名\n".encode(), "a.csv", "没有找到表头"),
        ("词语,来源\n".encode(), "a.csv", "表头缺少类别、级别"),
        ("主题,级别\n".encode(), "a.csv", "表头缺少词语、来源"),
        (b"PK\3\4", "a.xlsx", "文件不能读取"),
        (b"\xff\xfe\x00", "a.csv", "文件不能读取"),
    ],
)
def test_other_files_are_refused(data: bytes, name: str, complaint: str) -> None:
    with pytest.raises(UnreadableListError, match=complaint):
        read_county_sheet(data, name)


def test_written_file_reads_the_same() -> None:
    sheet = read(FULL + '"引“号""\\斜",用语,提醒,"甲\t乙",,,,,\n')
    topics = read(TOPICS + "设施,丙丁设施,禁止发布,县保密办,坐标\n").topics
    whole = CountySheet(sheet.words, topics, ())

    county, decisions = read_county_file(county_file_with(whole, 'names = ["云塘"]\n'), "本县.toml")

    assert (county.words, county.topics) == (sheet.words, topics)
    assert county.names == {"云塘"}
    assert decisions == ()


def test_importing_again_replaces_and_keeps_the_rest() -> None:
    before = 'names = ["云塘"]\n\n[[office_number]]\nnumber = "13800000000"\n'
    once = county_file_with(read(FULL), before)
    twice = county_file_with(read(WORDS + "己庚,用语,提醒,乙,,,,,\n"), once)
    county, _ = read_county_file(twice, "本县.toml")

    assert [one.word for one in county.words] == ["己庚"]
    assert twice.startswith(before)
    assert county_file_with(read(FULL), twice) == once


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("sensitive_word = 3", r"应写成 \[\[sensitive_word\]\] 表"),
        ('[[sensitive_word]]\nword = "云塘"', "第1条 sensitive_word：缺少category"),
        ("[[sensitive_word]]\nword = 3", "word 应为文字，请加引号"),
        ('[[restricted_topic]]\nname = "设施"', "缺少words"),
        ('[[restricted_topic]]\nname = "设施"\nwords = "丙"', "words 应为词语列表"),
        ("[[restricted_topic]]\ntitle = 1", "不认识 title"),
    ],
)
def test_mistakes_in_the_county_file_are_named(text: str, complaint: str) -> None:
    with pytest.raises(CountyFileError, match=complaint):
        read_county_file(text, "本县.toml")


def test_counties_are_equal_by_content() -> None:
    first, second = (read_county_file(county_file_with(read(FULL), ""), "甲")[0] for _ in "12")
    other, _ = read_county_file(county_file_with(read(WORDS), ""), "甲")

    assert first == second
    assert hash(first) == hash(second)
    assert first != other
