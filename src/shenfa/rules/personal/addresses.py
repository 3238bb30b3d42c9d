"""Addresses down to the door, and whether somebody lives there.

Inverse logic: a door found by grammar counts where a person is near and no organisation is.
"""

import re
from collections.abc import Iterator

from shenfa.rules.personal.bodies import speaks_of_body
from shenfa.rules.personal.found import Entity, Found
from shenfa.rules.personal.people import ends_with_name, has_name, name_ends
from shenfa.text import Certainty, Severity

HAN = r"[零〇一二三四五六七八九十百两]"
N = rf"(?:\d{{1,4}}|{HAN}{{1,4}})"
AREA = r"(?:路|街|大道|道|巷|弄|胡同|里|村|组|社|队|屯|寨|庄|湾|坝|坪|沟|坡|垭|塘|院子|大院|家属院|院|区|苑|园|城|府|庭|居|楼|小区|公寓|公馆|门第|御景|首府|名邸|雅居|豪庭|新居|新村|花园|家园|公馆|门第|御景|首府|名邸|雅居|豪庭|新居|广场|大厦|国际|名都|名城|华庭|丽景|丽都|山庄|宿舍|社区|街道|镇|乡|段|线|支路|环路|东路|西路|南路|北路|中路|安置房|安置点|还房|廉租房|公租房|湖|江|岸|轩|阁|台|墅|郡|邸|座|期|门|河|口|桥|头|边|旁|侧|对面|场|岭|冲|堡|井|坨|岩|洞|丘|塝|田|营|岗|垸|圩|埠|港|岛|圈|洲|溪|峡|市|县|旗|盟)"
UNITS = rf"(?:(?:附|之|-)?(?:{N}|[A-Za-z]\d{{0,3}})(?:号楼|号院|号|幢|栋|座|#楼?|单元|门|层|楼|室|房|户|梯)|[ ,]?(?:{N}|[A-Za-z])(?:单元|层|楼|室|号|幢|栋|座)|[-#~/]?[A-Za-z]?\d{{1,4}}(?:[-#~/]\d{{1,4}}){{0,3}}(?:室|号|房)?(?![\d.%年月日元万亿余多人亩米户个名岁分]))"
DOOR = re.compile(
    r"(?=[\da-zA-Z零〇一二三四五六七八九十百两附])(?:"
    rf"(?P<house>(?:{N}|[A-Za-z]\d{{0,3}})(?:号楼|号院|号|幢|栋|座|#楼?)(?![线文令车机码])(?:{UNITS}){{0,5}})"
    rf"|(?P<unit>{N}单元{N}(?:-\d{{1,3}})?(?:室|号|房)?)"
    rf"|(?P<dash>(?:[A-Za-z]?\d{{1,4}}|[A-Za-z])(?:(?:-\d{{1,4}}){{2,4}}(?:室|号|房)?|-\d{{1,4}}(?:室|号|房)?(?!人))(?![\d.%年月日元万亿美亩米户个名岁-]))"
    rf"|(?P<annex>附{N}号(?:{UNITS}){{0,4}})"
    rf"|(?P<room>\d{{3,4}}(?:室|房)(?![\d内外]))"
    rf"|(?P<bare>\d{{3,4}}(?=$|[\s,;。、()\"|]))"
    r")"
)
QUICK = re.compile(
    r"[\da-zA-Z零〇一二三四五六七八九十百](?:[号栋幢座室#]|单元)|\d-\d|\d(?<=[\u4e00-\u9fff]\d)\d{2,3}(?:$|[\s,;。、()|])"
)
DOCUMENT_NUMBER = re.compile(r"[〕\])]第?\d{1,4}号|\d{4}-\d{1,2}-\d{1,2}")
HEAD = re.compile(
    rf"{AREA}(?:(?:\d{{1,3}}|{HAN}{{1,3}}|第{N})(?:组|社|队|村民小组|期|区|段|弄|巷|号院)|[\u4e00-\u9fff]{{0,3}})?$"
)
ESTATE = re.compile(r"[\u4e00-\u9fff]{2,10}$")
STRETCH = re.compile(r"[\u4e00-\u9fffA-Za-z\d·]+(?:\([^()]{1,12}\)[\u4e00-\u9fffA-Za-z\d·]*)*$")
ADMIN = re.compile(
    r"[\u4e00-\u9fff](?:省|自治区|自治县|市|县|区|旗|镇|乡|街道|村|社区|路|街|大道|小区|组|苑|园|城|巷|家园|公寓|湾|府|弄|庭|居|屯)"
)
HOME = re.compile(
    r"家庭住址|家庭地址|家庭详细地址|家庭所在地|住宅地址|现住址|现住地|居住地址|居住地|居住于|居住在|常住地址|常住地|详细住址|通讯住址|户籍地址|户籍所在地|户籍地|户籍|户口所在地|身份证住址|身份证地址|现居住地|现居地|现居|现住|暂住|租住|自住|家住|家居|住在|住于|住址|送达地址|收货地址|住所地?|原住|住家|居所|住房|住宅|家中|家里|其家|自家|家在|[男女]?[,。]?住|[Hh]ome [Aa]ddress|address|Address"
)
STRONG = re.compile(
    r"家庭住址|家庭地址|家庭详细地址|家庭所在地|住宅地址|现住址|现住地|居住地址|居住地|居住于|居住在|常住地|详细住址|户籍地|户籍所在地|户籍|户口所在地|身份证住址|身份证地址|现居|现住|暂住|租住|自住|家住|住址|[Hh]ome [Aa]ddress"
)
PERSONAL = re.compile(
    r"身份证|低保|低收入|特困|独居|慰问|受助|资助|危房|患|监护|申请人|被征收人|死者|户主|失信|被执行|受灾|产权人|业主|房主|租户|承租人|买受人|考生|学生|嫌疑|密接|确诊|住户|家属|去世|病故|出生|[男女][,。、 ]|手机|家庭|收件人|生前|老人|残疾|失联|走失|户口|所有权人|收信人|突发|送医|被困|\d{17}[\dXx]"
)
ESTATE_BETWEEN = re.compile(r"(?![与和及、至到])[\u4e00-\u9fff·A-Z()]{0,12}")
NEUTRAL_LEAD = re.compile(
    r".*(?:经过|途经|位于|坐落于?|地址[为是:]?|来自|家中|系|居住|现住|家住|住在|住于|搬[到至进]|迁[到至入]|送[到至]|前往|来到|走进|赶到|到达|赶[往赴]|走访|回到|到|在|于|为|是|住|处|的)"
)
HOUSE_NUMBER = re.compile(rf"(?:{N}|[A-Za-z]\d{{0,3}})号(?!楼|院)")
HEAD_OF_ESTATE = re.compile(
    r"[\u4e00-\u9fff]{2}(?:国际|花园|家园|公寓|名都|名城|华庭|山庄|宿舍|家属院|大院|小区|新城|新村|大厦|广场|苑|府|郡|墅|邸|里|湾)[\u4e00-\u9fff]{0,3}$"
)
COUNTED = re.compile(rf"{N}(?:幢|栋|座)")
BUILDINGS = re.compile(r"[\u4e00-\u9fff]{0,3}(?:楼|住宅|房|建筑|厂|别墅|及|以下|以上)")
OFFICE_HEADER = re.compile(
    r"办公|单位|经营|注册|生产|项目|工作|企业|店铺|门店|建设|施工|服务|网点|机构"
)
OF_BODY = re.compile(r"法定代表人|注册资本|经营范围|统一社会信用代码|经营者|投资人")
RUN_BY = re.compile(r"(?:经营|开设|开办|承包|投资)的?$")
LABEL_ALONE = re.compile(r"\s*(?:房屋)?(?:坐落|详细地址|地址|房号)[:为]?\s*")
NO_ADDRESS = re.compile(r"电话|手机|编号|邮编|日期|\d\s?[年月]")
NOT_DOOR = re.compile(
    r"(?:(?<!门)第|[发令字])\s?$|[〔\[(]\d{2,4}[〕\])]$|[年月]$|文件$|车牌$|编号$|反映$|发现$|看到$|[Nn][Oo]\.?$"
)
PLACES = "村组镇乡街路湾坝沟坪院寨屯庄坡堡岭巷弄区县冲塘社桥场"
SPAN, CONTEXT, NAME_REACH = 48, 45, 18


def home_addresses(text: str, header: str = "", row: str = "") -> Iterator[Found]:
    """Yield the addresses to the door at which a person lives."""
    if not QUICK.search(text) or not QUICK.search(DOCUMENT_NUMBER.sub("", text)):
        return
    for start, end in _addresses(text):
        if found := _found(text, (start, end), _clause(text, start, end), header, row):
            yield found


def _addresses(text: str) -> list[tuple[int, int]]:
    """Return the addresses to the door, an estate after a house number included."""
    spans: list[tuple[int, int]] = []
    for door in DOOR.finditer(text):
        last = spans[-1][1] if spans else 0
        between = text[last : door.start()]
        if spans and ESTATE_BETWEEN.fullmatch(between) and _goes_on(text, last, door):
            spans[-1] = (spans[-1][0], door.end())
            continue
        start = _start(text, door.start(), last)
        if start < door.start() and _is_door(text, start, door):
            spans.append((start, door.end()))
    return spans


def _found(
    text: str, span: tuple[int, int], context: tuple[str, str], header: str, row: str
) -> Found | None:
    if OFFICE_HEADER.search(header) and not HOME.search(header):
        return None
    before, after = context
    labels = list(HOME.finditer(before[-30:]))
    strong = bool(header and HOME.search(header)) or bool(STRONG.search(before[-16:]))
    body = (
        speaks_of_body(before)
        or speaks_of_body(after[: 28 if after.startswith("的") else 12])
        or OF_BODY.search(after[:20]) is not None
        or RUN_BY.search(before) is not None
        or (speaks_of_body(text[span[0] : span[1]]) and not strong)
    )
    if strong and (header or not speaks_of_body(before[-26:])):
        return Found(Entity.HOME_ADDRESS, *span, Severity.BLOCKER, Certainty.CERTAIN)
    if body:
        return None
    person = (
        ends_with_name(before)
        or ends_with_name(before.rstrip("收,(:"))
        or any(len(before) - end <= NAME_REACH for end in name_ends(before))
        or bool(labels)
        or (after[:1] in (")", "(") and has_name(after[1:6]))
        or PERSONAL.search(before + after[:24]) is not None
        or bool(row and has_name(row))
    )
    if person:
        return Found(
            Entity.HOME_ADDRESS, *span, Severity.BLOCKER, Certainty.SUSPECTED, "地址旁有人员信息"
        )
    return None


def _goes_on(text: str, last: int, door: re.Match[str]) -> bool:
    # After a house number any name may be that of an estate, as long as block and flat follow.
    whole = door.lastgroup in ("house", "unit") or door[0].count("-") > 1
    return _is_door(text, last, door) or (whole and COUNTED.fullmatch(door[0]) is None)


def _is_door(text: str, start: int, door: re.Match[str]) -> bool:
    before = text[start : door.start()]
    if NOT_DOOR.search(before):
        return False
    if COUNTED.fullmatch(door[0]):
        # 一座, 249幢 count buildings, unless a place and an estate stand before them.
        return (
            door[0][0].isascii()
            and "座" not in door[0]
            and ADMIN.search(before) is not None
            and HEAD.search(before) is not None
            and BUILDINGS.match(text, door.end()) is None
        )
    if door.lastgroup in ("dash", "bare", "room") or HOUSE_NUMBER.match(door[0]):
        return (
            HEAD.search(before) is not None
            and (ADMIN.search(before) is not None or HEAD_OF_ESTATE.search(before) is not None)
            and NO_ADDRESS.search(before) is None
        )
    return ESTATE.search(before) is not None or HEAD.search(before) is not None


def _start(text: str, position: int, floor: int) -> int:
    stretch = STRETCH.search(text[max(floor, position - SPAN) : position])
    if stretch is None:
        return position
    start = position - len(stretch[0])
    written = stretch[0]
    cut = 0
    for match in HOME.finditer(written):
        cut = match.end()
    if lead := re.match(r"(?:[为是于在:]|所在地|地址)+", written[cut:]):
        cut += lead.end()
    if cut == 0 and (lead := NEUTRAL_LEAD.match(written)) and ADMIN.search(written[lead.end() :]):
        cut = lead.end()
    if cut == 0:
        # 李家村6组 begins like a name, and is a village.
        ends = [
            end
            for end in name_ends(written)
            if end < len(written) and written[end - 1] not in PLACES
        ]
        cut = max(ends, default=0)
    return start + cut


def _clause(text: str, start: int, end: int) -> tuple[str, str]:
    before = text[max(0, start - CONTEXT) : start]
    after = text[end : end + CONTEXT]
    for stop in "。;\n":
        head, _, last = before.rpartition(stop)
        # 产权人:张三;坐落:…: the label alone goes on with what stands before it.
        if last and not (stop != "。" and LABEL_ALONE.fullmatch(last) and head):
            before = last
        after = after.partition(stop)[0]
    return before, after
