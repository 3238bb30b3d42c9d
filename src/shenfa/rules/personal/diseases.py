"""Named illnesses of named people. General talk about health, cattle and crops is left alone."""

import re
from collections.abc import Iterator
from functools import cache

from daachorse import CharwiseDoubleArrayAhoCorasick

from shenfa.lexicons import read_lexicon
from shenfa.rules.personal.found import Entity, Found
from shenfa.rules.personal.people import ends_with_name, has_name
from shenfa.text import Certainty, Severity
from shenfa.text.regions import quotations, titles, touches

SUFFIX = r"(?:癌|瘤|炎|病|症|综合征|综合症|衰竭|硬化|功能障碍|障碍|功能不全|发育不良|出血|梗死|梗塞|栓塞|畸形|缺损|瘫痪|瘫|偏瘫|结核|结石|溃疡|损伤|骨折|中风|癫痫|哮喘|脱垂|突出|坏死|萎缩|狭窄|囊肿|积水|紫癜|肿大|增生|肌瘤|感染|贫血|血症|血肿|脓肿|肉芽肿|腺肿|囊肿|肿|失明|失聪|耳聋|痴呆|痛风|疱疹|湿疹|水肿|腹水|缺血|破裂|脱落|中毒|昏迷|植物人|烧伤|早搏|房颤|移植术后|术后)(?:晚期|早期|中期|末期|失?代偿期|[急慢]性期|缓解期|[一二三四IVⅠⅡⅢⅣ]+期)?"
CUE_SUFFIX = re.compile(
    r"患|诊断|确诊|[查检得]出|得了|病种|疾病名称|病[情因史][为:]|原因[为:]|突发|[因系][\u4e00-\u9fff]{1,14}?[癌瘤炎病症瘫肿折石核]"
)
CUE = re.compile(
    rf"(?:身患|罹患|患有|患上|突患|长期患|确诊为|确诊患|确诊|诊断为|诊断结果[为:]?|诊断[:是]|查出患?有?|检出|被查出|得了|患(?!者|儿|病率)|因|系|病种[为:是]|疾病名称[为:]|病情[为:]|病因[为:]|原因[为:]|病史[为:]|伴有?|合并|突发|并发)(?:严重的?|重度|轻度|慢性|急性|先天性)?(?:出|了|有|上|的|较重的|较为严重的|严重的|过)?(?P<name>(?!认定|展|患有?|身患|罹患|病例|例|出|了|上|的|较|过|存在|仍)[\u4e00-\u9fffA-Zα-ωⅠ-Ⅹ]{{1,14}}?{SUFFIX})(?=$|[^\u4e00-\u9fff]|患者|住院|去世|离世|折磨|术后|手术|治疗|多年|伴|合并|病故|死亡|致贫|返贫|申请|导致|常年|长期|卧床|瘫|生活|丧失|经|在|于|的|已|被|到|入院|花费|就医|需要?|现|后|并|,|获)"
)
PLAIN = frozenset(
    [
        "因病",
        "大病",
        "疾病",
        "看病",
        "治病",
        "毛病",
        "重病",
        "生病",
        "伤病",
        "患病",
        "发病",
        "慢性病",
        "慢病",
        "重大疾病",
        "严重疾病",
        "重疾",
        "传染病",
        "职业病",
        "常见病",
        "多发病",
        "疾病症",
        "急病",
        "疑难病",
        "老毛病",
        "绝症",
        "病症",
        "炎症",
        "癌症障碍",
        "残障",
        "并发症",
        "后遗症",
        "综合征",
        "障碍",
        "地方病",
        "其他疾病",
        "基础疾病",
        "多种疾病",
        "慢性疾病",
        "罕见病",
        "大病重病",
        "特殊疾病",
        "慢特病",
        "门诊慢特病",
        "感染",
        "出血",
        "骨折术后",
    ]
)
GENERAL = re.compile(
    r"擅长|主任医师|主治医师|医生|医师|专家|教授|主讲|课题|研究|院长|护士|疾控|志愿者|采购|培训|宣传|防治|预防|筛查|普查|获奖|授课|讲座|讲话|介绍|提醒|义诊|领导小组|基金|试剂|疫苗|药品|药物|用药|指南|评审|公益|热线|化解|根治|隐患|顽疾"
    r"|免费检查|免费筛查|覆盖面|新冠|特别峰会|联防|联控|鉴定所|交通|系统瘫|网络瘫|服务器|电网|政府瘫|搞瘫|机关瘫"
    r"|免费救治|诊疗|门诊部|科室|科普|知识|日(?=宣传|活动)|条例|办法|办理|发病率|患病率|死亡率|防控|检疫|养殖|种植|作物|牲畜|生猪|家禽|畜禽|疫区|疫情|疫病|病虫|动物|植物|鸡|鸭|猪瘟|羊群|牛群|松材|柑橘|水稻|小麦|马铃薯|林木|宠物|犬只"
    r"|小说|电影|电视剧|角色|患者群体|患者人数|人群|群众应|市民应|例病例|新增|累计|目录|范围|种疾病|等疾病|等病种|等重大|适应症|保险|病种包括|赔付范围|申请材料|应提供|须提供|申报条件|符合下列|救治对象|救助对象包括|医学|临床|手术成功|成功开展|首例|攻克|技术|研讨"
)
NAMED = re.compile(r"(?:姓名|患者|申请人|救助对象|受助人|救助人|户主|当事人|被鉴定人|监护人)[:：]")
NOT_BEFORE = ("搞", "慢")
"""搞瘫痪 is no illness, nor is the 性病 of 慢性病 one."""
STATES = ("瘫痪", "偏瘫")
OF_PERSON = re.compile(r"(?:系|为|是|属|属于|确诊为?|患有?|身患|罹患)$")
GROUPS = re.compile(
    "患者|病人|的(?:居民|村民|市民|人员|群众|职工|干部|参保人|儿童|学生|老年人|残疾人|对象|家庭|妇女|患者)"
)
"""Whoever has an illness, and nobody by name."""
OWN_END = r"(?:[癌瘤炎病症竭折肿癜痫]|综合征)(?:[早中晚末]期)?(?=[),、;。\s]|$)"
SAID = re.compile(r"[的了患让把将被]|不|重病|大病")
MAY_BE_OWN_WORD = re.compile(OWN_END)
OWN_WORD = re.compile(
    r"(?<=[(,、:;\s])(?P<name>(?!诊断|确诊|经|患|因|身患|罹患|系|认定|属|救助|被|查|为|是|有|已|曾|现|于|在|其|自|家|父|母|妻|夫|子|女|儿)"
    rf"[\u4e00-\u9fffA-Z]{{1,14}}?{OWN_END})"
)
"""A word of its own that ends like an illness: one where a name stands right before it."""
CLAUSE = re.compile(r"[。;!?\n]")
FOLLOWING = re.compile(
    r"困|道|门诊|儿童|毒(?!性)|例|原|区|房|菌|电|专科|医院|科|研究|学|司法|疫苗|药|防治|患者协会|基金"
)
REACH = 60


@cache
def _lexicon() -> CharwiseDoubleArrayAhoCorasick:
    words = [entry.values[0] for entry in read_lexicon("privacy_diseases", ("disease",))]
    return CharwiseDoubleArrayAhoCorasick(words)


def named_diseases(text: str, header: str = "", row: str = "") -> Iterator[Found]:
    """Yield the illnesses told of a person; in a cell below a header the row tells whose."""
    if header:
        yield from _in_cell(text, row)
        return
    spans = _spans(text)
    quoted = (*titles(text), *quotations(text)) if spans else ()
    for start, end in spans:
        # 里程“焦虑症”, 《精神卫生法》: a metaphor and a title are nobody's illness.
        if touches(quoted, start, end) or _is_of_patients(text, start, end):
            continue
        before, after = _clause(text, start, end)
        clause = f"{before}×{after}"
        if GENERAL.search(clause) or not (has_name(clause) or NAMED.search(clause)):
            continue
        yield Found(Entity.DISEASE, start, end, Severity.BLOCKER, Certainty.SUSPECTED)


def _is_of_patients(text: str, start: int, end: int) -> bool:
    return (
        GROUPS.match(text, end) is not None
        and not has_name(text[end : end + 8])
        and not ends_with_name(OF_PERSON.sub("", text[:start]))
    )


def _in_cell(text: str, row: str) -> Iterator[Found]:
    if not has_name(row):
        return
    spans = _spans(text) or [
        match.span()
        for match in re.finditer(rf"[\u4e00-\u9fffA-Z]{{1,14}}?{SUFFIX}", text)
        if match[0] not in PLAIN
    ]
    for start, end in spans:
        yield Found(Entity.DISEASE, start, end, Severity.BLOCKER, Certainty.SUSPECTED)


def _spans(text: str) -> list[tuple[int, int]]:
    """Return the illnesses in a text, longest first where they overlap."""
    automaton = _lexicon()
    found = [(start, end) for start, end, _ in automaton.find_overlapping(text)]
    if CUE_SUFFIX.search(text):
        found += [match.span("name") for match in CUE.finditer(text) if match["name"] not in PLAIN]
    if MAY_BE_OWN_WORD.search(text):
        found += [
            match.span("name")
            for match in OWN_WORD.finditer(text)
            if match["name"] not in PLAIN
            and not SAID.search(match["name"])
            and ends_with_name(text[: match.start("name")])
        ]
    found = [
        (start, end)
        for start, end in found
        if not FOLLOWING.match(text, end) and not text.endswith(NOT_BEFORE, 0, start)
    ]
    found += [_widened(text, span) for span in found]
    # 心脏病瘫痪在床 is one thing to say of a person, not two.
    found += [
        (start, end + len(state))
        for start, end in found
        for state in STATES
        if text.startswith(state, end)
    ]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(found), key=lambda span: (span[0] - span[1], span[0])):
        if text[start:end] not in PLAIN and all(
            end <= first or last <= start for first, last in kept
        ):
            kept.append((start, end))
    return sorted(kept)


def _widened(text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    if tail := re.match(
        r"(?:晚期|早期|中期|末期|失?代偿期|[急慢]性期|缓解期|稳定期|活动期|[一二三四IVⅠⅡⅢⅣ]{1,3}期|后遗症|术后|综合征|病)",
        text[end:],
    ):
        end += tail.end()
    if lead := re.search(
        r"(?:先天性|慢性|急性|恶性|重度|中度|轻度|原发性|继发性|双侧|左侧|右侧|老年性|儿童|小儿|特发性|晚期|终末期)$",
        text[:start],
    ):
        start = lead.start()
    return start, end


def _clause(text: str, start: int, end: int) -> tuple[str, str]:
    before = CLAUSE.split(text[max(0, start - REACH) : start])[-1]
    after = CLAUSE.split(text[end : end + REACH])[0]
    return before, after
