"""No text, however odd, makes a rule crash or point outside of it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from shenfa.audit.engine import engine_of, located_hits
from shenfa.audit.rulebook import rulebook
from shenfa.text import Cell, ContentKind, Context, Document, Passage, PassageKind

ENGINE = engine_of(tuple(entry.rule for entry in rulebook()))
PIECES = (
    *"，。、；：？！“”‘’（）《》〈〉〔〕［］【】()[]{}<>…—-－～~·•★*＊#&%％/\\|_=+ \t\n\u3000\u00a0\u200b",
    *"0123456789０９〇零一二三十百千万亿两廿年月日时分号第条章附件公开发布秘密机绝关于的通知XxＸ×某□",
    "2026年", "2月30日", "星期一", "此件公开发布", "附件：1.", "一、", "（一）", "1.", "（1）", "发〔2026〕5号",
    "国务院令第711号", "《环境保护法》", "《行政处罚法", "》", "第九十九条", "依据合同法第", "以下简称《条例》", "一带一路", "错误!未找到引用源。", "www.xugu.example", "等", "约", "左右", "：", "通知", "抄送：",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
passages = st.builds(
    Passage,
    place=st.just("某处"),
    text=texts,
    kind=st.sampled_from([*PassageKind, *[PassageKind.BODY] * 20]),
    cell=st.none() | st.builds(Cell, st.just(1), st.integers(1, 3), st.integers(1, 3), texts),
    enclosure=st.sampled_from(["", "", "", "a.xlsx", "a.zip/b.docx"]),
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(passages, max_size=12), st.sampled_from(list(ContentKind)))
def test_every_hit_lies_in_its_passage(parts: list[Passage], kind: ContentKind) -> None:
    document = Document("某.docx", tuple(parts))

    for located in located_hits(ENGINE, document, Context(kind)):
        hit = located.hit
        if located.passage is None:
            assert (hit.start, hit.end) == (0, 0)
        else:
            assert 0 <= hit.start <= hit.end <= len(parts[located.passage].text)
