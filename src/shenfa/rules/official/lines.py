"""What a single line of an official document can be, by its shape alone.

Every function takes a trimmed line. Where a line stands is not known here; ``head`` and
``tail`` put the lines together.
"""

import re
from functools import cache

from shenfa.lexicons import read_lexicon
from shenfa.text.numerals import parse_numeral

OPENING = "〔[(（【［﹝〖"
CLOSING = "〕])）】］﹞〗"
YEAR = r"(?:19|20)\d{2}"
NUMBER = re.compile(
    rf"(?:(?:发文字号|文\s*号)\s*[：:]\s*)?"
    rf"(?P<number>[\u4e00-\u9fff]{{2,20}}\s?[{re.escape(OPENING)}]?\s?(?:{YEAR}|\d{{2}})\s?"
    rf"[{re.escape(CLOSING)}]?\s?第?\s?\d{{1,5}}\s?号?)"
    r"(?P<rest>\s+签\s*发\s*人.*)?"
)
SERIAL = re.compile(
    rf"(?:[\u4e00-\u9fff]{{0,30}}(?:令|公告|通告))?\s*[（(]?(?:{YEAR}年?)?\s*"
    r"第\s*(?:\d{1,5}|[一二三四五六七八九十百〇零]{1,6})\s*[号期次]\s*[）)]?"
    r"(?:\s*[（(]总第\d{1,5}期[）)])?"
    rf"|[〔（(\[]{YEAR}[〕）)\]]\s*第?\d{{1,4}}\s*[号期]|{YEAR}—\d{{1,3}}"
)
DATE = (
    rf"(?:{YEAR}|\d{{2}}|[〇○Ｏ零一二三四五六七八九]{{4}})\s*年\s*"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*"
    r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})\s*[日号]"
    rf"|{YEAR}\s?[.\-/．]\s?\d{{1,2}}\s?[.\-/．]\s?\d{{1,2}}"
)
DATE_LINE = re.compile(
    rf"(?P<before>[\u4e00-\u9fff（）()：\s]{{2,60}}?)?(?P<date>{DATE})\s*"
    r"(?P<after>[（(][^（）()]{1,80}[）)])?"
)
DATED = re.compile(r"[\d日号）)]$")
PRINTING = re.compile(
    rf"[^\d。：:]{{0,60}}?\s*(?P<date>{DATE})\s*印\s*发\s*。?"
    r"|印\s*发\s*(?:日期|时间)\s*[：:].{1,30}"
)
COPIES = re.compile(r"(?:抄\s*送|分\s*送|抄\s*报)\s*(?:机关)?\s*(?P<colon>[：:])")
SIGNER = re.compile(r"签\s*发\s*人")
COPY_NUMBER = re.compile(r"(?:份\s*号\s*[：:]?\s*|No[.．]?\s*)?\d{6}", re.IGNORECASE)
SECRECY = re.compile(r"(?:绝\s*密|机\s*密|秘\s*密)\s*(?:★.{0,12})?")
URGENCY = re.compile(
    r"(?:紧急程度\s*[：:]\s*)?(?P<value>特\s*提|特\s*急|加\s*急|平\s*急|急\s*件|紧\s*急|特加急|火\s*急|十万火急|急)"
)
PAGE_NUMBER = re.compile(
    r"[—–\-－]{1,2}\s*\d{1,4}\s*[—–\-－]{1,2}|第\s*\d{1,4}\s*页(?:[,，\s]*共\s*\d{1,4}\s*页)?"
)
METADATA = re.compile(
    r"(?:索\s*引\s*号|发布机构|发布单位|发布日期|发布时间|公开日期|生成日期|成文日期|主题分类|体裁分类|"
    r"主题词|有效性|来源|信息来源|日期|作者|名称|标题|发文机关|文\s*号|发文字号|公文种类|浏览次数|字号|字体)"
    r"\s*[：:\]】]"
)
MASTHEAD = re.compile(r"(?!.*关于)[\u4e00-\u9fff（）\s]{4,80}文\s*件")
BRACKETED = re.compile(r"[（(].{1,120}[）)]")
BODY_OPENING = re.compile(
    r"为|根据|按照|依据|经(?!济|营|开|贸|信|办)|现将|现就|现予|现公告|近期|近日|近年|日前|今年|自(?!治)|兹|因|鉴于|"
    r"你[局委办县市区乡镇厅部院]"
)
NOTE = re.compile(
    r"此\s*件|联\s*系\s*人|联系电话|^附注|公开\s*(?:属性|方式|类[别型]|选项|形式|性质|范围|情况)|是否公开"
    r"|^.{0,8}公\s*开(?:发布)?.?$"
)
ORDINAL = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|"
    r"第[一二三四五六七八九十百]{1,4}[章条节]"
)
RECIPIENT = re.compile(
    r"(?:各|本|有关|县|市|区|省|全|驻).{1,40}|.{0,30}(?:政府|委员会|委|局|厅|部|办公室|办事处|办|院|校|会|公司|中心|单位|"
    r"部门|机关|企业|学校|集团|银行|站|所|处|队|领导小组|指挥部|人大常委会|街道|乡|镇|村|社区|同志|代表)"
)
SENTENCE = re.compile(
    r"如下|现将|现就|通知|公告|收悉|[。！？]|^(?:为|根据|按照|依据|经|关于|附件|一是)"
)
ORGAN = re.compile(
    r"[\u4e00-\u9fff（）()“”·\s]{1,60}(?:人民政府|政府|办公室|委员会|局|厅|部|院|委|办|会|社|中心|公司|处|队|站|所|校|馆|"
    r"署|小组|联席会议|党组|党委|街道|镇|乡|集团|银行|学|办事处|纪委监委)\s*(?:[（(][^（）()]{1,8}[）)])?"
)
LEADER = re.compile(
    r"(?:[\u4e00-\u9fff]{0,16})(?:省长|市长|区长|县长|州长|镇长|乡长|局长|主任|主席|部长|厅长|院长|检察长|总理|书记|会长|组长)"
    r"\s*[：:]?\s*[\u4e00-\u9fff·\s]{0,8}"
)
ANNEX = re.compile(
    r"附\s*件\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?\s*(?P<colon>[：:]?)(?P<gap>\s*)(?P<name>.*)"
)
LISTED = re.compile(rf"(?P<number>\d{{1,2}})\s*[.．、]\s*(?=\D|{YEAR}年)(?P<name>.+)")
NEXT_ITEM = re.compile(rf"(?<=\S)[\s；;]+(?=\d{{1,2}}[.．、]\s*(?:[^\d\s]|{YEAR}年))")
FILE_SUFFIX = re.compile(
    r"[.．](?:docx?|wps|xlsx?|et|pdf|ofd|zip|rar|pptx?|jpe?g|png)$", re.IGNORECASE
)
TITLE_END = re.compile(
    r"(?:[（(][^（）()]{1,30}[）)]|第[\d一二三四五六七八九十百]{1,5}号|[。，；、]){1,3}$"
)
BLANKS = re.compile(r"\s+")
LISTED_LABEL = re.compile(r"(?P<number>\d{1,2})\s*[.．、]?")
PLAIN_COLON = re.compile(r"(?<=[\u3400-\u9fff〇”’》）】〕]):|(?<=[\u3400-\u9fff]\)):(?=\s*$)")


@cache
def document_types() -> dict[str, tuple[str, str]]:
    """The kinds of official documents (文种), longest first.

    For each, whether it names the bodies it is sent to (是, 否, 可), and its direction.
    """
    entries = read_lexicon("document_types", ("type", "recipients", "direction"))
    rows = sorted((entry.values for entry in entries), key=lambda row: -len(row[0]))
    return {name: (recipients, direction) for name, recipients, direction in rows}


def tight(text: str) -> str:
    """Return ``text`` without blanks."""
    return BLANKS.sub("", text)


def value_of(number: str) -> int:
    """Return the value of a number in Arabic or Chinese numerals, 0 where it is none."""
    return int(number) if number.isdecimal() else parse_numeral(number) or 0


def is_plain_colon(text: str, at: int) -> bool:
    """Return whether the colon at ``at`` is half-width behind Chinese text.

    The punctuation rules find that in any text, so no other rule needs to tell it again.
    """
    return bool(PLAIN_COLON.match(text, at))


def narrow_colon(label: re.Match[str]) -> tuple[int, int] | None:
    """Return the span of the half-width colon of a label, with the blanks before it.

    None where there is none or the punctuation rules find it.
    """
    start, end = label.span("colon")
    if label["colon"] != ":" or is_plain_colon(label.string, start):
        return None
    return len(label.string[:start].rstrip()), end


def type_of(title: str) -> str:
    """The kind of document a title ends in, "" where it names none.

    What follows in brackets, as in （试行）, is no part of it.
    """
    bare = TITLE_END.sub("", tight(title))
    return next((name for name in document_types() if bare.endswith(name)), "")


def is_number(text: str) -> bool:
    """Return whether the line is a document number, right or wrong in form."""
    match = NUMBER.fullmatch(text)
    return match is not None and (
        "号" in match["number"] or any(one in text for one in OPENING + CLOSING)
    )


def is_serial(text: str) -> bool:
    """Return whether the line numbers an order, announcement or minutes (第5号, 2026年第3号)."""
    return bool(SERIAL.fullmatch(text))


def date_in(text: str) -> re.Match[str] | None:
    """Return the match where a line is a date, alone or behind the name of an organ."""
    if not DATED.search(text):
        return None
    match = DATE_LINE.fullmatch(text)
    if match and match["before"] and not is_signature(match["before"].strip()):
        return None
    return match


def is_caption(text: str) -> bool:
    """Return whether a line under the title says when and where the text was adopted or given."""
    return bool(BRACKETED.fullmatch(text)) or text.startswith("—") or date_in(text) is not None


def is_printing(text: str) -> bool:
    """Return whether the line names who printed the document and when (印发)."""
    return "印" in text and len(text) <= 100 and bool(PRINTING.fullmatch(text))


def is_note(text: str) -> bool:
    """Return whether a line behind the date is a note (附注)."""
    return bool(BRACKETED.fullmatch(text)) or (
        len(text) <= 60 and bool(NOTE.search(text)) and not ORDINAL.match(text)
    )


def is_organ(text: str) -> bool:
    """Return whether the line reads like the name of one or several organs."""
    return len(text) <= 60 and bool(ORGAN.fullmatch(text)) and not text.startswith(("关于", "附"))


def is_signature(text: str) -> bool:
    """Return whether the line may stand above the date as 署名."""
    return is_organ(text) or bool(LEADER.fullmatch(text))


def is_numbered(label: str) -> bool:
    """Return whether an automatic number is one that heads paragraphs of the body."""
    return bool(ORDINAL.fullmatch(label))


def listed_number(label: str) -> str:
    """The number of an entry of the list of attachments, where it is an automatic one."""
    match = LISTED_LABEL.fullmatch(label)
    return match["number"] if match else ""


def is_sentence(text: str) -> bool:
    """Return whether the line can only be running text, not part of the head."""
    if "。" in text.rstrip("。") or ORDINAL.match(text) or len(text) > 90:
        return True
    if text.endswith(("。", "；", "：", ":")):
        return not type_of(text) or "，" in text or bool(BODY_OPENING.match(text))
    return len(text) > 20 and bool(BODY_OPENING.match(text)) and not type_of(text)


def is_address(text: str) -> bool:
    """Return whether the line lists bodies and ends like an address: with a colon."""
    return (
        text.endswith(("：", ":"))
        and len(text) <= 400
        and not SENTENCE.search(text[:-1])
        and not ORDINAL.match(text)
    )


def is_unclosed_address(text: str) -> bool:
    """Return whether the line lists bodies, but does not end with a colon."""
    names = [name for name in re.split(r"[，、；,;。\s]+", text) if name]
    return (
        not is_address(text)
        and not SENTENCE.search(text.rstrip("。，；、,;"))
        and bool(names)
        and all(RECIPIENT.fullmatch(name) for name in names)
        and (len(names) > 1 or text.startswith("各"))
    )
