"""What authors write is cleaned, and cleaned text is left alone (S18, I2)."""

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from shenfa.desk.manuscripts.cleaning import (
    ATTRIBUTES,
    BLOCKS,
    INLINE,
    LONGEST_BODY,
    clean_html,
    clean_text,
    has_content,
    picture_source,
    pictures_in,
)
from shenfa.desk.refusals import CommandRefused
from shenfa.review.content import Content, content_sha256
from shenfa.text import ContentKind

KEPT = (
    "<p>一段<strong>重</strong><em>轻</em><u>线</u><s>删</s>x<sub>2</sub><sup>3</sup><br>下一行</p>",
    "<h1>一</h1><h2>二</h2><h6>六</h6><blockquote><p>引</p></blockquote><hr>",
    '<ul><li>甲</li></ul><ol start="3"><li>乙</li></ol><dl><dt>名</dt><dd>义</dd></dl>',
    "<table><caption>表</caption><thead><tr><th>头</th></tr></thead></table>",
    '<table><tbody><tr><td colspan="2" rowspan="3">格</td></tr></tbody></table>',
    '<p class="align-right">竹沟镇人民政府</p><p class="align-center">中</p>',
    '<a href="https://www.xugu.example/a?b=1&amp;c=2">链</a><a href="mailto:a@xugu.example">信</a>',
    '<a href="/zwgk/a.html">站内</a><a href="../b.html">相对</a><a href="#fj">附件</a>',
    '<a href="attachments/%E4%B8%80%E8%A7%88.xlsx">一览</a>',
    '<img src="attachments/%E5%9B%BE.png" alt="图">',
    "<p>a &amp; b &lt; c &gt; d &nbsp; 5＜6</p>",
    "没有标签的文字",
    "",
)

CHANGED = (
    ("一\r\n二\r三&#13;四", "一\n二\n三\n四"),
    ("<p>甲<p>乙", "<p>甲</p><p>乙</p>"),
    ("<table><tr><td>格</table>", "<table><tbody><tr><td>格</td></tr></tbody></table>"),
    ("<font color=red>红</font><center>中</center>", "红<center>中</center>"),
    ('<p style="display:none" class="hidden x" id="a" hidden title="t">显</p>', "<p>显</p>"),
    ('<td colspan="2">无表</td>', "无表"),
    (
        '<table><tr><td colspan="99999" rowspan="-1" onclick="x()">格</td></tr></table>',
        "<table><tbody><tr><td>格</td></tr></tbody></table>",
    ),
    ("<p>前<!-- 内部：不得外传 -->后</p>", "<p>前后</p>"),
    ("<p>前<!--[if IE]><script>x</script><![endif]-->后</p>", "<p>前后</p>"),
    ("\x00&#1;&#8;甲&#x7f;\x85", "甲"),
    ('<img src="./attachments/a b.png">', '<img src="attachments/a%20b.png">'),
    ('<a href=" https://www.xugu.example/ ">链</a>', '<a href="https://www.xugu.example/">链</a>'),
)

ATTACKS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    '<img src="attachments/a.png" onload="alert(1)">',
    "<img src=https://evil.example/track.gif>",
    "<img src=//evil.example/track.gif>",
    "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
    "<img src='attachments/../../../etc/passwd'>",
    "<img src='attachments/a.png?x=1'>",
    "<img srcset='https://evil.example/a.png 2x' src='attachments/a.png'>",
    "<svg onload=alert(1)><circle/></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href='jav&#x0A;ascript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='//evil.example/'>x</a>",
    "<a href='/\\evil.example/'>x</a>",
    "<a href='\\\\evil.example\\a'>x</a>",
    "<a href='/\t/evil.example/'>x</a>",
    "<a href='https://www.xugu.example/' onmouseover=alert(1) target=_blank ping=//evil>x</a>",
    "<iframe src=//evil.example></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=//evil.example/x.swf><embed src=//evil.example/x.swf></object>",
    "<form action=//evil.example><input name=a><button formaction=javascript:x>b</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video src=//evil.example/a.mp4 onerror=alert(1)><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)></audio>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<p style='background:url(//evil.example/a.png)'>x</p>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<body onload=alert(1)>x</body>",
    "<table background=//evil.example/a.png><tr><td background=//evil.example/>x</table>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title></title><img src=x onerror=alert(1)>",
    "<xmp><script>alert(1)</script></xmp>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!--><script>alert(1)</script>-->",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<p/onclick=alert(1)>x",
    "<p\x0conclick=alert(1)>x</p>",
    "<img/src='attachments/a.png'/onerror=alert(1)>",
    "\u003cscript\u003ealert(1)\u003c/script\u003e",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
)


def is_harmless(body: str) -> bool:
    """Whether a browser finds nothing but what is allowed; asks another parser than the cleaner."""
    tree = LexborHTMLParser(body)
    for node in tree.css("body *"):
        allowed = ATTRIBUTES.get(node.tag or "", set()) | {"class"}
        if node.tag not in BLOCKS | INLINE or set(node.attributes) - allowed:
            return False
        href, source = node.attributes.get("href"), node.attributes.get("src")
        if href is not None and (
            (
                re.match(r"[a-z][a-z0-9+.-]*:", href, re.IGNORECASE)
                and not re.match("(?:https?|mailto):", href, re.IGNORECASE)
            )
            or re.match(r"[\s/\\]{2}|.*[\t\n\r\0]", href)
        ):
            return False
        if source is not None and not re.fullmatch(r"attachments/[^/?#\\]+", source):
            return False
        if set((node.attributes.get("class") or "").split()) - {"align-center", "align-right"}:
            return False
    return "<!--" not in body


@pytest.mark.parametrize("body", KEPT)
def test_what_a_notice_needs_is_kept(body: str) -> None:
    assert clean_html(body) == body


@pytest.mark.parametrize(("body", "expected"), CHANGED)
def test_what_is_put_right(body: str, expected: str) -> None:
    assert clean_html(body) == expected


@pytest.mark.parametrize("body", ATTACKS)
def test_what_attacks_is_dropped(body: str) -> None:
    for text in (body, f"<p>前{body}后</p>", f"<table><tr><td>{body}</table>", body * 3):
        cleaned = clean_html(text)
        assert is_harmless(cleaned), cleaned
        assert clean_html(cleaned) == cleaned


def test_the_judge_of_attacks_can_say_no() -> None:
    for body in ("<p onclick=x>", "<script></script>", "<a href='javascript:x'>", "<!-- -->"):
        assert not is_harmless(f"<p>x</p>{body}")


def test_words_of_two_blocks_never_run_together() -> None:
    for block in sorted(BLOCKS - {"hr", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"}):
        assert "甲乙" not in clean_html(f"<{block}>甲</{block}><{block}>乙</{block}>")


@pytest.mark.parametrize(
    ("body", "expected"),
    [("<p>字</p>", True), (" ", False), ("<p>&nbsp;</p><hr>", False), ("<br>", False)],
)
def test_whether_anything_is_shown(body: str, *, expected: bool) -> None:
    assert has_content(clean_html(body)) is expected


def test_pictures_are_found_by_the_names_of_attachments() -> None:
    names = ("图 一.png", "100%25.png", "a'b&c.jpg")
    body = "".join(f'<p><img src="{picture_source(name)}"></p>' for name in names)
    assert pictures_in(clean_html(body)) == names
    assert has_content(clean_html(body))


def test_a_post_stays_plain_text() -> None:
    assert clean_text("一行\r\n<b>不是</b>标签\x07\rhttps://a.example") == (
        "一行\n<b>不是</b>标签\nhttps://a.example"
    )


@pytest.mark.parametrize(
    "body", ["长" * (LONGEST_BODY // 3 + 1), "&" * (LONGEST_BODY // 2), "\ud800"]
)
def test_what_is_too_long_or_broken_is_refused(body: str) -> None:
    with pytest.raises(CommandRefused):
        clean_html(body)


MARKUP = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            [f"<{tag}>" for tag in sorted(BLOCKS | INLINE)]
            + [f"</{tag}>" for tag in sorted(BLOCKS | INLINE)]
            + ["<script>", "</script>", "<svg>", "</svg>", "<math>", "<style>", "</style>"]
            + ["<!--", "-->", "<a href='", "'>", "<img src=attachments/", "&#13;", "\r\n", "\n"]
            + ["<plaintext>", "<select>", "<noscript>", "<template>", "<mtext>", "<foreignObject>"]
        ),
    ),
    max_size=30,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(MARKUP)
def test_cleaning_twice_changes_nothing(body: str) -> None:
    try:
        cleaned = clean_html(body)
    except CommandRefused:
        return
    assert clean_html(cleaned) == cleaned
    assert is_harmless(cleaned)


@settings(max_examples=200, deadline=None)
@given(
    st.text(string.printable + "政府公开", min_size=1, max_size=40), st.integers(0), st.characters()
)
def test_one_changed_character_changes_the_digest(text: str, at: int, other: str) -> None:
    """R24: also one that looks alike."""
    at %= len(text)
    changed = text[:at] + other + text[at + 1 :]
    first, second = (Content(ContentKind.GENERAL, "题", body) for body in (text, changed))
    is_whole = not 0xD800 <= ord(other) <= 0xDFFF
    if is_whole:
        assert (content_sha256(first) == content_sha256(second)) == (text == changed)
