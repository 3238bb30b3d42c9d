"""Verify an exported trail on any machine: python verify.py EXPORT.zip --key FILE.

Needs Python 3.11 and nothing else: no network, no database, no other part of the system.
Prints "OK N entries" and exits 0, or names the first broken entry and exits 1; exits 2 if the
input is unusable. Assembled by tools/build_verifier.py from the modules named below, which
are the place to change something.
"""

import argparse
import datetime
import functools
import hashlib
import io
import json
import re
import sys
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import IO, Any, TypeVar

# ------------------------------------------ faults.py -------------------------------------------

Value = TypeVar("Value")

FAULTS = {
    "json": "不是一条完整的记录，可能被改动或截断",
    "form": "不是规范格式，可能被改动",
    "seq": "序号不连续，此前有记录被删除、插入或调换",
    "alg": "使用了不认识的摘要算法",
    "prev": "与上一条接不上，上一条或本条被替换",
    "hash": "的内容与摘要不符，内容被改动",
    "time": "的时间早于上一条，时间被倒填",
    "anchor": "与检查点不符，检查点签署之后此前的记录被改写",
    "signature": "的签名与给定的公钥不符，请核对公钥",
    "origin": "不属于本导出文件所称的单位",
    "backwards": "的时间或记录数少于上一个",
    "verb": "的动作不在约定之内",
    "fact": "的事实不全或写法不合约定",
    "name": "涉及的人员不在人员名册中",
    "unit": "所属的单位没有登记",
    "revision": "指向的版本没有登记，或不属于这份稿件",
    "again": "重复登记了已有的编号",
    "content": "所签的不是该版本的内容",
    "ended": "所在的版本已经终止、下线或清除，须重新走三审",
    "proxy": "由他人代为操作，重新验证身份的不是本人",
    "maker": "没有把制作人、提交人列入作者",
    "lowered": "把重大信息改为一般信息，没有第二人确认",
    "second": "应由另一人确认，实为同一人",
    "unsubmitted": "作出审查结论时稿件尚未提交",
    "order": "的审级顺序不对，未按初审、审核、审发依次进行",
    "author": "的审查人员是该稿件的作者、编辑或上传人",
    "twice": "的审查人员已审过该版本的另一级，属于一人多审",
    "other": "应由提出“不确定”的同一审查人员作出",
    "answer": "作出结论时，此前“不确定”的问题还没有得到指定人员答复",
    "staff": "的操作人员已停用、未登记或属于外包人员",
    "post": "的操作人员当时不在相应岗位，或任职尚未备案",
    "leader": "的备案不是由本单位主要领导确认",
    "administrator": "使管理员同时担任其他岗位，违反三员分立",
    "proof": "的校对记录不全，缺少本级应校的项目",
    "secrecy": "之前没有“通过”的保密审查结论",
    "capture": "发布的转载信息没有来源存证",
    "source": "发布的动态类新闻，来源不在当时允许转载的名单内，也没有经批准的例外",
    "paradox": "所依据的来源存证，来源发布时间晚于存证时间",
    "visit": "发布的内容涉及市管领导活动，来源不是县融媒体中心",
    "equal": "发布的转载内容与来源不一致，差异没有处理",
    "finding": "处置了没有登记的问题点，或处置方式不符合规定",
    "clearer": "的处置人员无权处置这类问题点",
    "signatory": "的承诺不是由审发人员在审发通过后作出",
    "commitments": "提交审核表时四项承诺不全",
    "signed": "审核表的签字日期早于审发日期",
    "resubmit": "作出县政府办公室审核结论时，没有待审的审核表",
    "county_person": "的县政府办公室审核人员是该稿件的作者或三审人员之一",
    "three": "发布时缺少三级审查“通过”的结论",
    "checks": "发布时自动检查没有得出确定结果",
    "open": "发布时还有问题点没有处置",
    "gap": "发布时还有内容没有经三名审查人员逐一人工审看",
    "attribute": "审发或发布了没有确定为主动公开的信息",
    "marker": "发布了没有标注“此件公开发布”的公文",
    "channel": "发布到了版本所列之外或未开通的渠道",
    "county": "发布到县门户主栏目，没有县政府办公室的审核同意",
    "duties": "的责任登记与制作、审查、发布人员不符",
    "step": "的发布状态不允许这一步",
}


class Unusable(Exception):
    """The input cannot be judged at all."""


class Broken(Exception):
    """The trail, or a release in it, does not hold."""


def need(holds: object, fault: str) -> None:
    """Break off with the sentence of ``fault`` unless ``holds``."""
    if not holds:
        raise Broken(FAULTS[fault])


def known(value: Value | None, fault: str) -> Value:
    """Return the value, or break off with the sentence of ``fault`` if there is none."""
    if value is None:
        raise Broken(FAULTS[fault])
    return value


# ------------------------------------------ ed25519.py ------------------------------------------

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, -1, PRIME) % PRIME
Point = tuple[int, int, int, int]


def decode_point(data: bytes) -> Point | None:
    """Return the point that 32 bytes stand for, if any."""
    y = int.from_bytes(data, "little") & ((1 << 255) - 1)
    square = (y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    if len(data) != 32 or y >= PRIME or (x * x - square) % PRIME or (not x and data[31] >> 7):
        return None
    x = PRIME - x if x & 1 != data[31] >> 7 else x
    return x, y, 1, x * y % PRIME


def encode_point(point: Point) -> bytes:
    """Return the 32 bytes that stand for a point."""
    x, y = (value * pow(point[2], -1, PRIME) % PRIME for value in point[:2])
    return (y | (x & 1) << 255).to_bytes(32, "little")


def add_points(p: Point, q: Point) -> Point:
    """Return the sum of two points in extended coordinates."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % PRIME, (p[1] + p[0]) * (q[1] + q[0]) % PRIME
    c, d = 2 * p[3] * q[3] * CURVE % PRIME, 2 * p[2] * q[2] % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


@functools.lru_cache(maxsize=64)
def doublings(point: Point) -> list[Point]:
    """Return the point times 1, 2, 4 and so on."""
    found = [point]
    while len(found) < 256:
        found.append(add_points(found[-1], found[-1]))
    return found


def multiply(number: int, point: Point) -> Point:
    """Return the point ``number`` times."""
    found = (0, 1, 1, 0)
    for place, doubled in enumerate(doublings(point)):
        found = add_points(found, doubled) if number >> place & 1 else found
    return found


BASE = decode_point(bytes([0x58]) + bytes([0x66]) * 31) or (0, 1, 1, 0)


def challenge(*parts: bytes) -> int:
    """Return the number that binds a signature to its key and message."""
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % ORDER


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether the holder of ``key`` signed the message."""
    point, scalar = decode_point(key), int.from_bytes(signature[32:], "little")
    if point is None or len(signature) != 64 or scalar >= ORDER:
        return False
    minus = (PRIME - point[0], point[1], 1, PRIME - point[3])
    again = multiply(challenge(signature[:32], key, message), minus)
    return encode_point(add_points(multiply(scalar, BASE), again)) == signature[:32]


# ------------------------------------------- entry.py -------------------------------------------

Facts = Mapping[str, Any]  # JSON; verbs.py says what stands in it


@dataclass(frozen=True, slots=True)
class Act:
    """Something a person did, before it is chained: who, when, what, to what, and the facts."""

    actor: str
    at: str
    verb: str
    object: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Entry:
    """An act in its place in the chain."""

    seq: int
    at: str
    actor: str
    verb: str
    object: str
    facts: Facts
    alg: str
    prev: str
    hash: str


SURROGATE_OR_NUL = re.compile("[\x00\ud800-\udfff]")
FIELDS = {field.name for field in fields(Entry)}


class MalformedEntry(ValueError):
    """The caller tried to chain something that the trail cannot hold."""


def canonical(value: object) -> bytes:
    """Return the one way of writing a value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def write_entry(entry: Entry) -> bytes:
    """Return the entry as one line of an export, without the line break."""
    return canonical(as_object(entry))


def as_object(entry: Entry) -> dict[str, Any]:  # JSON
    """Return the entry as the object that is written."""
    return {name: getattr(entry, name) for name in FIELDS}


def read_entry(line: bytes) -> Entry:
    """Return the entry on a line, or say that it is damaged (Broken)."""
    value = read_object(line, FIELDS)
    texts = [value[name] for name in ("actor", "alg", "at", "hash", "object", "prev", "verb")]
    need(isinstance(value["facts"], dict) and type(value["seq"]) is int, "json")
    need(all(isinstance(text, str) for text in texts) and is_time(value["at"]), "json")
    return Entry(**value)


def read_object(line: bytes, names: set[str]) -> dict[str, Any]:  # JSON
    """Return the object on a line that has exactly these names and is canonically written."""
    try:
        value = json.loads(line)
        need(isinstance(value, dict) and value.keys() == names, "json")
        need(is_plain(value) and canonical(value) == line, "form")
    except (ValueError, RecursionError):
        raise Broken(FAULTS["json"]) from None
    return dict(value)


def is_plain(value: object) -> bool:
    """Return whether a value is made of integers, strings, lists and maps only.

    Half a surrogate pair cannot be written as UTF-8, and U+0000 not be stored by PostgreSQL.
    """
    if isinstance(value, dict):
        return all(isinstance(key, str) and is_plain(value[key]) for key in value)
    if isinstance(value, list):
        return all(is_plain(item) for item in value)
    if isinstance(value, str):
        return value.isprintable() or SURROGATE_OR_NUL.search(value) is None
    return type(value) is int


def is_time(value: object) -> bool:
    """Return whether a value is a UTC time such as 2026-11-24T00:00:00Z."""
    try:
        return isinstance(value, str) and value == f"{moment(value):%Y-%m-%dT%H:%M:%SZ}"
    except ValueError:
        return False


def moment(time: str) -> datetime.datetime:
    """Return the moment that a time of the trail stands for."""
    return datetime.datetime.fromisoformat(time[:-1]).replace(tzinfo=datetime.UTC)


def person_id(staff_number: str, salt: str) -> str:
    """Return the id under which a person stands in the trail.

    The salt is the person's own and kept apart, so that the trail alone names nobody, while
    the table of names in an export can be checked against it.
    """
    return hashlib.sha256(f"{salt}\n{staff_number}".encode()).hexdigest()[:32]


# ------------------------------------------- chain.py -------------------------------------------

GENESIS = "0" * 64
ALGORITHMS = ("sha256", "sm3")


class BackDated(MalformedEntry):
    """The clock stands before the last entry; nothing may be recorded until it is set right."""


def link(act: Act, last: Entry | None, algorithm: str = "sha256") -> Entry:
    """Return the entry that records ``act`` after ``last``."""
    texts = (act.actor, act.verb, act.object)
    facts = dict(act.facts)
    if not all(isinstance(text, str) and text for text in texts) or not is_plain([*texts, facts]):
        raise MalformedEntry(f"留痕只能记录整数和文字：{act.verb}")
    if algorithm not in ALGORITHMS or not is_time(act.at):
        raise MalformedEntry(f"留痕的摘要算法或时间写法不符：{algorithm}，{act.at}")
    if last is not None and act.at < last.at and act.verb != "clock.set":
        raise BackDated("系统时钟早于上一条留痕记录，请校准时钟后再办理")
    seq, prev = (last.seq + 1, last.hash) if last else (1, GENESIS)
    draft = Entry(seq, act.at, act.actor, act.verb, act.object, facts, algorithm, prev, "")
    return replace(draft, hash=digest(draft))


def first_broken(entries: Iterable[Entry]) -> int | None:
    """Return the position (from 1) of the first entry that does not hold, if any."""
    last = None
    for position, entry in enumerate(entries, start=1):
        try:
            need_next(entry, last)
        except Broken:
            return position
        last = entry
    return None


def need_next(entry: Entry, last: Entry | None) -> None:
    """Break off unless ``entry`` is what comes after ``last``."""
    seq, prev, at = (last.seq + 1, last.hash, last.at) if last else (1, GENESIS, "")
    need(entry.seq == seq, "seq")
    need(entry.alg in ALGORITHMS, "alg")
    need(entry.prev == prev, "prev")
    need(entry.hash == digest(entry), "hash")
    need(entry.at >= at or entry.verb == "clock.set", "time")


def digest(entry: Entry) -> str:
    """Return H(0x01, previous hash, canonical JSON of the entry without its hash)."""
    body = as_object(entry)
    del body["hash"]
    data = b"\x01" + bytes.fromhex(entry.prev) + canonical(body)
    try:
        hashed = hashlib.new(entry.alg, data)
    except ValueError as error:
        raise Unusable(f"本机的 Python 不支持摘要算法 {entry.alg}，请换一台机器") from error
    return hashed.hexdigest()


# ---------------------------------------- checkpoint.py -----------------------------------------


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Origin (whose trail), number of entries, hash of the last, time, signature in hex."""

    origin: str
    count: int
    head: str
    at: str
    signature: str


def write_checkpoint(checkpoint: Checkpoint) -> bytes:
    """Return the checkpoint as one line, without the line break."""
    return canonical(asdict(checkpoint))


def read_checkpoint(line: bytes) -> Checkpoint:
    """Return the checkpoint on a line, or say that it is damaged (Broken)."""
    value = read_object(line, {field.name for field in fields(Checkpoint)})
    texts = [value[name] for name in ("origin", "head", "at", "signature")]
    need(type(value["count"]) is int and value["count"] > 0 and is_time(value["at"]), "json")
    need(all(isinstance(text, str) for text in texts), "json")
    return Checkpoint(**value)


def signed_part(checkpoint: Checkpoint) -> bytes:
    """Return the bytes that the signature covers."""
    body = asdict(checkpoint)
    del body["signature"]
    return b"shenfa.checkpoint/1\n" + canonical(body)


def is_genuine(checkpoint: Checkpoint, key: bytes) -> bool:
    """Return whether the holder of the key signed this checkpoint."""
    if not re.fullmatch("[0-9a-f]{128}", checkpoint.signature):
        return False
    return is_signed(key, signed_part(checkpoint), bytes.fromhex(checkpoint.signature))


def read_key(text: str) -> bytes:
    """Return the public key on the one line of a key file: ed25519, hex, comment."""
    found = re.fullmatch(r"ed25519 ([0-9a-f]{64})(?: .*)?", text.strip())
    if found is None:
        raise Unusable("公钥文件应为一行：ed25519、64位十六进制公钥、备注")
    return bytes.fromhex(found[1])


# ------------------------------------------- verbs.py -------------------------------------------

# Kinds of facts. A kind with bars lists the words that may stand there.
WORDS = {
    "yes": "yes|no",
    "result": "passed|failed|undetermined",
    "method": "password_totp|passkey|device_pin",
    "content": "official|news|list|general|post|repost|warning_relay",
    "attribute": "proactive|on_request|withheld",
    "marker": "yes|no|issuer",
    "equal": "yes|decided|no",
    "employment": "in_house|contractor",
    "channel": "column|main_column|account",
    "decision": "clear|argue|confirm|same_as_source",
    "finish": "finished|undetermined",
    "compared": "identical|closed",
    "county": "approved|form_returned|text_returned",
    "notice": "public|gone",
}

# What an entry is about (its object), its verb, its facts with their kinds, its meaning.
CONTRACT = """
单位　unit.open　name:text　登记单位
单位　unit.policy　author_may_first_review:yes　设定本单位作者可否兼任初审
人员　person.register　unit:id employment:employment　登记人员，或变更其单位、用工性质
人员　person.disable　reason:text　停用人员
任职　tenure.start　person:person unit:id position:id since:time until:end　任命岗位（每次任命一个任职编号）
任职　tenure.end　reason:text　任职结束
任职　filing.confirm　document:hash　主要领导确认任职备案，自此生效
任职　filing.receive　note:text　县政府办公室收悉备案
任职　filing.object　reason:text　县政府办公室对备案提出异议，任职即止
渠道　channel.open　unit:id kind:channel activity_news:yes　开通栏目或账号，或变更其性质
渠道　channel.close　reason:text　关停栏目或账号
来源　source.allow　host:id media_centre:yes since:time until:end　列入允许转载的来源
来源　source.remove　reason:text　移出允许转载的来源
渠道　source.standing　until:time reason:text　主要领导批准该栏目或账号长期转载例外（不超过一年）
稿件　source.except　revision:id reason:text　分管领导批准单篇转载例外
稿件　source.capture　revision:id host:id url:id published:time copy:hash equal:equal　来源存证，并与来源比对
稿件　revision.cut　revision:id hash:hash unit:id kind:content maker:person authors:people channels:ids major:yes marker:marker leader_visit:yes　形成版本，此后不可更改
稿件　revision.submit　revision:id hash:hash authenticated:person method:method　自审自校后提交审查
稿件　revision.recall　revision:id reason:text　撤回，该版本终止
稿件　major.lower　revision:id requester:person reason:text　第二人确认：下一版本不再按重大信息办理
稿件　audit.finish　revision:id hash:hash ruleset:id result:finish findings:map gaps:map　自动检查结束
稿件　finding.decide　revision:id finding:id decision:decision reason:text　处置问题点
稿件　finding.reopen　revision:id finding:id reason:text　重新打开已处置的问题点
稿件　gap.view　revision:id gap:id note:text　人工审看图片、音视频
稿件　attribute.decide　revision:id attribute:attribute reason:text　确定公开属性
稿件　review.decide　revision:id hash:hash stage:int result:result proof:ids comment:text authenticated:person method:method　初审（1）、审核（2）、审发（3）作出结论
稿件　question.ask　revision:id stage:int asked:person due:time　结论为不确定时向指定人员提问
稿件　question.answer　revision:id stage:int answer:text　指定人员答复
稿件　secrecy.conclude　revision:id hash:hash result:result authenticated:person method:method　保密审查结论
稿件　form.commit　revision:id commitment:int authenticated:person method:method　审核表第1至4项承诺之一
稿件　form.submit　revision:id hash:hash original:hash copy:hash compared:compared signature:hash seal:hash signed:date　报送审核表、正式件和电子件
稿件　county.decide　revision:id hash:hash result:county comment:text authenticated:person method:method　县政府办公室审核同意、退回补表或退回改稿
发布　release.publish　revision:id hash:hash channels:ids first:person leadership:person important:people　发布，并登记三种责任人
发布　release.replace　by:id　被新的发布取代
发布　release.withdraw　reason:text notice:notice　撤销发布
发布　release.archive　archive:hash　归档
发布　release.delete　reason:text　归档后从网站删除
发布　takedown.hide　reason:text　紧急下线，立即生效
发布　takedown.confirm　reason:text　第二人确认紧急下线
稿件　quarantine.purge　revision:id requester:person reason:text　两人确认后清除版本的内容，摘要保留
任意　command.refuse　command:id code:id reason:text　拒绝一项操作
系统　clock.set　to:time　调整时钟（只在测试和演示中）
"""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the contract: what its object is, its facts and their kinds, its meaning."""

    name: str
    object: str
    facts: Mapping[str, str]
    meaning: str


def _read(line: str) -> Verb:
    about, name, facts, meaning = line.split("　")
    pairs = (fact.split(":") for fact in facts.split())
    return Verb(name, about, {fact: WORDS.get(kind, kind) for fact, kind in pairs}, meaning)


VERBS = {verb.name: verb for verb in map(_read, CONTRACT.strip().splitlines())}
CLOSED = {name.split(".")[0] for name in VERBS}


def wrong_facts(verb: str, facts: Mapping[str, object]) -> list[str]:
    """Return the facts that the contract asks for and that are missing or of another kind."""
    wanted = VERBS[verb].facts if verb in VERBS else {}
    return [name for name, kind in wanted.items() if not _fits(facts.get(name), kind)]


def namespace(entry: Entry) -> str:
    """Return what stands before the dot of the verb."""
    return entry.verb.split(".")[0]


def people_in(entry: Entry) -> set[str]:
    """Return the ids of the people in the facts of an entry, which are right already."""
    found: set[str] = set()
    for name, kind in VERBS[entry.verb].facts.items() if entry.verb in VERBS else ():
        fact = entry.facts[name]
        if kind == "person":
            found.add(str(fact))
        elif kind == "people" and isinstance(fact, list):
            found.update(map(str, fact))
    return found


def _fits(value: object, kind: str) -> bool:
    return KINDS[kind](value) if kind in KINDS else value in kind.split("|")


def _is_word(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _are_words(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_word, value))


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value) is not None


KINDS: dict[str, Callable[[object], bool]] = {
    "int": lambda value: type(value) is int,
    "text": lambda value: isinstance(value, str),
    "id": _is_word,
    "ids": _are_words,
    "person": _is_word,
    "people": lambda value: _are_words(value) and value != [],
    "map": lambda value: isinstance(value, dict) and all(map(_is_word, value.values())),
    "hash": _is_hash,
    "time": is_time,
    "end": lambda value: value == "" or is_time(value),
    "date": lambda value: _is_word(value) and is_time(f"{value}T00:00:00Z"),
}


# ------------------------------------------- world.py -------------------------------------------

STAGES = {1: "information_officer", 2: "section_head", 3: "deputy_in_charge"}


@dataclass(slots=True)
class Revision:
    """One immutable version of a manuscript and all entries about it."""

    manuscript: str
    facts: Facts
    authors: set[str]
    log: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    has_ended: bool = False

    def last(self, verb: str) -> Entry | None:
        """Return the last entry of a verb about this revision, if any."""
        return self.log[verb][-1] if self.log[verb] else None

    def says(self, verb: str, fact: str, word: str) -> bool:
        """Return whether the last entry of a verb holds this fact."""
        entry = self.last(verb)
        return entry is not None and entry.facts[fact] == word

    def passed(self) -> dict[int, Entry]:
        """Return the decisions by which stages were passed."""
        decisions = self.log["review.decide"]
        return {e.facts["stage"]: e for e in decisions if e.facts["result"] == "passed"}


@dataclass(slots=True)
class World:
    """What is known after an entry; ``last`` is kept by verb and by namespace, then by object."""

    last: dict[str, dict[str, Entry]] = field(default_factory=lambda: defaultdict(dict))
    tenures: dict[str, dict[str, Facts]] = field(default_factory=lambda: defaultdict(dict))
    revisions: dict[str, Revision] = field(default_factory=dict)
    manuscripts: dict[str, Revision] = field(default_factory=dict)
    releases: dict[str, str] = field(default_factory=dict)
    released: dict[str, Revision] = field(default_factory=dict)


def serves(world: World, person: str) -> bool:
    """Return whether a person is registered, active and in-house."""
    entry = world.last["person"].get(person)
    known = entry is not None and entry.verb == "person.register"
    return known and entry is not None and entry.facts["employment"] == "in_house"


def running_tenures(world: World, person: str, at: str) -> Iterator[tuple[str, Facts]]:
    """Yield the tenures of a person that have begun, not ended and not been objected to."""
    for tenure, facts in world.tenures[person].items():
        filing = world.last["filing"].get(tenure)
        is_closed = filing is not None and filing.verb == "filing.object"
        is_closed = is_closed or world.last["tenure"][tenure].verb != "tenure.start"
        if not is_closed and facts["since"] <= at and (not facts["until"] or at < facts["until"]):
            yield tenure, facts


def holds(world: World, entry: Entry, unit: str | None, *positions: str) -> bool:
    """Return whether the actor then held one of the positions, filed, in the unit (None: any)."""
    return held(world, entry.actor, entry.at, unit) & set(positions) != set()


def held(world: World, person: str, at: str, unit: str | None) -> set[str]:
    """Return the filed positions of a person at a time in a unit (None: anywhere)."""
    return {
        facts["position"]
        for tenure, facts in running_tenures(world, person, at)
        if unit in {None, facts["unit"]} and _is_filed(world, tenure)
    }


def need_post(world: World, entry: Entry, unit: str | None, *positions: str) -> None:
    """Break off unless the actor served and held one of the positions."""
    need(serves(world, entry.actor), "staff")
    need(holds(world, entry, unit, *positions), "post")


def opened_channel(world: World, name: str) -> Entry | None:
    """Return the entry by which a column or account was opened, if it is open."""
    entry = world.last["channel"].get(name)
    return entry if entry is not None and entry.verb == "channel.open" else None


def _is_filed(world: World, tenure: str) -> bool:
    filing = world.last["filing"].get(tenure)
    return filing is not None and filing.verb in {"filing.confirm", "filing.receive"}


# ------------------------------------------ sources.py ------------------------------------------


def check_source_except(world: World, revision: Revision, entry: Entry) -> None:
    """An exception for one item comes from the deputy in charge, with a reason (R56)."""
    need_post(world, entry, revision.facts["unit"], "deputy_in_charge")
    need(entry.facts["reason"], "fact")


def need_source(world: World, revision: Revision, at: str) -> None:
    """Break off unless the source is allowed, by the list as it stands at ``at``.

    Activity news may be the unit's own under an exception; a visit of a listed leader comes
    from the county media centre; other reposts and relayed warnings need a captured source.
    """
    kind, is_visit = revision.facts["kind"], revision.facts["leader_visit"] == "yes"
    is_news = kind == "news" or any(
        _carries_news(world, name) for name in revision.facts["channels"]
    )
    if kind not in {"repost", "warning_relay"} and not is_news and not is_visit:
        return
    capture, is_excepted = revision.last("source.capture"), _is_excepted(world, revision, at)
    if capture is None:
        need(kind not in {"repost", "warning_relay"} and not is_visit and is_excepted, "capture")
        return
    found = capture.facts
    running = [
        entry.facts
        for entry in world.last["source"].values()
        if entry.verb == "source.allow" and _covers(entry.facts, found["host"], at)
    ]
    need(found["published"] <= capture.at, "paradox")
    need(not is_visit or any(source["media_centre"] == "yes" for source in running), "visit")
    need(running or is_excepted or not is_news or kind == "warning_relay", "source")
    need(
        found["equal"] == "yes" or (found["equal"] == "decided" and kind != "warning_relay"),
        "equal",
    )


def _carries_news(world: World, name: str) -> bool:
    channel = opened_channel(world, name)
    return channel is not None and channel.facts["activity_news"] == "yes"


def _is_excepted(world: World, revision: Revision, at: str) -> bool:
    standing = [world.last["source.standing"].get(name) for name in revision.facts["channels"]]
    return bool(revision.log["source.except"]) or all(
        entry is not None and at < entry.facts["until"] for entry in standing
    )


def _covers(source: Facts, host: str, at: str) -> bool:
    is_running = source["since"] <= at and (not source["until"] or at < source["until"])
    return is_running and (host == source["host"] or host.endswith(f".{source['host']}"))


# ------------------------------------------- posts.py -------------------------------------------

ADMINISTRATORS = {"system_administrator", "security_administrator", "audit_administrator"}
LONGEST_EXCEPTION = datetime.timedelta(days=366)


def check_tenure_start(world: World, entry: Entry) -> None:
    """Contractors get no post, and an administrator has no other post."""
    facts = entry.facts
    running = running_tenures(world, facts["person"], entry.at)
    positions = {facts["position"], *(other["position"] for _, other in running)}
    need(entry.object not in world.last["tenure"], "again")
    need(serves(world, facts["person"]), "staff")
    need(facts["unit"] in world.last["unit"], "unit")
    need(len(positions) == 1 or not positions & ADMINISTRATORS, "administrator")
    world.tenures[facts["person"]][entry.object] = facts


def check_filing_confirm(world: World, entry: Entry) -> None:
    """The unit's principal leader confirms; for the leader's own filing the tenure is enough."""
    start = known(world.last["tenure.start"].get(entry.object), "step")
    leads = any(
        facts["unit"] == start.facts["unit"] and facts["position"] == "principal_leader"
        for _, facts in running_tenures(world, entry.actor, entry.at)
    )
    need(world.last["tenure"][entry.object].verb == "tenure.start", "step")
    need(entry.object not in world.last["filing"], "again")
    need(leads, "leader")


def check_filing_receive(world: World, entry: Entry) -> None:
    """Only what was filed and not objected to can be received."""
    filing = world.last["filing"].get(entry.object)
    need(filing is not None and filing.verb == "filing.confirm", "step")


def check_source_standing(world: World, entry: Entry) -> None:
    """A standing exception comes from the principal leader and ends within a year (R56)."""
    channel = known(opened_channel(world, entry.object), "channel")
    need_post(world, entry, channel.facts["unit"], "principal_leader")
    need(moment(entry.facts["until"]) <= moment(entry.at) + LONGEST_EXCEPTION, "fact")


# ------------------------------------------ reviews.py ------------------------------------------

REVIEWERS = (*STAGES.values(), "principal_leader", "secrecy_reviewer")
PROOFS = {1: {"格式", "文字"}, 2: {"内容", "数据"}, 3: {"定稿", "公开属性"}}
WEIGHTS = {"certain_blocker", "suspected_blocker", "secrecy", "error", "warning", "hint"}
GAPS = {"media", "unread"}


def check_revision_cut(world: World, entry: Entry) -> None:
    """Authors stay authors in later revisions; major is lowered by a second person only."""
    facts, before = entry.facts, world.manuscripts.get(entry.object)
    authors = set(facts["authors"])
    need(facts["revision"] not in world.revisions, "again")
    need(facts["unit"] in world.last["unit"], "unit")
    need({facts["maker"], entry.actor} <= authors, "maker")
    if before is not None:
        authors |= before.authors
        is_lowered = before.facts["major"] == "yes" and facts["major"] == "no"
        need(not is_lowered or before.last("major.lower"), "lowered")
    revision = Revision(entry.object, facts, authors)
    world.revisions[facts["revision"]] = world.manuscripts[entry.object] = revision


def check_revision_submit(_world: World, revision: Revision, entry: Entry) -> None:
    """Who submits signs for the text, so is one of its authors."""
    need(entry.actor in revision.authors, "maker")


def check_revision_recall(_world: World, revision: Revision, _entry: Entry) -> None:
    """A recalled revision has ended."""
    revision.has_ended = True


def check_second_person(_world: World, revision: Revision, entry: Entry) -> None:
    """Lowering and purging take two; what was purged can never be released."""
    need(entry.facts["requester"] != entry.actor, "second")
    revision.has_ended = revision.has_ended or entry.verb == "quarantine.purge"


def check_audit_finish(_world: World, revision: Revision, entry: Entry) -> None:
    """Findings have a known weight and keep it in a new run; gaps have a known kind."""
    findings, before = entry.facts["findings"], revision.last("audit.finish")
    need(set(findings.values()) <= WEIGHTS, "fact")
    known_weights = before.facts["findings"] if before else {}
    need(
        all(known_weights.get(name, findings[name]) == findings[name] for name in findings), "fact"
    )
    need(set(entry.facts["gaps"].values()) <= GAPS, "fact")


def check_finding_decide(world: World, revision: Revision, entry: Entry) -> None:
    """Who may close what: never a certain blocker, secrecy only the secrecy reviewer."""
    facts, unit = entry.facts, revision.facts["unit"]
    audit = known(revision.last("audit.finish"), "finding")
    weight = known(audit.facts["findings"].get(facts["finding"]), "finding")
    is_same = facts["decision"] == "same_as_source"
    need(weight != "certain_blocker", "finding")
    need(not is_same or revision.last("source.capture"), "finding")
    need(weight != "suspected_blocker" or facts["decision"] == "clear", "finding")
    need(weight not in {"suspected_blocker", "error"} or is_same or facts["reason"], "finding")
    if weight in {"suspected_blocker", "secrecy"}:
        positions = ("secrecy_reviewer",) if weight == "secrecy" else REVIEWERS
        need(entry.actor not in revision.authors, "clearer")
        need(holds(world, entry, unit, *positions), "clearer")


def check_question_answer(_world: World, revision: Revision, entry: Entry) -> None:
    """Only the person who was asked can answer."""
    stage, asked = entry.facts["stage"], revision.log["question.ask"]
    need(
        any(e.facts["stage"] == stage and e.facts["asked"] == entry.actor for e in asked), "answer"
    )


def check_secrecy_conclude(world: World, revision: Revision, entry: Entry) -> None:
    """The secrecy conclusion comes from the secrecy reviewer, who wrote none of it."""
    need(entry.actor not in revision.authors, "author")
    need_post(world, entry, revision.facts["unit"], "secrecy_reviewer")


def check_review_decide(world: World, revision: Revision, entry: Entry) -> None:
    """One decision of the three reviews."""
    facts, actor, unit = entry.facts, entry.actor, revision.facts["unit"]
    stage, passed = facts["stage"], revision.passed()
    need(revision.log["revision.submit"], "unsubmitted")
    need(stage in STAGES and stage == len(passed) + 1, "order")
    need(actor not in revision.authors or _may_author_review(world, unit, stage), "author")
    need(all(decision.actor != actor for decision in passed.values()), "twice")
    is_major = revision.facts["major"] == "yes"
    position = "principal_leader" if stage == 3 and is_major else STAGES[stage]
    need_post(world, entry, unit, position)
    doubt = revision.last("review.decide")
    if doubt is not None and doubt.facts["result"] == "undetermined":
        answers = [e.seq for e in revision.log["question.answer"] if e.facts["stage"] == stage]
        can_return = position in held(world, doubt.actor, entry.at, unit)  # a leaver cannot
        need(actor == doubt.actor or not can_return, "other")
        need(answers and answers[-1] > doubt.seq, "answer")
    need(facts["result"] != "passed" or PROOFS[stage] <= set(facts["proof"]), "proof")
    if stage == 3 and facts["result"] == "passed":
        need(revision.says("secrecy.conclude", "result", "passed"), "secrecy")
        need(revision.says("attribute.decide", "attribute", "proactive"), "attribute")
    revision.has_ended = facts["result"] == "failed"


def _may_author_review(world: World, unit: str, stage: int) -> bool:
    policy = world.last["unit.policy"].get(unit)
    allows = policy is not None and policy.facts["author_may_first_review"] == "yes"
    return stage == 1 and allows


# ------------------------------------------- gates.py -------------------------------------------

HERE = datetime.timedelta(hours=8)  # Asia/Shanghai, in which people date what they sign

# Each step of a release: what it may be in before, what it is in afterwards.
STEPS = {
    "release.replace": (("live",), "replaced"),
    "release.withdraw": (("live", "hidden", "replaced"), "withdrawn"),
    "release.archive": (("withdrawn", "replaced"), "archived"),
    "release.delete": (("archived",), "deleted"),
    "takedown.hide": (("live",), "hidden"),
    "takedown.confirm": (("hidden",), "hidden"),
}


def check_form_commit(_world: World, revision: Revision, entry: Entry) -> None:
    """The final reviewer commits, after the third review (R33)."""
    final = known(revision.passed().get(3), "three")
    need(final.actor == entry.actor, "signatory")
    need(entry.facts["commitment"] in {1, 2, 3, 4}, "fact")


def check_form_submit(_world: World, revision: Revision, entry: Entry) -> None:
    """Four commitments stand, and the signature is not older than the third review (R37)."""
    final = known(revision.passed().get(3), "three")
    made = {commit.facts["commitment"] for commit in revision.log["form.commit"]}
    need(made == {1, 2, 3, 4}, "commitments")
    need(f"{moment(final.at) + HERE:%Y-%m-%d}" <= entry.facts["signed"], "signed")


def check_county_decide(world: World, revision: Revision, entry: Entry) -> None:
    """Somebody else decides, at the county office, on a form that waits (I12)."""
    form = known(revision.last("form.submit"), "resubmit")
    before = revision.last("county.decide")
    need(before is None or before.seq < form.seq, "resubmit")
    involved = revision.authors | {decision.actor for decision in revision.passed().values()}
    need(entry.actor not in involved, "county_person")
    need_post(world, entry, None, "county_reviewer")
    revision.has_ended = entry.facts["result"] == "text_returned"


def check_release_publish(world: World, revision: Revision, entry: Entry) -> None:
    """Everything that must be true at the moment something becomes public."""
    facts, about, passed = entry.facts, revision.facts, revision.passed()
    need(entry.object not in world.releases, "again")
    need(set(passed) == {1, 2, 3}, "three")
    need(revision.says("secrecy.conclude", "result", "passed"), "secrecy")
    _need_checked(revision, {decision.actor for decision in passed.values()})
    need(revision.says("attribute.decide", "attribute", "proactive"), "attribute")
    need_source(world, revision, entry.at)
    need(about["kind"] != "official" or _is_marked(revision), "marker")
    _need_channels(world, revision, facts["channels"])
    is_county = holds(world, entry, None, "site_administrator")
    need(is_county or holds(world, entry, about["unit"], "releaser"), "post")
    need(facts["first"] == about["maker"] and entry.actor in facts["important"], "duties")
    is_final = facts["leadership"] == passed[3].actor
    need(is_final or about["kind"] == "official", "duties")  # there it is the signer (R22)
    world.releases[entry.object] = "live"
    world.released[entry.object] = revision


def check_step(world: World, entry: Entry) -> None:
    """A release moves on; a take-down needs a second person, and a new revision to return."""
    before, after = STEPS[entry.verb]
    need(world.releases.get(entry.object) in before, "step")
    if entry.verb == "takedown.confirm":
        need(world.last["takedown.hide"][entry.object].actor != entry.actor, "second")
    if entry.verb == "takedown.hide":
        world.released[entry.object].has_ended = True
    world.releases[entry.object] = after


def _need_checked(revision: Revision, reviewers: set[str]) -> None:
    """The machine came to a result, and people closed everything it left to them (I10)."""
    audit = known(revision.last("audit.finish"), "checks")
    need(audit.facts["result"] == "finished", "checks")
    decisions = [*revision.log["finding.decide"], *revision.log["finding.reopen"]]
    decided = {e.facts["finding"]: e.verb for e in sorted(decisions, key=lambda e: e.seq)}
    for finding, weight in audit.facts["findings"].items():
        need(weight == "hint" or decided.get(finding) == "finding.decide", "open")
    views = {(view.facts["gap"], view.actor) for view in revision.log["gap.view"]}
    for gap, kind in audit.facts["gaps"].items():
        need(kind == "media" and all((gap, person) in views for person in reviewers), "gap")


def _is_marked(revision: Revision) -> bool:
    """Return whether the marker stands in it, or the issuer's own page was found equal (I11)."""
    is_issuers = revision.facts["marker"] == "issuer"
    is_equal = revision.says("source.capture", "equal", "yes")
    return revision.facts["marker"] == "yes" or (is_issuers and is_equal)


def _need_channels(world: World, revision: Revision, names: list[str]) -> None:
    need(names and set(names) <= set(revision.facts["channels"]), "channel")
    for name in names:
        channel = known(opened_channel(world, name), "channel")
        is_main = channel.facts["kind"] == "main_column"
        need(not is_main or revision.says("county.decide", "result", "approved"), "county")


# ------------------------------------------ replay.py -------------------------------------------

NOBODY = {"system", "anonymous"}
AUTOMATIC = {"audit.finish", "source.capture"}
# What may still be said about a revision that has ended.
AFTERWARDS = {"audit.finish", "major.lower", "quarantine.purge", "revision.recall"}

CHECKS: dict[str, Callable[[World, Entry], None]] = {
    "tenure.start": check_tenure_start,
    "filing.confirm": check_filing_confirm,
    "filing.receive": check_filing_receive,
    "source.standing": check_source_standing,
    **dict.fromkeys(STEPS, check_step),
}
REVISION_CHECKS: dict[str, Callable[[World, Revision, Entry], None]] = {
    "revision.submit": check_revision_submit,
    "revision.recall": check_revision_recall,
    "major.lower": check_second_person,
    "source.except": check_source_except,
    "audit.finish": check_audit_finish,
    "finding.decide": check_finding_decide,
    "question.answer": check_question_answer,
    "review.decide": check_review_decide,
    "secrecy.conclude": check_secrecy_conclude,
    "form.commit": check_form_commit,
    "form.submit": check_form_submit,
    "county.decide": check_county_decide,
    "release.publish": check_release_publish,
    "quarantine.purge": check_second_person,
}


def replay(world: World, entry: Entry, names: Container[str]) -> None:
    """Take one entry into the world, or say why it should not have been possible."""
    if namespace(entry) not in CLOSED:
        need(entry.actor in NOBODY or len(entry.actor) != 32 or entry.actor in names, "name")
        return
    need(entry.verb in VERBS, "verb")
    need(not wrong_facts(entry.verb, entry.facts), "fact")
    need(entry.actor in NOBODY or entry.actor in names, "name")
    need(all(person in names for person in people_in(entry)), "name")
    need(entry.facts.get("authenticated", entry.actor) == entry.actor, "proxy")
    if "revision" in VERBS[entry.verb].facts:
        _replay_work(world, entry)
    else:
        if entry.verb in CHECKS:
            CHECKS[entry.verb](world, entry)
        world.last[namespace(entry)][entry.object] = entry
        world.last[entry.verb][entry.object] = entry


def _replay_work(world: World, entry: Entry) -> None:
    """Take an entry about a revision."""
    need(entry.verb in AUTOMATIC or serves(world, entry.actor), "staff")
    if entry.verb == "revision.cut":
        check_revision_cut(world, entry)
        return
    revision = known(world.revisions.get(entry.facts["revision"]), "revision")
    approved = revision.facts["hash"]
    need(entry.verb == "release.publish" or entry.object == revision.manuscript, "revision")
    need(entry.facts.get("hash", approved) == approved, "content")
    need(entry.verb in AFTERWARDS or not revision.has_ended, "ended")
    if entry.verb in REVISION_CHECKS:
        REVISION_CHECKS[entry.verb](world, revision, entry)
    revision.log[entry.verb].append(entry)


# ------------------------------------------ verdict.py ------------------------------------------

FORMAT = "shenfa.trail/1"
MEMBERS = {"checkpoints.jsonl", "manifest.json", "names.json", "state.json", "trail.jsonl"}
LONGEST_LINE = 1 << 24
LARGEST_TABLE = 1 << 28
FRESH = datetime.timedelta(hours=24)
Anchor = tuple[int, str]  # a count and a head kept elsewhere, as at the foot of a form
Table = dict[str, Any]  # JSON of the export, looked at before it is used


@dataclass(frozen=True, slots=True)
class Verdict:
    """A whole and lawful trail: how many entries, and what the auditor should know besides."""

    count: int
    notes: tuple[str, ...]


def verify(
    export: str | IO[bytes], keys: Sequence[bytes], anchors: Sequence[Anchor] = ()
) -> Verdict:
    """Return the verdict over an export, or raise Broken or Unusable."""
    try:
        with zipfile.ZipFile(export) as archive:
            return _judge(archive, keys, anchors)
    except (OSError, zipfile.BadZipFile, EOFError, RuntimeError, zlib.error) as error:
        raise Unusable("导出文件不能读取，请检查路径或重新导出") from error


def _judge(archive: zipfile.ZipFile, keys: Sequence[bytes], anchors: Sequence[Anchor]) -> Verdict:
    members = archive.namelist()
    if len(set(members)) < len(members) or not set(members) >= MEMBERS:
        raise Unusable("导出文件缺少组成部分或有重名，请重新导出")
    manifest, names, state = (
        _read_table(archive, name) for name in ("manifest.json", "names.json", "state.json")
    )
    if manifest.get("format") != FORMAT:
        raise Unusable(f"导出文件的格式不是 {FORMAT}，请换用相应版本的核验程序")
    _need_people(names)
    checkpoints = _read_checkpoints(archive, keys, manifest.get("origin"))
    heads: dict[int, set[str]] = defaultdict(set)
    for count, head in [*((c.count, c.head) for c in checkpoints), *anchors]:
        heads[count].add(head)
    world, last, foreign = World(), None, 0
    for entry in _read_entries(archive, heads):
        try:
            replay(world, entry, names)
        except Broken as broken:
            raise Broken(f"第{entry.seq}条记录{broken}") from None
        last, foreign = entry, foreign + (namespace(entry) not in CLOSED)
    count = last.seq if last else 0
    if last is None or max(heads) > count or manifest.get("entries") != count:
        raise Broken(f"第{count + 1}条记录起与导出时的条数不符，留痕末尾被截断或添加")
    _need_same_state(world, state)
    return Verdict(count, tuple(_notes(checkpoints[-1], last, foreign)))


def _read_lines(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[int, bytes]]:
    """Yield the number of each line and the line; one that is not ended properly is damaged."""
    with archive.open(name) as stream:
        number = 0
        while line := stream.readline(LONGEST_LINE):
            number += 1
            yield number, line.removesuffix(b"\n") if line.endswith(b"\n") else b""


def _read_table(archive: zipfile.ZipFile, name: str) -> Table:
    with archive.open(name) as stream:
        data = stream.read(LARGEST_TABLE)
    try:
        table = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unusable(f"导出文件中的 {name} 不能读取，请重新导出") from error
    if not isinstance(table, dict):
        raise Unusable(f"导出文件中的 {name} 不是一张表，请重新导出")
    return table


def _read_entries(archive: zipfile.ZipFile, heads: dict[int, set[str]]) -> Iterator[Entry]:
    """Yield the entries, each bound to the one before and to the checkpoints."""
    last = None
    for number, line in _read_lines(archive, "trail.jsonl"):
        try:
            entry = read_entry(line)
            need_next(entry, last)
            need(heads.get(number, {entry.hash}) == {entry.hash}, "anchor")
        except Broken as broken:
            raise Broken(f"第{number}条记录{broken}") from None
        last = entry
        yield entry


def _read_checkpoints(
    archive: zipfile.ZipFile, keys: Sequence[bytes], origin: object
) -> list[Checkpoint]:
    found: list[Checkpoint] = []
    for number, line in _read_lines(archive, "checkpoints.jsonl"):
        try:
            checkpoint = read_checkpoint(line)
            need(any(is_genuine(checkpoint, key) for key in keys), "signature")
            need(checkpoint.origin == origin, "origin")
            before = found[-1] if found else checkpoint
            need(before.at <= checkpoint.at and before.count <= checkpoint.count, "backwards")
        except Broken as broken:
            raise Broken(f"第{number}个检查点{broken}") from None
        found.append(checkpoint)
    if not found:
        raise Broken("第1条记录起都没有检查点，不能证明留痕未被整体改写")
    return found


def _need_people(names: Table) -> None:
    """Break off unless each id stands for one staff number, and no number for two ids."""
    seen: set[str] = set()
    for person, row in names.items():
        fields = row if isinstance(row, dict) else {}
        name, salt, number = (fields.get(name) for name in ("name", "salt", "staff_number"))
        if not (isinstance(name, str) and isinstance(salt, str) and isinstance(number, str)):
            raise Unusable("导出文件中的人员名册不能读取，请重新导出")
        if person_id(number, salt) != person:
            raise Broken(f"人员名册中{name}的工号与留痕中的编号不符，名册被改动")
        if number in seen:
            raise Broken(f"人员名册中{name}的工号对应两个编号，一人有两个账号")
        seen.add(number)


def _need_same_state(world: World, state: Table) -> None:
    """Break off unless the database says what the entries say (I2, I29)."""
    revisions = {
        name: "purged" if revision.log["quarantine.purge"] else revision.facts["hash"]
        for name, revision in world.revisions.items()
    }
    for title, ours, theirs in (
        ("版本", revisions, state.get("revisions")),
        ("发布", world.releases, state.get("releases")),
    ):
        if not isinstance(theirs, dict):
            raise Unusable("导出文件中的 state.json 不能读取，请重新导出")
        for name in sorted({*ours, *theirs}):
            if ours.get(name) != theirs.get(name):
                raise Broken(f"{title} {name} 在数据库中的现状与留痕不符，数据库被绕过留痕改动")


def _notes(newest: Checkpoint, last: Entry, foreign: int) -> Iterator[str]:
    if is_time(newest.at) and moment(last.at) - moment(newest.at) > FRESH:
        yield f"最新检查点的时间是 {newest.at}，比最后一条记录早24小时以上"
    if last.seq > newest.count:
        yield f"最新检查点之后还有{last.seq - newest.count}条记录没有签名保护"
    if foreign:
        yield f"有{foreign}条记录与发布无关，只核验了前后相接"


# ------------------------------------------ program.py ------------------------------------------


def run() -> int:
    """Start as a program, on whatever terminal there is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    return main()


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify the export named on the command line; 0 in order, 1 broken, 2 unusable."""
    parser = argparse.ArgumentParser(prog="verify.py", description="核验留痕导出文件")
    parser.add_argument("export", metavar="EXPORT.zip", help="留痕导出文件")
    parser.add_argument(
        "--key", action="append", required=True, metavar="FILE", help="公钥文件，更换过密钥的给多个"
    )
    parser.add_argument(
        "--anchor",
        action="append",
        default=[],
        type=_read_anchor,
        metavar="COUNT:HEAD",
        help="另行留存的记录数和链签，如审核表页脚所印，可给多个",
    )
    given = parser.parse_args(arguments)
    try:
        verdict = verify(given.export, [_read_key_file(name) for name in given.key], given.anchor)
    except Broken as found:
        sys.stdout.write(f"{found}\n")
        return 1
    except Unusable as found:
        sys.stdout.write(f"{found}\n")
        return 2
    sys.stdout.write(f"OK {verdict.count} entries\n")
    sys.stderr.writelines(f"提醒：{note}\n" for note in verdict.notes)
    return 0


def _read_key_file(name: str) -> bytes:
    try:
        return read_key(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unusable(f"公钥文件 {name} 不能读取，请检查路径") from error


def _read_anchor(text: str) -> Anchor:
    count, _, head = text.partition(":")
    if not re.fullmatch("[0-9]{1,12}", count) or not re.fullmatch("[0-9a-f]{64}", head):
        raise argparse.ArgumentTypeError("写法应为 记录数:链签")
    return int(count), head


if __name__ == "__main__":
    sys.exit(run())
