"""Regions: where rules hold their tongue, found in time proportional to the text."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shenfa.text.regions import Spans, codes, encloses, links, quotations, titles, touches

steady = settings(derandomize=True, deadline=None)
FINDERS = (links, quotations, titles, codes)
TRICKY = "“”‘’「」《》〈〉`().@:/-_ aA1。中\n"
SECONDS = 0.5


@pytest.mark.parametrize(
    ("find", "text", "found"),
    [
        (links, "详见https://www.example.gov.cn/a?b=1，谢谢", ["https://www.example.gov.cn/a?b=1"]),
        (links, "邮箱zhang.san@example.cn。", ["zhang.san@example.cn"]),
        (links, "附件名单.xlsx、list-2.xlsx", ["list-2.xlsx"]),
        (links, "登录www.example.com查询", ["www.example.com"]),
        (links, "登录xugu.gov.cn查询", ["xugu.gov.cn"]),
        (links, "全长12.5公里", []),
        (links, "没有网址", []),
        (quotations, "坚持“三审三校”和‘先审后发’", ["“三审三校”", "‘先审后发’"]),
        (quotations, "“套用‘内层’引号”", ["“套用‘内层’引号”"]),
        (quotations, "“没有收尾", []),
        (titles, "印发《关于落实〈条例〉的通知》", ["《关于落实〈条例〉的通知》"]),
        (titles, "《关于印发《方案》的通知》", ["《关于印发《方案》的通知》"]),
        (titles, "没有书名号", []),
        (codes, "调用print(1)和`a = 1`", ["print(1)", "`a = 1`"]),
        (codes, r"保存在D:\data\a.txt，勿动", [r"D:\data\a.txt"]),
        (codes, "县政府(办公室)", []),
    ],
)
def test_regions(find: Callable[[str], Spans], text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find(text)] == found


@steady
@given(st.text(st.sampled_from(TRICKY)))
def test_spans_are_in_order_and_do_not_overlap(text: str) -> None:
    for find in FINDERS:
        spans = find(text)
        ends = [end for _, end in spans]

        assert all(start < end <= len(text) for start, end in spans)
        assert all(end <= start for end, (start, _) in zip(ends, spans[1:], strict=False))


@pytest.mark.parametrize(
    "text",
    [
        *("a" * 60_000 + ".", "a-" * 30_000 + ".x", "a." * 30_000, "《a" * 30_000, "“a" * 30_000),
        *("a(" * 30_000, "a@" * 30_000 + ".", "`" * 60_001, "www." * 15_000 + "中"),
    ],
    ids=lambda text: text[:4],
)
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    for find in FINDERS:
        find(text)

    assert time.process_time() - start < SECONDS


def test_touching_and_enclosing() -> None:
    spans = ((2, 5), (8, 9))

    assert [position for position in range(10) if encloses(spans, position)] == [2, 3, 4, 8]
    assert touches(spans, 4, 6)
    assert touches(spans, 0, 10)
    assert not touches(spans, 5, 8)
    assert not touches((), 0, 10)
