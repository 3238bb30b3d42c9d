"""The table of laws is built from facts and texts: numbers, changes, ends (R43)."""

import csv
import runpy
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parent.parent.parent / "tools"
TOOL = TOOLS / "build_law_table.py"
STATUTE = """\
# 甲管理条例

2004年3月8日 中华人民共和国国务院令第400号公布

<!-- INFO END -->

## 第一章 总则

第一条 为了规范管理，制定本条例。

第二条 管理适用本条例，依照《中华人民共和国丙法》执行。

## 附则

第三条 本条例自2004年5月1日起施行。1990年1月2日国务院发布的《乙暂行条例》同时废止。
"""
FACTS = """\
title\tkind\torder_number\tpublished\teffective\tarticles\tstatus_as_recorded\tsource\trepeals
甲管理条例\t行政法规\t中华人民共和国国务院令第400号\t2019-03-02\t2004-05-01\t3\t\tLawRefBook\t乙暂行条例；甲管理条例
中华人民共和国丙法\t行政法\t\t2026-03-12\t2026-08-15\t2\t\tchina-law-db\t中华人民共和国丁法
中华人民共和国丁法\t行政法\t\t2014-04-24\t2015-01-01\t70\t现行有效\tLawRefBook\t
说明\t其他\t\t\t\t0\t\tchina-law-db\t
"""
TEXT = """\
甲管理条例
2004年3月8日 中华人民共和国国务院令第400号公布
2008年5月9日 中华人民共和国国务院令第520号修订
第一条 为了规范管理，制定本条例。
第二条 管理适用本条例。
第三条 本条例自2004年5月1日起施行。
第四条 自行加上的一条。
"""


def test_table_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts, text, output = (tmp_path / name for name in ("laws.tsv", "laws.txt", "out.tsv"))
    facts.write_text(FACTS, encoding="utf-8")
    text.write_text(TEXT, encoding="utf-8")
    tool = runpy.run_path(str(TOOL))
    main = tool["main"]
    monkeypatch.setitem(main.__globals__, "OUTPUT", output)
    monkeypatch.setattr(sys, "argv", ["build_law_table.py", str(facts), str(text)])
    main()
    with output.open(encoding="utf-8", newline="") as file:
        rows = {row["title"]: row for row in csv.DictReader(file, delimiter="\t")}

    own, old, ended = rows["甲管理条例"], rows["乙暂行条例"], rows["中华人民共和国丁法"]
    assert (own["number"], own["promulgated"], own["articles"]) == (
        "国务院令第400号",
        "2004-03-08",
        "4",
    )
    # 520 stands in the text; 588 to 709 changed many regulations until the day of the version.
    assert {"520", "588", "709"} <= set(own["other_numbers"].split())
    assert "710" not in own["other_numbers"]
    # The clause may be as old as the law or as its last change: the later day is sure.
    assert (old["replaced_by"], old["valid_to"], old["confidence"]) == (
        "甲管理条例",
        "2019-03-01",
        "P",
    )
    assert (ended["replaced_by"], ended["valid_to"], ended["confidence"]) == (
        "中华人民共和国丙法",
        "2026-08-14",
        "V",
    )
    assert own["valid_to"] == ""
    assert "说明" not in rows


def test_facts_are_read_from_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two versions the later one counts; only what is repealed is taken for repealed."""
    folder, output = tmp_path / "行政法规", tmp_path / "laws.tsv"
    folder.mkdir()
    older = STATUTE.replace("第三条", "第四条").replace("第二条", "第三条")
    (folder / "甲管理条例(2004-03-08).md").write_text(older, encoding="utf-8")
    (folder / "甲管理条例(2019-03-02).md").write_text(STATUTE, encoding="utf-8")
    (folder / "说明.md").write_text("# 说明", encoding="utf-8")
    tool = runpy.run_path(str(TOOLS / "read_statutes.py"))
    monkeypatch.setattr(sys, "argv", ["read_statutes.py", str(output), str(tmp_path)])
    tool["main"]()
    with output.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))

    assert rows == [
        {
            "title": "甲管理条例",
            "kind": "行政法规",
            "order_number": "中华人民共和国国务院令第400号",
            "published": "2019-03-02",
            "effective": "2004-05-01",
            "articles": "3",
            "status_as_recorded": "",
            "source": "LawRefBook",
            "repeals": "乙暂行条例",
        }
    ]
