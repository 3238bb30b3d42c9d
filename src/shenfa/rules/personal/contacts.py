"""Accounts, mailboxes, plates and travel documents of people; those of offices are left alone."""

import re
from collections.abc import Iterator
from functools import cache

from shenfa.lexicons import read_lexicon
from shenfa.rules.personal.bodies import speaks_of_body
from shenfa.rules.personal.found import Entity, Found
from shenfa.rules.personal.people import has_name
from shenfa.text import Certainty, Severity

SOCIAL = re.compile(
    r"(?:(?:个人|本人)?微信(?:号码?|账号|ID|id)?(?!公众|群|小程序|支付|扫|平台|服务|订阅|视频|搜|端|客户|城|办|红包|运动|转账|朋友)|(?<![A-Za-z])(?:QQ|qq|Qq)(?:号码?)?(?!群|邮箱|音乐|浏览|空间|[.@A-Za-z])"
    r"|(?<![A-Za-z])(?:VX|vx|Vx|WeChat|wechat|Wechat|WECHAT|weixin)(?:号|\s?ID)?)"
    r"(?:\s?(?:[:：为是]|\s|\()\s?|(?=wxid_|[A-Za-z][A-Za-z]*[-_]?\d))(?P<name>[A-Za-z][-_A-Za-z0-9]{5,19}|[1-9]\d{4,10})(?![\w@.-])"
)
SOCIAL_WORDS = ("微信", "QQ", "qq", "Qq", "VX", "vx", "Vx", "eChat", "echat", "ECHAT", "weixin")
SOCIAL_OF_BODY = re.compile(
    r"群|公众号|服务号|订阅号|客服|咨询|官方|技术支持|工作|投诉|举报|报名|加入|交流|店"
)
MAILBOX = re.compile(
    r"(?<![\w.+@-])(?P<local>[A-Za-z0-9][\w.+-]{1,40})@(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)",
    re.ASCII,
)
FREE_HOSTS = re.compile(
    r"(?:qq|163|126|139|189|sina|sohu|yeah|foxmail|gmail|hotmail|outlook|live|aliyun|icloud|vip\.qq|wo|tom|21cn|msn|yahoo)\.(?:com|net|cn|com\.cn)$",
    re.IGNORECASE,
)
OWN_MAILBOX = re.compile(r"个人|本人|私人|姓名|学生|考生|身份证|家庭|性别|出生|手机")
PLATE = re.compile(
    r"(?<![\u4e00-\u9fff])?(?P<plate>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][ ·•.-]?(?:[A-HJ-NP-Z0-9]{5}|[DF][A-HJ-NP-Z0-9]\d{4}|\d{5}[DF])(?![A-Za-z0-9]))"
)
PLATE_TAIL = re.compile(r"[A-HJ-NP-Z][ ·•.-]?[A-HJ-NP-Z0-9]{5}")
OWNER = re.compile(
    r"车主|所有人|机动车所有人|登记人|驾驶人|驾驶员|私家车|自家|家中|名下|本人|居民|村民|业主|自有|其车|的车|小轿车|小车|家用"
)
OFFICIAL_CAR = re.compile(
    r"公务|执法|执行|任务|出警|公车|班车|公交|救护|消防|警车|巡逻|校车|单位|公司|大队|运输|营运|出租|客运|货运|报废|拍卖|抄告|曝光|违法|违停|抓拍|僵尸车|领取|局|政府|采购|租赁|洒水|垃圾"
)
NEAR = 30


@cache
def _documents() -> tuple[tuple[re.Pattern[str], str], ...]:
    entries = read_lexicon("privacy_documents", ("document", "labels", "form"))
    return tuple(
        (
            re.compile(
                rf"(?:{entry.values[1]})(?:号码?|编号|证号|\s?(?:No|NO|no)\.?)?[\s:为是(]{{0,4}}(?P<number>(?<![A-Za-z0-9])(?:{entry.values[2]}))(?![A-Za-z0-9*])"
            ),
            entry.values[0],
        )
        for entry in entries
    )


@cache
def _any_document() -> re.Pattern[str]:
    entries = read_lexicon("privacy_documents", ("document", "labels", "form"))
    return re.compile("|".join(entry.values[1] for entry in entries))


def documents(text: str, header: str = "") -> Iterator[Found]:
    """Yield the numbers of travel and residence documents that are called so."""
    shift = len(header) + 1 if header else 0
    whole = f"{header}:{text}" if header else text
    if not _any_document().search(whole):
        return
    tight = re.sub(r"(?<=[A-Za-z0-9])[ -](?=\d)", "", whole)
    if tight == whole:
        for pattern, name in _documents():
            for match in pattern.finditer(whole):
                start, end = match.span("number")
                yield Found(
                    Entity.TRAVEL_DOC,
                    start - shift,
                    end - shift,
                    Severity.BLOCKER,
                    Certainty.SUSPECTED,
                    name,
                )


def social_accounts(text: str, row: str = "") -> Iterator[Found]:
    """Yield accounts in social media that stand beside a person."""
    if not any(word in text for word in SOCIAL_WORDS):
        return
    for match in SOCIAL.finditer(text):
        around = (
            text[max(0, match.start() - 16) : match.start()]
            + text[match.start("name") - 3 : match.start("name")]
        )
        if SOCIAL_OF_BODY.search(around + text[match.end() : match.end() + 6]):
            continue
        if speaks_of_body(text[max(0, match.start() - NEAR) : match.start()]) and not has_name(
            row or text
        ):
            continue
        yield Found(
            Entity.SOCIAL_ACCOUNT, *match.span("name"), Severity.WARNING, Certainty.SUSPECTED
        )


def mailboxes(text: str, row: str = "") -> Iterator[Found]:
    """Yield a person's mailboxes: at a public host, beside a name or a mobile number."""
    if "@" not in text:
        return
    for match in MAILBOX.finditer(text):
        around = text[max(0, match.start() - NEAR) : match.start()] + " " + row
        mobile = re.fullmatch(r"1[3-9]\d{9}", match["local"])
        if mobile or (
            FREE_HOSTS.search(match["host"])
            and not speaks_of_body(text[max(0, match.start() - NEAR) : match.end() + 12])
            and (has_name(around) or OWN_MAILBOX.search(around))
        ):
            yield Found(Entity.EMAIL, *match.span(), Severity.WARNING, Certainty.SUSPECTED)


def plates(text: str, row: str = "") -> Iterator[Found]:
    """Yield the plates of vehicles that belong to a named person."""
    if not PLATE_TAIL.search(text):
        return
    for match in PLATE.finditer(text):
        around = (
            text[max(0, match.start() - NEAR) : match.start()]
            + " "
            + text[match.end() : match.end() + NEAR]
            + " "
            + row
        )
        if OFFICIAL_CAR.search(around):
            continue
        if OWNER.search(around) or has_name(around):
            yield Found(Entity.PLATE, *match.span("plate"), Severity.WARNING, Certainty.SUSPECTED)
