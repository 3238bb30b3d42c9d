"""What each act in the trail reads like, from its facts and the names that its ids stand for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shenfa.desk.wording.kinds import SCOPE_NAMES
from shenfa.review import POSITION_NAMES, Position
from shenfa.text import KIND_NAMES, ContentKind, Scope
from shenfa.web.templatetags.desk import WORDS

STAGES = {1: "初审", 2: "审核", 3: "审发"}
COUNTY = {"approved": "审核同意", "form_returned": "退回补表", "text_returned": "退回改稿"}
LOST = {"password": "口令", "totp": "动态码", "both": "口令和动态码"}


@dataclass(frozen=True, slots=True)
class Known:
    """What ids stand for."""

    people: Mapping[str, str]
    units: Mapping[str, str]
    versions: Mapping[str, str]

    def person(self, value: object) -> str:
        """Return the name of a person, or the id of one whom nobody knows."""
        return self.people.get(str(value), str(value))

    def unit(self, value: object) -> str:
        """Return the name of a unit."""
        return self.units.get(str(value), "其他单位")

    def version(self, facts: Mapping[str, object]) -> str:
        """Return which version of a manuscript an entry is about, if of any."""
        return self.versions.get(str(facts.get("revision", "")), "")


Tell = Callable[[Mapping[str, object], Known], str]


def _word(facts: Mapping[str, object], name: str) -> str:
    value = str(facts.get(name, ""))
    return WORDS.get(value, value)


def _count(facts: Mapping[str, object], name: str) -> int:
    value = facts.get(name)
    return len(value) if isinstance(value, dict | list) else 0


def _stage(facts: Mapping[str, object]) -> str:
    value = facts.get("stage")
    return STAGES.get(value, "") if isinstance(value, int) else ""


def _kind(facts: Mapping[str, object]) -> str:
    value = str(facts.get("kind", ""))
    return KIND_NAMES[ContentKind(value)] if value in set(ContentKind) else value


def _cut(facts: Mapping[str, object], known: Known) -> str:
    authors = facts.get("authors")
    names = "、".join(map(known.person, authors)) if isinstance(authors, list) else ""
    major = "，为重大信息" if facts.get("major") == "yes" else ""
    maker = known.person(facts.get("maker"))
    return f"形成{known.version(facts)}，制作或获取人员{maker}，撰稿人{names}{major}"


def _audited(facts: Mapping[str, object], known: Known) -> str:
    ended = "" if facts.get("result") == "finished" else "，没有得出结果，结论不确定"
    return f"自动检查{known.version(facts)}，问题点{_count(facts, 'findings')}处{ended}"


def _asked(facts: Mapping[str, object], known: Known) -> str:
    return f"{_stage(facts)}结果不确定，请{known.person(facts.get('asked'))}答复"


def _published(facts: Mapping[str, object], known: Known) -> str:
    first, leader = known.person(facts.get("first")), known.person(facts.get("leadership"))
    return (
        f"发布{known.version(facts)}到{_count(facts, 'channels')}个渠道，"
        f"第一责任人{first}，领导责任{leader}"
    )


def _position(facts: Mapping[str, object]) -> str:
    value = str(facts.get("position", ""))
    return POSITION_NAMES[Position(value)] if value in set(Position) else value


def _registered(facts: Mapping[str, object], known: Known) -> str:
    return f"登记人员，单位{known.unit(facts.get('unit'))}，{_word(facts, 'employment')}"


def _appointed(facts: Mapping[str, object], known: Known) -> str:
    who, unit = known.person(facts.get("person")), known.unit(facts.get("unit"))
    return f"任命{who}为{unit}{_position(facts)}"


def _opened(facts: Mapping[str, object], known: Known) -> str:
    return f"开通或者变更{_word(facts, 'kind')}“{facts.get('name', '')}”，属{known.unit(facts.get('unit'))}"


def _policy(facts: Mapping[str, object]) -> str:
    return "可以兼任初审" if facts.get("author_may_first_review") == "yes" else "不得兼任初审"


def _host(facts: Mapping[str, object]) -> str:
    name = facts.get("name", "")
    return f"{name}（{facts.get('host', '')}）" if name else str(facts.get("host", ""))


def _checked(facts: Mapping[str, object], _known: Known) -> str:
    unequal = facts.get("unequal", 0)
    ended = f"，不一致{unequal}件" if unequal else "，全部一致"
    return f"夜间核对已发布内容{facts.get('checked', 0)}件{ended}"


def _exported(facts: Mapping[str, object], _known: Known) -> str:
    ended = {0: "全部相符", 1: "发现不符，不能采信"}.get(_number(facts, "outcome"), "没有完成核验")
    return f"导出留痕{facts.get('count', 0)}条并核验，{ended}"


def _number(facts: Mapping[str, object], name: str) -> int:
    value = facts.get(name)
    return value if isinstance(value, int) else -1


def _reach(facts: Mapping[str, object]) -> str:
    scope = facts.get("scope")
    return f"是误报，{SCOPE_NAMES[Scope(str(scope))]}适用" if scope in set(Scope) else "不属误报"


SENTENCES: dict[str, Tell] = {
    "command.refuse": lambda facts, _: f"操作被拒绝：{facts.get('reason', '')}",
    "manuscript.open": lambda facts, _: f"建立稿件（{_kind(facts)}）",
    "manuscript.upload": lambda facts, _: f"上传文件，{facts.get('size', 0)}字节",
    "revision.cut": _cut,
    "revision.submit": lambda facts, known: f"自审自校{known.version(facts)}并送审",
    "revision.recall": lambda facts, known: f"撤回{known.version(facts)}",
    "audit.finish": _audited,
    "finding.decide": lambda facts, known: (
        f"处置{known.version(facts)}的一处问题：{_word(facts, 'decision')}"
    ),
    "finding.reopen": lambda facts, known: f"重新打开{known.version(facts)}的一处问题",
    "court.appeal": lambda facts, known: (
        f"提请把{known.version(facts)}的一处问题认定为误报（{facts.get('rule', '')}）"
    ),
    "court.rule": lambda facts, known: (
        f"认定{known.version(facts)}的一处问题{_reach(facts)}（{facts.get('rule', '')}）"
    ),
    "court.withdraw": lambda facts, known: (
        f"撤销对{known.version(facts)}一处问题的误报认定（{facts.get('rule', '')}）"
    ),
    "wording.propose": lambda facts, _: (
        f"提出变更本县词表，新增{facts.get('added', 0)}条、移出{facts.get('removed', 0)}条"
    ),
    "wording.effect": lambda facts, _: f"计算词表变更的影响，{facts.get('changed', 0)}件稿件有变化",
    "wording.confirm": lambda facts, _: f"确认本县词表第{facts.get('number', '')}次变更",
    "wording.decline": lambda _facts, _known: "退回词表变更",
    "wording.withdraw": lambda _facts, _known: "撤销词表中的一条误报认定",
    "gap.view": lambda facts, known: f"人工审看{known.version(facts)}的图片或音视频",
    "receipt.open": lambda facts, known: f"打开{known.version(facts)}的正文、渠道文本或者附件",
    "attribute.decide": lambda facts, known: (
        f"确定{known.version(facts)}的公开属性为{_word(facts, 'attribute')}"
    ),
    "review.decide": lambda facts, known: (
        f"{_stage(facts)}{known.version(facts)}，{_word(facts, 'result')}"
    ),
    "question.ask": _asked,
    "question.answer": lambda facts, _: f"答复{_stage(facts)}提出的问题",
    "secrecy.conclude": lambda facts, known: (
        f"保密审查{known.version(facts)}，{_word(facts, 'result')}"
    ),
    "source.capture": lambda facts, known: f"为{known.version(facts)}存证来源并比对",
    "source.except": lambda facts, known: f"批准{known.version(facts)}的转载例外",
    "lowering.request": lambda facts, known: f"提出{known.version(facts)}之后不再按重大信息办理",
    "major.lower": lambda facts, known: f"确认{known.version(facts)}之后不再按重大信息办理",
    "purge.request": lambda facts, known: f"提出清除{known.version(facts)}的内容",
    "quarantine.purge": lambda facts, known: f"确认清除{known.version(facts)}的内容，摘要保留",
    "transfer.give": lambda facts, known: f"移交给{known.unit(facts.get('to'))}",
    "transfer.take": lambda _facts, _known: "接收移交",
    "form.commit": lambda facts, _: f"作出审核表第{facts.get('commitment')}项承诺",
    "form.submit": lambda _facts, _known: "报送审核表、正式件和电子件",
    "filling.open": lambda _facts, _known: "建立审核表",
    "filling.change": lambda _facts, _known: "修改审核表",
    "copies.attach": lambda _facts, _known: "上传正式件或者电子件",
    "copies.compare": lambda facts, _: f"比对正式件和电子件，差异{_count(facts, 'differences')}处",
    "difference.close": lambda _facts, _known: "逐处说明正式件和电子件的一处差异",
    "notice.escalate": lambda _facts, _known: "超过期限没有办理，已提醒",
    "live.mismatch": lambda _facts, _known: "发现网上内容与审定的不一致",
    "overdue.takedown": lambda _facts, _known: "紧急下线超过一天没有确认，已提醒",
    "erasure.finish": lambda _facts, _known: "清除的内容已从网页和存档中删除",
    "county.decide": lambda facts, _: (
        f"县政府办公室{COUNTY.get(str(facts.get('result')), '作出决定')}"
    ),
    "schedule.set": lambda _facts, _known: "设定定时发布",
    "schedule.cancel": lambda _facts, _known: "取消定时发布",
    "delivery.retry": lambda _facts, _known: "要求重新送达",
    "release.publish": _published,
    "release.replace": lambda _facts, _known: "已发布的内容被新版取代",
    "release.withdraw": lambda _facts, _known: "撤销发布",
    "release.archive": lambda _facts, _known: "归档",
    "release.delete": lambda _facts, _known: "归档后从网站删除",
    "takedown.hide": lambda _facts, _known: "紧急下线",
    "takedown.confirm": lambda _facts, _known: "确认紧急下线",
    # Units, people, positions.
    "unit.open": lambda facts, _: f"登记单位“{facts.get('name', '')}”",
    "unit.policy": lambda facts, _: f"确认本单位作者{_policy(facts)}",
    "policy.propose": lambda facts, _: f"提出本单位作者{_policy(facts)}",
    "person.register": _registered,
    "person.disable": lambda _facts, _known: "停用人员",
    "tenure.start": _appointed,
    "tenure.end": lambda _facts, _known: "终止任职",
    "filing.confirm": lambda _facts, _known: "确认任职备案，自此生效",
    "filing.receive": lambda _facts, _known: "收悉任职备案",
    "filing.object": lambda _facts, _known: "对任职备案提出异议，任职即止",
    "document.file": lambda facts, known: f"报送{known.unit(facts.get('unit'))}的机构文件",
    "contact.set": lambda _facts, _known: "登记县政府办公室的联系人",
    # Channels and sources.
    "channel.open": _opened,
    "channel.close": lambda _facts, _known: "关停栏目或者账号",
    "connector.set": lambda _facts, _known: "设定该渠道的送达方式",
    "source.allow": lambda facts, _: f"列入允许转载的来源：{_host(facts)}",
    "source.remove": lambda _facts, _known: "移出允许转载的来源",
    "source.standing": lambda _facts, _known: "批准该渠道长期转载例外",
    "proposal.source": lambda facts, _: f"提出允许转载的来源：{_host(facts)}",
    "leader.propose": lambda facts, _: f"提出市管领导名单中的一人：{facts.get('post', '')}",
    "leader.confirm": lambda _facts, _known: "确认市管领导名单中的一人",
    "leader.end": lambda _facts, _known: "从市管领导名单中移出一人",
    # Accounts.
    "session.open": lambda _facts, _known: "登录系统",
    "session.close": lambda _facts, _known: "退出系统",
    "credential.issue": lambda _facts, _known: "开通账号，发给初始口令",
    "credential.change": lambda _facts, _known: "修改口令",
    "credential.enrol": lambda _facts, _known: "申请启用动态码",
    "credential.confirm": lambda _facts, _known: "启用动态码",
    "credential.lock": lambda _facts, _known: "连续输错口令，账号锁定",
    "device.add": lambda _facts, _known: "登记本人设备",
    "device.revoke": lambda _facts, _known: "注销本人设备",
    "token.issue": lambda _facts, _known: "签发程序用的令牌",
    "token.revoke": lambda _facts, _known: "注销程序用的令牌",
    "recovery.request": lambda facts, known: (
        f"为{known.person(facts.get('person'))}提出恢复{LOST.get(str(facts.get('kind')), '账号')}"
    ),
    "recovery.confirm": lambda facts, known: f"确认{known.person(facts.get('person'))}的账号恢复",
    "recovery.use": lambda _facts, _known: "使用恢复码，账号已恢复",
    "mail.choose": lambda facts, _: (
        "启用邮件提醒" if facts.get("wanted") == "yes" else "关闭邮件提醒"
    ),
    # What the system does by itself, and what is done about it.
    "notice.remind": lambda facts, known: f"提醒办理{known.version(facts)}",
    "delivery.show": lambda _facts, _known: "送达一个渠道",
    "delivery.remove": lambda _facts, _known: "从一个渠道撤下",
    "schedule.fail": lambda _facts, _known: "定时发布没有成功，没有发布",
    "live.check": _checked,
    "site.describe": lambda facts, _: f"登记网站信息：{facts.get('name', '')}",
    "baseline.import": lambda facts, _: f"登记启用前的存量页面{facts.get('count', 0)}个",
    "backup.restore": lambda facts, _: f"从备份恢复，备份时留痕{facts.get('count', 0)}条",
    "export.request": lambda _facts, _known: "申请导出全部留痕",
    "export.finish": _exported,
    "clock.set": lambda _facts, _known: "调整时钟",
    # The patrol.
    "patrol.watch": lambda facts, known: (
        f"开始巡查{known.unit(facts.get('unit'))}的网站{facts.get('home', '')}"
    ),
    "patrol.change": lambda facts, _: (
        f"更改巡查设置，每秒{facts.get('rate')}次，每天{facts.get('hour')}时起"
    ),
    "patrol.leave": lambda _facts, _known: "停止巡查网站",
    "patrol.begin": lambda facts, _: f"开始{facts.get('day', '')}的自动巡查",
    "patrol.finish": lambda facts, _: (
        f"自动巡查完成，问题{facts.get('found', 0)}项，其中新发现{facts.get('opened', 0)}项、"
        f"复发{facts.get('returned', 0)}项，消失{facts.get('cured', 0)}项"
    ),
    "patrol.abandon": lambda _facts, _known: "自动巡查没有完成",
    "patrol.confirm": lambda _facts, _known: "核验巡查发现的问题已经消除",
    "patrol.rhythm": lambda facts, _: f"确认栏目“{facts.get('column', '')}”的更新规律",
    "look.sign": lambda facts, known: (
        f"签名{known.unit(facts.get('unit'))}{facts.get('day', '')}的巡查"
    ),
    "look.miss": lambda facts, _: f"登记{facts.get('day', '')}漏巡",
    "media.import": lambda facts, _: f"导入账号的发布清单，新登记{facts.get('new', 0)}条",
    "media.note": lambda facts, _: f"登记账号{facts.get('published', '')}的一次发布",
    "media.try": lambda _facts, _known: "登记账号的互动核验",
}
"""What each verb reads like. Verbs of other modules fall back on the meaning in the contract."""
