"""A file is opened by its content, within limits, each refusal in one clear sentence (R1)."""

import hashlib
import io
import struct
import zipfile

import pytest
from openpyxl import Workbook

from shenfa.readers import Limits, Options, UnreadableDocument, open_document
from shenfa.text import PassageKind

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
HTML = "<html><p>网页正文</p></html>".encode()


def zipped(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def workbook() -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = "表格正文"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def empty_workbook() -> bytes:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


def compound(*names: str) -> bytes:
    """Return the beginning of a compound file whose directory names these streams."""
    sector = 512
    header = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBBIII", len(name) * 2 + 2, kind, 1, *links)
        + bytes(36)
        + struct.pack("<III", 0xFFFFFFFE, 0, 0)
        for name, kind, links in (
            ("Root Entry", 5, (0xFFFFFFFF, 0xFFFFFFFF, 1)),
            *(
                (name, 2, (0xFFFFFFFF, number + 2 if number + 1 < len(names) else 0xFFFFFFFF, 0))
                for number, name in enumerate(names)
            ),
        )
    )
    return header + table + entries.ljust(sector, b"\0")


def encrypted_zip() -> bytes:
    data = bytearray(zipped(("a.txt", b"x")))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "name", "texts"),
    [
        ("文本正文".encode("gb18030"), "通知.txt", ["文本正文"]),
        ("文本正文".encode("utf-16"), "通知.txt", ["文本正文"]),
        ("文本正文".encode(), "没有扩展名", ["文本正文"]),
        ("开头为 %PDF-1.7 或 {\\rtf1".encode(), "说明.md", ["开头为 %PDF-1.7 或 {\\rtf1"]),
        ("BM公司、GIF8".encode(), "通知.txt", ["BM公司、GIF8"]),
        (HTML, "网页.html", ["网页正文"]),
        (b"\xef\xbb\xbf \r\n" + HTML, "网页.htm", ["网页正文"]),
        ("<p>片段</p>".encode(), "片段.html", ["片段"]),
        (workbook(), "表格.xlsx", ["表格正文"]),
        (workbook(), "表格.et", ["表格正文"]),
        (zipped(("甲.txt", "一".encode()), ("乙.html", HTML)), "附件.zip", ["一", "网页正文"]),
    ],
)
def test_files_are_opened(data: bytes, name: str, texts: list[str]) -> None:
    document = open_document(data, name)
    kinds = {PassageKind.BODY}

    assert [one.text for one in document.passages if one.kind in kinds] == texts
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.passages[-1].text == name
    assert document.passages[-1].kind is PassageKind.FILE_NAME
    assert not document.gaps


@pytest.mark.parametrize(
    ("data", "name", "title"),
    [
        ("文本正文".encode(), "通知.docx", "文本文件"),
        (HTML, "名单.xls", "网页"),
        (workbook(), "名单.xls", "Excel 工作簿"),
        (workbook(), "名单.txt", "Excel 工作簿"),
        (workbook(), "名单.docx", "Excel 工作簿"),
        (zipped(("甲.txt", b"x")), "名单.docx", "ZIP 压缩包"),
        (b"{\\rtf1 x}", "通知.docx", "RTF 文档"),
    ],
)
def test_wrong_suffix_is_read_by_content_and_reported(data: bytes, name: str, title: str) -> None:
    suffix = name[name.rindex(".") :]

    assert [gap.reason for gap in open_document(data, name).gaps if gap.place == "文件名"] == [
        f"扩展名 {suffix} 与内容不符，实为{title}，已按实际内容检查，请改正文件名"
    ]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "通知.docx", "“通知.docx”是空文件（0 字节），请重新导出"),
        (compound("EncryptedPackage", "EncryptionInfo"), "通知.docx",
         "“通知.docx”设有打开密码，请取消密码后再检查"),
        (encrypted_zip(), "附件.zip", "“附件.zip”设有打开密码，请取消密码后再检查"),
        (workbook()[:900], "名单.xlsx", "“名单.xlsx”已损坏，无法打开，请重新保存后再检查"),
        (OLE + bytes(500), "通知.doc", "“通知.doc”已损坏，无法打开，请重新保存后再检查"),
        (empty_workbook(), "名单.xlsx", "“名单.xlsx”没有文字，请检查是否选错了文件"),
        (zipped(("mimetype", b""), ("content.xml", b"")), "通知.odt",
         "“通知.odt”是 OpenDocument 格式，请另存为 .docx 或 .xlsx 后再检查"),
        (compound("Something"), "通知.doc",
         "“通知.doc”不是能读取的 Office 文档，请另存为 .docx 或 .xlsx 后再检查"),
        (b"Rar!\x1a\x07\x00", "附件.rar", "“附件.rar”是 RAR 压缩包，请改用 ZIP 格式或解压后再检查"),
        (b"7z\xbc\xaf\x27\x1c", "附件.7z", "“附件.7z”是 7z 压缩包，请改用 ZIP 格式或解压后再检查"),
        (b"\x1f\x8b\x08", "附件.gz", "“附件.gz”是 GZIP 压缩包，请改用 ZIP 格式或解压后再检查"),
        (b"\0\1\2\3\xff", "通知.docx",
         "“通知.docx”不是有效的 Word 文档，可能已损坏，请重新保存后再检查"),
        (b"\0\1\2\3\xff", "通知.bin",
         "“通知.bin”不是文本文件，或编码无法识别，请另存为 UTF-8 编码后再检查"),
        (b" \n", "通知.txt", "“通知.txt”没有文字，请检查是否选错了文件"),
        (zipped(), "附件.zip", "“附件.zip”不是有效的 ZIP 压缩包，可能已损坏"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_so_in_one_sentence(data: bytes, name: str, sentence: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        open_document(data, name)

    assert str(caught.value).startswith(sentence)
    assert not str(caught.value).endswith("。")


@pytest.mark.parametrize(
    ("data", "limits", "reason"),
    [
        (b"x" * 2_000_000, Limits(size=1024 * 1024), "超过 1 MB，请拆分后再检查"),
        (zipped(("a.txt", bytes(5_000))), Limits(unpacked=4_000), "疑为压缩炸弹，请核实来源"),
        (zipped(("a.txt", b"x"), ("b.txt", b"x")), Limits(entries=1), "内含文件过多"),
    ],
)
def test_limits_hold(data: bytes, limits: Limits, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        open_document(data, "附件.zip", Options(limits=limits))


def test_limits_hold_over_all_levels() -> None:
    """An archive inside an archive spends of the same allowance; what exceeds it is a gap."""
    inner = zipped(("a.txt", b"x" * 3_000))
    data = zipped(("甲.zip", inner), ("乙.zip", inner))
    document = open_document(data, "附件.zip", Options(limits=Limits(unpacked=5_000)))

    assert [gap.place for gap in document.gaps] == ["压缩包内“乙.zip”"]


def test_nested_files_keep_their_path() -> None:
    data = zipped(("内层.zip", zipped(("竹沟镇/名单.txt", "张三".encode()))))
    first, second, third, fourth = open_document(data, "附件.zip").passages

    assert (first.text, first.enclosure) == ("张三", "内层.zip/竹沟镇/名单.txt")
    assert (second.text, third.text) == ("竹沟镇/名单.txt", "内层.zip")
    assert fourth.text == "附件.zip"


def test_too_deep_nesting_is_a_gap() -> None:
    data = zipped(("a.txt", b"x"))
    for level in range(6):
        data = zipped((f"{level}.zip", data))
    document = open_document(data, "附件.zip", Options(limits=Limits(depth=2)))

    assert [gap.reason for gap in document.gaps] == ["“3.zip”嵌套过深，未读取，请取出后单独检查"]


def test_unreadable_member_is_a_gap_and_the_others_are_read() -> None:
    data = zipped(("坏.docx", b"\0\xff"), ("空.txt", b""), ("好.txt", "正文".encode()))
    document = open_document(data, "附件.zip")

    assert [gap.place for gap in document.gaps] == ["压缩包内“坏.docx”", "压缩包内“空.txt”"]
    assert "正文" in [one.text for one in document.passages]


def test_sound_asks_people_to_listen() -> None:
    (gap,) = open_document(b"\0\0\0\x18ftypmp42", "视频.mp4").gaps

    assert gap.reason.endswith("请人工审看")
