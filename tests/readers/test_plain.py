"""Text is read in any usual encoding, whole and without its byte order mark (R1)."""

import pytest

from shenfa.readers import UnreadableDocument
from shenfa.readers.content import Options
from shenfa.readers.plain import read

TEXT = "虚谷土家族苗族自治县竹沟镇\n第二行"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_encodings_are_found(encoding: str) -> None:
    (passage,) = read(TEXT.encode(encoding), "通知.txt", Options()).passages

    assert (passage.place, passage.text) == ("", TEXT)


@pytest.mark.parametrize("mark", ["\r\n", "\r", "\n"])
def test_line_breaks_become_one_kind(mark: str) -> None:
    (passage,) = read(f"甲{mark}乙{mark}".encode(), "通知.txt", Options()).passages

    assert passage.text == "甲\n乙\n"


@pytest.mark.parametrize(
    ("data", "lost"),
    [
        ((TEXT * 3).encode()[:-1], 1),
        ((TEXT * 3).encode() + b"\xff" + TEXT.encode(), 1),
        ((TEXT * 3).encode()[:-2] + TEXT.encode(), 1),
    ],
)
def test_utf8_with_a_broken_byte_is_no_gb18030(data: bytes, lost: int) -> None:
    (passage,) = read(data, "通知.txt", Options()).passages

    assert passage.text.startswith(TEXT)
    assert passage.text.count("\ufffd") == lost


def test_utf16_big_endian_is_read() -> None:
    data = b"\xfe\xff" + TEXT.encode("utf-16-be")

    assert read(data, "通知.txt", Options()).passages[0].text == TEXT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b" \r\n\t", "没有文字"),
        (b"\xef\xbb\xbf", "没有文字"),
        (b"\0\1\2\xff", "编码无法识别"),
        (b"\xff\xff\xff", "编码无法识别"),
        (b"\xff\xfea", "编码无法识别"),
    ],
)
def test_what_is_no_text_is_unreadable(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        read(data, "通知.txt", Options())
