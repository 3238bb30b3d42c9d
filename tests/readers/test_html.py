"""Web pages are read as a browser shows them, and what it hides is read as well (R1)."""

import base64
import time

import pytest

from shenfa.readers import UnreadableDocument
from shenfa.readers.content import Content, Options
from shenfa.readers.web.html import read
from shenfa.text import GapKind, PassageKind

LONG_NUMBER = "202605080001"
BODY, HIDDEN = PassageKind.BODY, PassageKind.HIDDEN


def content(markup: str) -> Content:
    return read(f"<!DOCTYPE html><html>{markup}</html>".encode(), "网页.html", Options())


def found(markup: str) -> list[tuple[str, str, PassageKind]]:
    return [(one.place, one.text, one.kind) for one in content(markup).passages]


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<p>竹沟镇<b>人民</b>政府</p>", ["竹沟镇人民政府"]),
        ("<h1>通知</h1>各村：<p>防汛</p>要点", ["通知", "各村：", "防汛", "要点"]),
        ("<p>第一行<br>第二行 <br/> 第三行<br></p>", ["第一行\n第二行\n第三行"]),
        ("<p>  甲\n  乙   c  d </p>", ["甲乙 c d"]),
        ("<p>编号　一&nbsp;二</p>", ["编号　一\xa0二"]),
        ("<p>5<span>02</span>3&#49;</p>", ["50231"]),
        ("<pre> 甲\n  乙</pre>", ["甲\n  乙"]),
        ("<p>甲<p>乙", ["甲", "乙"]),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
        ("<input value='张三'><button>提交</button>", ["张三 提交"]),
        ("<select><option>甲<option>乙</select>", ["甲", "乙"]),
        ("<textarea>意见</textarea>", ["意见"]),
        ("<p>1. <o:p></o:p>甲</p><o:p>&nbsp;</o:p>", ["1. 甲", "\xa0"]),
        ("<style>p{color:red}</style><p>甲</p>", ["甲"]),
        ("<p>a\n b</p>", ["a b"]),
    ],
)
def test_paragraphs_are_read_as_shown(markup: str, texts: list[str]) -> None:
    places = [(f"正文第{number}段", text, BODY) for number, text in enumerate(texts, start=1)]

    assert found(markup) == places


def test_a_page_in_the_page_and_the_title_of_a_drawing_are_read() -> None:
    markup = "<iframe srcdoc='&lt;p&gt;内页&lt;/p&gt;'></iframe><svg><title>图题</title></svg>"

    assert found(markup) == [
        ("网页内嵌页面", "内页", PassageKind.TEXT_BOX),
        ("图形标题", "图题", PassageKind.ALTERNATIVE),
    ]


def test_style_is_the_tag() -> None:
    assert [one.style for one in content("<h2>甲</h2><p>乙</p>").passages] == ["h2", "p"]


def test_tracked_changes_are_told_apart() -> None:
    first, second = content("<p>甲<ins>乙丙</ins><del>丁</del>戊</p>").passages

    assert (first.text, first.inserted) == ("甲乙丙戊", ((1, 3),))
    assert (second.place, second.text) == ("正文第1段（删除的文字）", "丁")
    assert second.kind is PassageKind.DELETED


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<p style='display: none'>密</p>", "隐藏文字"),
        ("<div style='DISPLAY:NONE'><p>密</p></div>", "隐藏文字"),
        ("<p style='visibility:hidden'>密</p>", "隐藏文字"),
        ("<p hidden>密</p>", "隐藏文字"),
        ("<p>甲<span style='mso-hide:all'>密</span></p>", "隐藏文字"),
        ("<p style='font-size:0px'>密</p>", "字号过小"),
        ("<p style='font-size:1pt'>密</p>", "字号过小"),
        ("<p style='opacity:0'>密</p>", "隐藏文字"),
        ("<p style='text-indent:-9999px'>密</p>", "隐藏文字"),
        ("<p style='color:#fff'>密</p>", "白色文字"),
        ("<p style='color:rgb(255, 255, 255)'>密</p>", "白色文字"),
        ("<p style='color:white;background:#fff'>密</p>", "白色文字"),
        ("<font color=white>密</font>", "白色文字"),
        ("<style>.x, #y{display:none}</style><p class='a x'>密</p>", "隐藏文字"),
        ("<style>p#y{visibility:hidden}</style><p id=y>密</p>", "隐藏文字"),
        ("<p>明</p><noscript>密</noscript>", "停用脚本时显示"),
        ("<input type=hidden value=密>", "隐藏的表单值"),
        ("<p>明</p><object data=a.swf>密</object>", "未显示"),
        ("<p>明</p><canvas>密</canvas>", "未显示"),
    ],
)
def test_hidden_text_says_why(markup: str, reason: str) -> None:
    (one,) = [one for one in content(markup).passages if one.kind is HIDDEN]

    assert (one.text, one.place.endswith(f"（{reason}）")) == ("密", True)


@pytest.mark.parametrize(
    "markup",
    [
        "<div style='background-color:#c00'><b style='color:#fff'>明</b></div>",
        "<table bgcolor=red><tr><td><font color=#ffffff>明</font></table>",
        "<div style='font-size:0'><span style='font-size:14px'>明</span></div>",
        "<p style='color:white'><span style='color:#333'>明</span></p>",
        "<p style='opacity:0.9'>明</p>",
        "<p style='background-color:white;color:#333'>明</p>",
        "<style>@media print{.x{display:none}} /* .x{display:none} */</style><p class=x>明</p>",
        "<style>.menu .x{display:none}</style><p class=x>明</p>",
    ],
)
def test_what_can_be_seen_is_body(markup: str) -> None:
    assert found(markup) == [("正文第1段", "明", BODY)]


ROSTER = (
    "<table><caption>名单</caption><thead><tr><th rowspan=2>姓名<th colspan=2>情况</tr>"
    "<tr><th>村<th>人口</tr></thead><tbody>"
    "<tr><td rowspan=2>张三<td><p>上坪村</p><p>一组</p><td>3</tr>"
    "<tr><td style='display:none'>下坪村<td title=含老人>4<br>5</tr></table>"
)


@pytest.mark.parametrize(
    ("place", "text", "header"),
    [
        ("表1第1行第1列", "姓名", ""),
        ("表1第2行第3列", "人口", ""),
        ("表1第3行第1列", "张三", "姓名"),
        ("表1第3行第2列", "上坪村\n一组", "情况/村"),
        ("表1第4行第2列（隐藏文字）", "下坪村", "情况/村"),
        ("表1第4行第3列", "4\n5", "情况/人口"),
    ],
)
def test_cells_have_place_and_header(place: str, text: str, header: str) -> None:
    (one,) = [one for one in content(ROSTER).passages if one.place == place]

    assert one.cell is not None
    assert (one.text, one.cell.header) == (text, header)


def test_headers_are_found_without_marks() -> None:
    cells = "<table><tr><td>姓名<td>电话<tr><td>张三<td>1<tr><td>李四<td>2</table>"

    assert [one.cell.header for one in content(cells).passages if one.cell] == [
        "", "", "姓名", "电话", "姓名", "电话",
    ]  # fmt: skip


def test_hidden_column_of_an_excel_page() -> None:
    cells = "<table><col><col style='display:none'><tr><td>甲<td>密<tr><td>乙<td>密</table>"

    assert ("表1第1行第2列（隐藏列）", "密", HIDDEN) in found(cells)


def test_table_that_only_arranges_is_running_text() -> None:
    assert found("<table><tr><td><p>甲</p><p>乙</p></table>") == [
        ("正文第1段", "甲", BODY),
        ("正文第2段", "乙", BODY),
    ]


def test_tables_inside_tables_are_counted_on_their_own() -> None:
    inner = "<table><tr><td>甲<td>乙</table>"

    assert [one[0] for one in found(f"<table><tr><td>丙<td>{inner}{inner}</table>丁")] == [
        "正文第1段",
        "表1第1行第1列",
        "表1第1行第2列",
        "表2第1行第1列",
        "表2第1行第2列",
        "正文第2段",
    ]


OFFICE = "<!--[if gte mso 9]><xml><o:Author>张三</o:Author><w:Zoom>0</w:Zoom></xml><![endif]-->"


@pytest.mark.parametrize(
    ("markup", "place", "text", "kind"),
    [
        ("<title> 关于\n防汛 </title>", "网页标题", "关于 防汛", PassageKind.PROPERTY),
        ("<meta name=keywords content=防汛>", "网页关键词", "防汛", PassageKind.PROPERTY),
        ("<meta name=ContentSource content=竹沟镇>", "网页属性“ContentSource”", "竹沟镇",
         PassageKind.PROPERTY),
        ("<p>甲</p><!-- <td>李四</td> -->", "网页注释", "李四", PassageKind.COMMENT),
        (f"<head>{OFFICE}</head>", "网页注释", "张三", PassageKind.COMMENT),
        ("<img alt=合影 src='data:,x'>", "正文第1段图片替代文字", "合影", PassageKind.ALTERNATIVE),
        ("<p title=提示>甲</p>", "正文第1段提示文字", "提示", PassageKind.ALTERNATIVE),
        ("<a href='mailto:a@example.cn'>信</a>", "正文第1段链接", "mailto:a@example.cn",
         PassageKind.FIELD_CODE),
        ("<a href='/q?n=%E5%BC%A0'>信</a>", "正文第1段链接", "/q?n=张", PassageKind.FIELD_CODE),
        (f"<p data-id={LONG_NUMBER}>甲</p>", "正文第1段（属性 data-id）", LONG_NUMBER, HIDDEN),
        ('<script>var a={"n":"\\u5f20三","t":13800000000}</script>', "脚本1",
         "张三\n13800000000", HIDDEN),
        ("<template><p>模板</p></template>", "网页模板（未显示）", "模板", HIDDEN),
    ],
)  # fmt: skip
def test_text_beside_the_body_is_read(
    markup: str, place: str, text: str, kind: PassageKind
) -> None:
    assert (place, text, kind) in found(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}</style><![endif]-->",
        "<!--StartFragment-->",
        "<meta name=viewport content=a><meta name=Generator content='Microsoft Word 15'>",
        "<script>var a='x';</script><a href='/index.html'></a>",
        "<p><![if !supportLists]><![endif]></p>",
    ],
)
def test_furniture_is_left_out(markup: str) -> None:
    assert found(f"{markup}<p>甲</p>") == [("正文第1段", "甲", BODY)]


def test_pictures_in_the_page_are_opened_and_others_counted() -> None:
    picture = base64.b64encode(b"\x89PNG\r\n").decode()
    read_ = content(
        f"<img src='data:image/png;base64,{picture}'><img src=a.png><img src=b.png>"
        "<video src=c.mp4></video><iframe src=d.html></iframe><iframe src='about:blank'></iframe>"
    )

    assert [(one.name, one.data) for one in read_.enclosed] == [("picture.png", b"\x89PNG\r\n")]
    assert [(gap.kind, gap.reason) for gap in read_.gaps] == [
        (GapKind.MEDIA, "网页引用的 2 张图片不在文件中，请连同图片一并检查"),
        (GapKind.MEDIA, "网页引用的 1 个音视频不在文件中，请连同音视频一并检查"),
        (GapKind.TECHNICAL, "网页嵌入的 1 个页面不在文件中，请打开后单独检查"),
    ]


@pytest.mark.parametrize(
    ("before", "encoding"),
    [
        ("", "utf-8"),
        ("", "gb18030"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ("<meta charset=gb2312>", "gb18030"),
        ("<meta charset=gb2312>", "utf-8"),
        ("<meta http-equiv=Content-Type content='text/html; charset=GBK'>", "gb18030"),
        ("<meta charset=big5>", "big5"),
        ("<meta charset=utf-8>", "gb18030"),
        ("<meta charset=nonsense>", "gb18030"),
    ],
)
def test_encoding_is_found(before: str, encoding: str) -> None:
    read_ = read(f"<html>{before}<p>人民政府</p>".encode(encoding), "网页.html", Options())

    assert [one.text for one in read_.passages] == ["人民政府"]
    assert not read_.gaps


def test_bytes_of_no_encoding_are_a_gap() -> None:
    read_ = read("<p>人民".encode() + b"\xff\xff<p>\x81", "网页.html", Options())

    assert [gap.place for gap in read_.gaps] == ["全文"]


WEB_ARCHIVE = b"""MIME-Version: 1.0
Content-Type: multipart/related; boundary="x"

--x
Content-Location: file:///C:/a.htm
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html; charset="gb2312"

<html><p>=D6=F1=B9=B5</p><img src=3D"a.files/image001.png"></html>
--x
Content-Location: file:///C:/a.files/image001.png
Content-Transfer-Encoding: base64
Content-Type: image/png

iVBORw==
--x
Content-Location: file:///C:/a.files/filelist.xml
Content-Type: text/xml; charset="utf-8"

<xml/>
--x--
"""


@pytest.mark.parametrize("data", [WEB_ARCHIVE, b"From: <saved by>\n" + WEB_ARCHIVE])
def test_page_saved_as_one_file_is_read_with_its_pictures(data: bytes) -> None:
    found = read(data, "网页.mht", Options())

    assert [one.text for one in found.passages] == ["竹沟"]
    assert [(one.name, one.data) for one in found.enclosed] == [("image001.png", b"\x89PNG")]
    assert not found.gaps


@pytest.mark.parametrize(
    ("markup", "reason"),
    [("", "没有文字"), ("<p> </p>", "没有文字"), ("<div>" * 20_000, "嵌套过深")],
)
def test_page_without_text_is_unreadable(markup: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        content(markup)


def test_long_table_is_read_fast_enough() -> None:
    rows = "".join(f"<tr><td>{number}<td>张三<td>上坪村</tr>" for number in range(5_000))
    start = time.process_time()
    cells = content(f"<table><tr><td>序号<td>姓名<td>村</tr>{rows}</table>").passages

    assert len(cells) == 15_003
    assert time.process_time() - start < 5
