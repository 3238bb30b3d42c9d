"""Make a labelled set of texts with and without personal information, all of it invented.

Writes JSON Lines: text, spans (start, end, entity in code points), note (class of the text) and
half ("tuning" or "heldout", by the digest of the text). The same seed gives the same set.

    python tools/build_privacy_set.py build/privacy.jsonl --seed 1 --size 4000
"""

import argparse
import hashlib
import json
import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from privacy_wordings import (
    ADDRESSES,
    HAMLETS,
    HARMLESS,
    HOMES,
    HOUSING,
    ILLNESSES,
    NUMBERS,
    OFFICES,
    OTHERS,
    RARE_DISEASES,
    STREETS,
    TABLES,
)
from privacy_wordings import DISEASES as MORE_DISEASES
from privacy_wordings import (
    GIVEN as GIVEN_CHARACTERS,
)
from shenfa.lexicons import read_lexicon
from shenfa.text.checksums import (
    credit_check_digit,
    is_luhn_number,
    luhn_check_digit,
    resident_check_digit,
)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SURNAMES = "王李张刘陈杨黄赵吴周冉田向彭白石罗谭何邓"
GIVEN = _words(
    "建国 秀英 明 丽华 志强 桂兰 雨桐 子轩 晓燕 德芳 永胜 玉梅 浩然 春花 光明 小红 世平 克勤 素珍 家豪"
)
TOWNS = _words("竹沟镇 云塘乡 石坝镇 青龙街道 花田乡 五福镇")
VILLAGES = _words("竹沟村 新塘村 大坪村 红岩社区 柏杨村 桥头村 双河社区")
ROADS = _words("桂花路 滨江东路 人民大道 解放街 书院巷 民族路")
ESTATES = _words("金桂苑 滨江国际 锦绣江南 阳光花园 龙潭新城 幸福里小区")
DISEASES = _words(
    "肺癌 尿毒症 精神分裂症 乙型肝炎 白血病 脑梗死 冠心病 乳腺癌 癫痫 肝硬化 系统性红斑狼疮 股骨头坏死"
)
BODIES = _words("县民政局 竹沟镇人民政府 县人民医院 虚谷县某建设有限公司 县政务服务中心 云塘中学")
LABELS = {
    "ID_CARD": ("身份证号：", "公民身份号码：", "身份证号码为", "证件号码 ", "（身份证：", "ID No.: ", "身份证【", "身份证件号码\n"),
    "MOBILE": ("手机：", "联系电话：", "电话", "手机号码为", "联系方式 ", "Tel: ", "mobile=", "（电话："),
    "BANK_CARD": ("银行卡号：", "一卡通账号：", "卡号", "开户行及账号：农商行", "社保卡账号 ", "收款卡号："),
}  # fmt: skip
CLOSING = {"（": "）", "【": "】", "(": ")"}
GROUPS = {11: (3, 4, 4), 15: (6, 6, 3), 16: (4, 4, 4, 4), 18: (6, 8, 4), 19: (4, 4, 4, 4, 3)}
HAN = str.maketrans("0123456789", "零一二三四五六七八九")
CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
FULL = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
MISREAD = {"0": "O", "1": "l", "5": "S", "8": "B"}
NOISE = (
    "plain", "plain", "plain", "plain", "fullwidth", "spaced", "dash", "all_spaced", "no_break_space", "zero_width",
    "newline", "han", "circled", "misread", "odd_spaces", "half_mixed",
)  # fmt: skip
DASHES = "-–—‐·._/ ~"


@dataclass
class Draft:
    """A text that grows piece by piece, with its labelled spans."""

    text: str = ""
    spans: list[dict[str, object]] = field(default_factory=list)

    def say(self, *words: str) -> "Draft":
        """Add plain text."""
        self.text += "".join(words)
        return self

    def mark(self, entity: str, words: str) -> "Draft":
        """Add personal information."""
        start = len(self.text)
        self.text += words
        self.spans.append({"start": start, "end": len(self.text), "entity": entity})
        return self


class Maker:
    """Invents numbers, names and places from one stream of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - a test set, not a secret
        self.regions = [
            entry.values[0]
            for entry in read_lexicon("privacy_region_codes", ("code", "name", "status"))
            if not entry.values[0].endswith("00")
        ]
        self.surnames = [
            entry.values[0] for entry in read_lexicon("privacy_surnames", ("surname", "rank"))
        ]
        self.prefixes = [
            (entry.values[0], int(entry.values[1].split("、")[0]))
            for entry in read_lexicon("privacy_card_prefixes", ("prefix", "lengths", "issuer"))
        ]
        self.segments = [
            entry.values[0]
            for entry in read_lexicon("privacy_mobile_segments", ("segment", "use"))
            if len(entry.values[0]) == 3 or entry.values[0] == "1610"
        ]

    def pick(self, words: Iterable[str]) -> str:
        """One of the words."""
        return self.chance.choice(list(words))

    def digits(self, count: int) -> str:
        """That many digits."""
        return "".join(self.chance.choice("0123456789") for _ in range(count))

    def date(self, first: int = 1935, last: int = 2018) -> str:
        """A date without separators."""
        return f"{self.chance.randint(first, last)}{self.chance.randint(1, 12):02}{self.chance.randint(1, 28):02}"

    def name(self) -> str:
        """A person."""
        return self.pick(SURNAMES) + self.pick(GIVEN)

    def other_name(self) -> str:
        """A person of any surname, of one or two further characters."""
        given = (self.chance.choice(GIVEN_CHARACTERS) for _ in range(self.chance.choice((1, 2, 2))))
        return self.pick(self.surnames) + "".join(given)

    def identity(self) -> str:
        """A citizen's number with its check digit."""
        body = self.pick(self.regions) + self.date() + self.digits(3)
        return body + resident_check_digit(body)

    def mobile(self) -> str:
        """A mobile number."""
        segment = self.pick(self.segments)
        return segment + self.digits(11 - len(segment))

    def card(self) -> str:
        """A card number with its check digit."""
        prefix, length = self.chance.choice(self.prefixes)
        body = prefix + self.digits(length - 1 - len(prefix))
        return body + luhn_check_digit(body)

    def credit_code(self) -> str:
        """The code of a body."""
        body = f"9{self.pick('123')}{self.pick(self.regions)}MA{self.digits(7)}"[:17]
        return body + credit_check_digit(body)

    def landline(self) -> str:
        """An office's telephone."""
        return f"{self.pick(('023-7555', '(023)7556', '0836-555', '023 7557'))}{self.digits(4)}"

    def address(self) -> str:
        """A home, down to the door."""
        chance = self.chance
        return self.pick((
            f"{self.pick(TOWNS)}{self.pick(VILLAGES)}{chance.randint(1, 9)}组{chance.randint(1, 199)}号",
            f"{self.pick(TOWNS)}{self.pick(ROADS)}{chance.randint(1, 399)}号附{chance.randint(1, 9)}号",
            f"{self.pick(TOWNS)}{self.pick(ESTATES)}{chance.randint(1, 19)}栋{chance.randint(1, 4)}单元{chance.randint(1, 30)}0{chance.randint(1, 4)}室",
            f"虚谷县{self.pick(ROADS)}{chance.randint(1, 399)}号{self.pick(ESTATES)}{chance.randint(1, 9)}-{chance.randint(1, 3)}-{chance.randint(1, 30)}0{chance.randint(1, 4)}",
            f"重庆市虚谷县{self.pick(TOWNS)}{self.pick(ROADS)}十二号三单元",
            f"{self.pick(ESTATES)}{self.pick('ABC')}栋{chance.randint(10, 30)}0{chance.randint(1, 4)}",
        ))  # fmt: skip

    def noisy(self, number: str, noise: str) -> str:
        """A number in one of the ways it gets written."""
        parts, at = [], 0
        for size in GROUPS.get(len(number), (4,) * 6):
            parts.append(number[at : at + size])
            at += size
        parts = [part for part in parts if part]
        changes: dict[str, Callable[[], str]] = {
            "fullwidth": lambda: number.translate(FULL),
            "half_mixed": lambda: number[:6] + number[6:].translate(FULL),
            "spaced": lambda: " ".join(parts),
            "odd_spaces": lambda: number[:5] + " " + number[5:9] + "  " + number[9:],
            "dash": lambda: self.pick(DASHES).join(parts),
            "all_spaced": lambda: " ".join(number),
            "no_break_space": lambda: "\u00a0".join(parts),
            "zero_width": lambda: number[:7] + "\u200b" + number[7:],
            "newline": lambda: number[:8] + "\n" + number[8:],
            "han": lambda: number.translate(HAN),
            "circled": lambda: number.translate(CIRCLED),
            "misread": lambda: number[:3] + re.sub("[0158]", lambda m: MISREAD[m[0]], number[3:7]) + number[7:],
        }  # fmt: skip
        return changes.get(noise, lambda: number)()


def _number(make: Maker, *, adversarial: bool) -> tuple[Draft, str]:
    entity = make.pick(LABELS)
    number = {"ID_CARD": make.identity, "MOBILE": make.mobile, "BANK_CARD": make.card}[entity]()
    noise = make.pick(NOISE)
    if noise in ("circled", "han") and number.endswith("X"):
        noise = "plain"
    label = make.pick(LABELS[entity])
    if adversarial and noise != "misread":
        label = make.pick(("", "：", " ", "（", "_", "/", "、"))
    written = make.noisy(number, noise)
    if entity == "ID_CARD" and number.endswith("X") and make.chance.random() < 0.5:
        written = written[:-1] + make.pick("xＸ×")
    draft = Draft().say(
        make.pick(("", "补助对象", "联系人：", "1.", "户主", "")),
        make.name(),
        make.pick(("，", " ", "")) if label else "",
        label,
    )
    draft.mark(entity, written).say(
        CLOSING.get(label[:1], ""), make.pick(("。", "，特此公示。", "", "；"))
    )
    return draft, f"pos:{'adv:' if adversarial else ''}{entity}:{noise}"


def _special(make: Maker) -> tuple[Draft, str]:
    number, mobile = make.identity(), make.mobile()
    name = make.name()
    bad = number[:17] + make.pick("0123456789".replace(number[17], ""))
    old = make.pick(make.regions) + make.date(1940, 1985)[2:] + make.digits(3)
    drafts = {
        "disability": Draft().say(f"{name}，残疾人证号").mark("ID_CARD", number).say(make.pick(("44", "13B1", "42"))),
        "student": Draft().say(f"{name} 学籍号G").mark("ID_CARD", number),
        "physician": Draft().say(f"{name}，证书编码{make.digits(9)}").mark("ID_CARD", number),
        "glued": Draft().say(name).mark("ID_CARD", number).mark("MOBILE", mobile),
        "bad_check": Draft().say(f"{name}，身份证号：").mark("ID_CARD", bad),
        "old": Draft().say(f"{name}，身份证号码：").mark("ID_CARD", old),
        "file_name": Draft().say(f"{name}_").mark("MOBILE", mobile).say(".docx"),
        "json": Draft().say('{"name":"', name, '","mobile":"').mark("MOBILE", mobile).say('","idNo":"').mark("ID_CARD", number).say('"}'),
        "float": Draft().say(f"{name}\t").mark("MOBILE", mobile).say(".0"),
        "several": Draft().say("电话：").mark("MOBILE", mobile).say("、").mark("MOBILE", make.mobile()).say(" "),
        "travel": Draft().say(f"{name}，护照号码：").mark("TRAVEL_DOC", "E" + make.digits(8)),
        "home_phone": Draft().say(f"{name}，家庭电话：").mark("HOME_PHONE", "023-7555" + make.digits(4)),
        "social": Draft().say(f"{name}，微信号：").mark("SOCIAL_ACCOUNT", "xg" + make.digits(6)),
        "plate": Draft().say(f"车主{name}，车牌号").mark("PLATE", "渝A" + make.digits(5)),
        "email": Draft().say(f"{name}，个人邮箱").mark("EMAIL", f"xg{make.digits(5)}@qq.com"),
        "weak_id": Draft().say(f"{name}，身份证号").mark("WEAK_MASK", make.pick((number[:14] + "****", number[:8] + "******" + number[14:], number[:6] + "*****" + number[11:]))),
        "weak_mobile": Draft().say(f"{name}，手机").mark("WEAK_MASK", make.pick((mobile[:3] + "**" + mobile[5:], mobile[:4] + "***" + mobile[7:], mobile[:9] + "XX"))),
    }  # fmt: skip
    note = make.pick(drafts)
    return drafts[note], f"pos:{note}"


def _home(make: Maker, *, adversarial: bool) -> tuple[Draft, str]:
    name, address = make.name(), make.address()
    if adversarial:
        before, after = make.chance.choice((
            (f"我们在{name}老人位于", "的家中看到，屋内十分整洁。"), (f"受灾户{name}（", "）房屋倒塌。"),
            (f"{name}，男，汉族，", "人。"), (f"快递请寄{name}收，", "。"), (f"失踪人员{name}生前居住于", "。"),
            (f"{name}/", f"/{make.pick(('低保', '五保'))}"),
        ))  # fmt: skip
    else:
        before, after = make.chance.choice((
            (f"{name}，家庭住址：", "。"), (f"{name}，家住", "，特此公示。"), (f"申请人{name}，现住", "。"),
            ("户籍地址：", f"，户主{name}"), (f"被执行人{name}，住", "。"), (f"{name} 女 ", ""),
        ))  # fmt: skip
    return Draft().say(before).mark("HOME_ADDRESS", address).say(
        after
    ), f"pos:{'adv:' if adversarial else ''}address"


def _illness(make: Maker, *, adversarial: bool) -> tuple[Draft, str]:
    name, disease = make.name(), make.pick(DISEASES)
    if adversarial:
        before, after = make.chance.choice((
            (f"{name}的丈夫得了", "，欠下外债。"), (f"走访中得知，{name}常年受", "折磨。"), (f"{name}（", "）"),
            (f"{name}同学被查出", "，班级发起募捐。"), (f"{name}之子患", "，生活不能自理。"), (f"救助{name}治疗", "费用2000元。"),
        ))  # fmt: skip
    else:
        before, after = make.chance.choice((
            (f"村民{name}患", "，家庭困难。"), (f"{name}因", "住院治疗，申请救助。"), (f"{name}，男，确诊为", "。"),
            (f"{name}：诊断为", "，拟救助3000元。"), (f"姓名：{name}，病种：", "。"),
        ))  # fmt: skip
    return Draft().say(before).mark("DISEASE", disease).say(
        after
    ), f"pos:{'adv:' if adversarial else ''}disease"


def _table(make: Maker) -> tuple[Draft, str]:
    separator = make.pick(("\t", "|", " | ", ","))
    kind = make.pick(("full", "forgot", "illness", "home"))
    headers = {
        "full": "姓名 身份证号 联系电话 银行卡号",
        "forgot": "姓名 乡镇 身份证号码 金额",
        "illness": "序号 姓名 病种 补助金额",
        "home": "姓名 性别 家庭住址 备注",
    }[kind].split()
    draft = Draft().say(separator.join(headers))
    forgotten = make.chance.randint(0, 4)
    for row in range(5):
        name, number = make.name(), make.identity()
        draft.say("\n")
        if kind == "full":
            draft.say(name, separator).mark("ID_CARD", number).say(separator).mark(
                "MOBILE", make.mobile()
            ).say(separator).mark("BANK_CARD", make.card())
        elif kind == "forgot":
            draft.say(name, separator, make.pick(TOWNS), separator)
            if row == forgotten:
                draft.mark("ID_CARD", number)
            else:
                draft.say(number[:6], "********", number[14:])
            draft.say(separator, "500")
        elif kind == "illness":
            draft.say(str(row + 1), separator, name, separator).mark(
                "DISEASE", make.pick(DISEASES)
            ).say(separator, "1000")
        else:
            draft.say(name, separator, make.pick("男女"), separator).mark(
                "HOME_ADDRESS", make.address()
            ).say(separator, "无")
    return draft, f"pos:table_{kind}"


MARKED = re.compile(r"\{(\w+?)\}")


def _filled(make: Maker, place: str, *, noisy: bool) -> str:
    """What a placeholder of a wording becomes; small letters are not labelled."""
    chance = make.chance
    if re.fullmatch(r"n\d+", place):
        size = int(place[1:])
        return chance.choice("123456789") + make.digits(size - 1)
    number, mobile, card = make.identity(), make.mobile(), make.card()
    values: dict[str, Callable[[], str]] = {
        "ID_CARD": lambda: make.noisy(number, _fit(make, number)) if noisy else number,
        "MOBILE": lambda: make.noisy(mobile, _fit(make, mobile)) if noisy else mobile,
        "BANK_CARD": lambda: make.noisy(card, _fit(make, card)) if noisy else card,
        "HOME_ADDRESS": lambda: _wording(make, make.pick(ADDRESSES)),
        "office": lambda: _wording(make, make.pick(OFFICES)),
        "DISEASE": lambda: make.pick((*MORE_DISEASES, *RARE_DISEASES)),
        "disease": lambda: make.pick((*MORE_DISEASES, *RARE_DISEASES)),
        "TRAVEL_DOC": lambda: make.pick(("E" + make.digits(8), "EJ" + make.digits(7), "G" + make.digits(8))),
        "HK_DOC": lambda: make.pick("HM") + make.digits(8),
        "HOME_PHONE": lambda: make.pick(("023-7555", "0851-2255", "7555")) + make.digits(4),
        "SOCIAL_ACCOUNT": lambda: make.pick(("wxid_", "xugu-", "Lily")) + make.digits(6),
        "QQ": lambda: chance.choice("123456789") + make.digits(8),
        "PLATE": lambda: make.pick(("渝H", "渝A·", "川D")) + make.pick(("", "D")) + make.digits(5),
        "EMAIL": lambda: f"{make.pick(('xg', 'lucky_', 'zhang.'))}{make.digits(4)}@{make.pick(('qq.com', '163.com', '126.com', 'outlook.com'))}",
        "WEAK_ID": lambda: make.pick((number[:14] + "****", number[:10] + "****" + number[14:], number[:16] + "**")),
        "WEAK_MOBILE": lambda: make.pick((mobile[:3] + "**" + mobile[5:], mobile[:8] + "***", mobile[:10] + "*")),
        "WEAK_CARD": lambda: make.pick((card[:-2] + "**", card[:12] + "****" + card[16:])),
        "name": lambda: make.pick((make.name(), make.other_name())), "town": lambda: make.pick(TOWNS), "village": lambda: make.pick((*VILLAGES, *HAMLETS)), "road": lambda: make.pick((*ROADS, *STREETS)),
        "estate": lambda: make.pick((*ESTATES, *HOUSING)), "body": lambda: make.pick(BODIES), "date": lambda: make.date(2020, 2026), "landline": make.landline,
        "uscc": make.credit_code, "card": lambda: card, "project": lambda: f"{make.pick(make.regions)}{make.date(2020, 2026)}{make.digits(4)}",
        "masked_id": lambda: make.pick((number[:6] + "********" + number[14:], number[:2] + "*" * 13 + number[15:], number[:3] + "***********" + number[14:])),
        "masked_mobile": lambda: mobile[:3] + "****" + mobile[7:], "masked_card": lambda: make.pick((card[:6] + "******" + card[-4:], "**** **** **** " + card[-4:])),
    }  # fmt: skip
    return values[place]()


def _fit(make: Maker, number: str) -> str:
    noise = make.pick(
        (*["plain"] * 6, *(one for one in NOISE if one not in ("misread", "newline", "plain")))
    )
    return "plain" if noise in ("circled", "han") and number.endswith("X") else noise


def _wording(make: Maker, wording: str) -> str:
    return MARKED.sub(lambda place: _filled(make, place[1], noisy=False), wording)


def _worded(make: Maker) -> tuple[Draft, str]:
    groups = {
        "numbers": NUMBERS,
        "homes": HOMES,
        "illnesses": ILLNESSES,
        "others": OTHERS,
        "harmless": HARMLESS,
        "tables": TABLES,
    }
    group = make.chance.choices(list(groups), (10, 5, 5, 4, 20, 4))[0]
    wording = make.pick(groups[group])
    if group == "tables":
        head, row = wording
        separator = make.pick(("\t", "|", " | ", "  "))
        lines = (head, *[row] * make.chance.randint(2, 5))
        wording = "\n".join(separator.join(line.split("|")) for line in lines)  # type: ignore[attr-defined]  # a pair of texts
    draft = Draft()
    at = 0
    for place in MARKED.finditer(str(wording)):
        draft.say(str(wording)[at : place.start()])
        at = place.end()
        filled = _filled(make, place[1], noisy=group == "numbers")
        if place[1].isupper():
            draft.mark(ENTITY_OF.get(place[1], place[1]), filled)
        else:
            draft.say(filled)
    draft.say(str(wording)[at:])
    side = "pos" if draft.spans else "neg"
    return draft, f"{side}:adv:wording:{group}:{str(wording)[:16]}"


ENTITY_OF = {"HK_DOC": "TRAVEL_DOC", "QQ": "SOCIAL_ACCOUNT", "WEAK_ID": "WEAK_MASK", "WEAK_MOBILE": "WEAK_MASK", "WEAK_CARD": "WEAK_MASK"}  # fmt: skip


def _harmless(make: Maker, *, adversarial: bool) -> tuple[Draft, str]:
    number, mobile, card, name, body = (
        make.identity(),
        make.mobile(),
        make.card(),
        make.name(),
        make.pick(BODIES),
    )
    serial = make.pick(make.regions) + make.date(2019, 2026) + make.digits(4)
    isbn = "978" + make.digits(10)
    if is_luhn_number(isbn):
        isbn += "0"
    ordinary = {
        "landline": f"联系人：{name}，联系电话：{make.landline()}。", "extension": f"办公电话：{make.landline()}转{make.digits(3)}",
        "hotline": "拨打12345政务服务热线或110报警，咨询400-800-1234。", "doc_no": f"虚谷府办发〔2026〕{make.chance.randint(1, 99)}号",
        "project": f"项目代码：{serial[:14]}{make.digits(4)}", "order": f"订单编号：{make.digits(18)}", "order_mobile": f"订单号：{mobile}",
        "uscc": f"{body}，统一社会信用代码：{make.credit_code()}", "invoice": f"发票号码：{make.digits(20)}", "body_account": f"户名：{body}，账号：{card}",
        "deposit": f"投标保证金缴纳账户：{card}（户名：县公共资源交易中心）", "amount": f"总投资{mobile}元，完成{make.digits(6)}万元。",
        "time": f"发布时间：2026-11-24 {make.chance.randint(10, 23)}:{make.chance.randint(10, 59)}:08", "isbn": f"ISBN {isbn}", "ean": f"商品条码69{make.digits(11)}",
        "exam": f"{name} 准考证号：{mobile}", "serial": f"受理编号：{serial}", "meter": f"户号{mobile}，表号{make.digits(12)}",
        "masked": f"{name}，身份证号{number[:6]}********{number[14:]}，电话{mobile[:3]}****{mobile[7:]}", "masked_short": f"{name} {number[:2]}*************{number[15:]}",
        "office": f"{body}办公地址：{make.address()}", "company": f"虚谷县某农业有限公司，住所：{make.address()}", "village": f"{name}，家住{make.pick(TOWNS)}{make.pick(VILLAGES)}{make.chance.randint(1, 9)}组。",
        "illness_talk": f"{make.pick(('开展', '加强'))}{make.pick(DISEASES)}{make.pick(('防治宣传', '筛查', '规范管理'))}工作。", "doctor": f"县医院主任医师{name}，擅长{make.pick(DISEASES)}的诊治。",
        "animal": "加强非洲猪瘟、高致病性禽流感等动物疫病防控。", "metaphor": "要治好党员干部的“软骨病”，破除思想上的障碍。", "law": "不得公开自然人完整的身份证号、手机号、银行卡号。",
        "form": "姓名：________  身份证号：__________________  联系电话：___________", "coordinates": f"东经108.{make.digits(6)}，北纬28.{make.digits(6)}",
        "random": make.digits(18), "passport_like": f"产品型号E{make.digits(8)}", "group": f"工作QQ群：{make.digits(9)}", "office_mail": f"{body}邮箱：xg{make.digits(4)}@163.com",
    }  # fmt: skip
    other = {
        "licence": f"采矿许可证C{serial}", "land": f"宗地编号{make.digits(12)}JC{make.digits(5)}", "batch": f"批次{make.digits(11)}共计{make.digits(4)}盒", "url": f"http://www.xugu.example/content/{make.digits(8)}/{mobile}.html",
        "opening": f"开标地点：虚谷县公共资源交易中心（{make.address()}）", "shop": f"抽检单位：{make.pick(TOWNS)}某副食店，地址{make.address()}", "works": f"对{make.pick(ESTATES)}{make.chance.randint(1, 9)}栋加装电梯",
        "standard": f"执行GB/T 15834—2011、DB50/T {make.digits(3)}—2021", "budget": f"{make.digits(4)},{make.digits(3)},{make.digits(3)}.{make.digits(2)}元", "coal": f"编号500242{make.date(2020, 2026)}{make.digits(4)}的图斑",
        "board": "板材规格2440*1220*18", "programme": f"将{make.pick(DISEASES)}纳入门诊慢特病保障范围。", "old_home": f"{name}故居位于{make.pick(ROADS)}{make.chance.randint(1, 99)}号，为县级文物保护单位。", "polling": f"投票站设在{make.pick(VILLAGES)}{make.chance.randint(1, 99)}号活动室",
    }  # fmt: skip
    texts = other if adversarial else ordinary
    note = make.pick(texts)
    return Draft().say(texts[note]), f"neg:{'adv:' if adversarial else ''}{note}"


def records(seed: int, size: int) -> list[dict[str, object]]:
    """Return that many records."""
    make = Maker(seed)
    kinds: tuple[tuple[int, Callable[[], tuple[Draft, str]]], ...] = (
        (22, lambda: _number(make, adversarial=False)), (6, lambda: _number(make, adversarial=True)), (14, lambda: _special(make)), (7, lambda: _home(make, adversarial=False)),
        (3, lambda: _home(make, adversarial=True)), (7, lambda: _illness(make, adversarial=False)), (3, lambda: _illness(make, adversarial=True)), (4, lambda: _table(make)),
        (36, lambda: _harmless(make, adversarial=False)), (8, lambda: _harmless(make, adversarial=True)),
        (50, lambda: _worded(make)),
    )  # fmt: skip
    made: dict[str, dict[str, object]] = {}
    while len(made) < size:
        draft, note = make.chance.choices(
            [kind for _, kind in kinds], [weight for weight, _ in kinds]
        )[0]()
        digest = hashlib.sha256(draft.text.encode()).digest()
        half = "heldout" if digest[0] % 2 else "tuning"
        made[f"{len(made)}"] = {
            "text": draft.text,
            "spans": draft.spans,
            "note": note,
            "half": half,
        }
    return list(made.values())


def main() -> None:
    """Write the set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=4000)
    wanted = parser.parse_args()
    wanted.output.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(record, ensure_ascii=False) for record in records(wanted.seed, wanted.size)]
    wanted.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{wanted.output}：{len(lines)} 条")


if __name__ == "__main__":
    main()
