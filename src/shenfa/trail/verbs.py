"""The contract: what the desk writes into the trail, and the verifier relies on.

A namespace that occurs here (what stands before the dot) is closed: another verb in it, or a
missing fact, breaks the trail. Entries of other namespaces are chained, but say nothing about
releases. More facts than these may stand in an entry. docs/trail.md explains each one.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shenfa.trail.entry import Entry, is_time

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
