"""The workbook of scenario 8: 312 rows of a vendor with column names of its own, generated.

41 repeat another row, 67 are known already, 58 are false alarms, 9 have no address, 3 point to
other counties. A page with several faults is one merged cell over its rows, as vendors do it.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook

HEADER = (
    "序号",
    "所属区县",
    "站点名称",
    "页面标题",
    "页面链接（点击查看）",
    "错误类型",
    "疑似错误",
    "错误语句",
    "推荐修改",
    "采集时间",
)
ROWS, DUPLICATES, KNOWN, FALSE_ALARMS, ADDRESSLESS, FOREIGN = 312, 41, 67, 58, 9, 3
NEW = ROWS - DUPLICATES - KNOWN - ADDRESSLESS - FOREIGN
DAY = "2026-11-20"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault as the vendor tells it."""

    page: str
    wrong: str
    right: str

    @property
    def sentence(self) -> str:
        """The sentence around it."""
        return f"各有关单位要{self.wrong}，确保安全。"


def fault(number: int, home: str) -> Fault:
    """Return the fault of this number: of the new ones two stand on each page."""
    page = f"{home}t{number if number < KNOWN else KNOWN + (number - KNOWN) // 2}.html"
    return Fault(page, f"做好第{number}号点的避险迁徒", f"做好第{number}号点的避险迁徙")


def known_faults(home: str) -> list[Fault]:
    """Return what the county has on account before the sheet comes."""
    return [fault(number, home) for number in range(KNOWN)]


def new_faults(home: str) -> list[Fault]:
    """Return what the sheet brings that is new; the last of them are false alarms."""
    return [fault(KNOWN + number, home) for number in range(NEW)]


def workbook(faults: Sequence[Fault]) -> bytes:
    """Return a workbook that tells of these faults, and of more that cannot be taken."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "错别字"
    sheet.append(["政府网站内容监测报告（2026年11月）"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADER))
    sheet.append(["监测单位：渝信监测中心"])
    sheet.append(HEADER)
    lines = [_line(one) for one in faults]
    lines += [_line(one) for one in faults[:DUPLICATES]]
    for number in range(ADDRESSLESS):
        lines.append(_line(Fault("", f"缺少网址的第{number}处迁徒", "")))
    for number in range(FOREIGN):
        there = _line(Fault(f"http://www.ling{number}.example/a.html", "外县迁徒", ""))
        lines.append(("临谷县", "临谷县人民政府", *there[2:]))
    for number, line in enumerate(lines, start=1):
        sheet.append([number, *line])
    begin = 4
    for row in range(begin, begin + len(faults) - 1):
        # The page with two faults: title and address are written once, over both rows.
        for column in (4, 5):
            one, other = sheet.cell(row, column).value, sheet.cell(row + 1, column).value
            if one is not None and one == other:
                sheet.merge_cells(
                    start_row=row, start_column=column, end_row=row + 1, end_column=column
                )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _line(one: Fault) -> tuple[str, ...]:
    title = f"关于汛期工作的通知 {one.page.rpartition('/')[2]}"
    return (
        "虚谷自治县",
        "竹沟镇",
        title,
        one.page,
        "错别字",
        one.wrong,
        one.sentence,
        one.right,
        DAY,
    )
