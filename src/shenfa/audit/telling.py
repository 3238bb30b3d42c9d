"""What every form of a report says of a finding: quotation, message and repair, covered.

Text, JSON, HTML and Word reports all take their words from here, so that none of them can
repeat an identity number or a secret that another one covers. Of a text that bears the mark of
a state secret nothing is told but places.
"""

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass

from shenfa.audit.mask import BLACK, cover
from shenfa.audit.report import Report
from shenfa.audit.rulebook import rulebook
from shenfa.rules.secrecy import MARKS_ON_CARRIERS
from shenfa.text import Certainty, Document, Family, Finding, Level, Severity

SEVERITY_NAMES = {
    Severity.BLOCKER: "禁止发布",
    Severity.ERROR: "应改",
    Severity.WARNING: "提醒",
    Severity.HINT: "参考",
}
CERTAINTY_NAMES = {Certainty.CERTAIN: "确定", Certainty.SUSPECTED: "疑似"}
LEVEL_NAMES = {
    Level.LAW: "法律",
    Level.REGULATION: "法规",
    Level.STANDARD: "标准",
    Level.POLICY: "政策文件",
    Level.PRACTICE: "惯例",
}
FAMILY_NAMES = {
    Family.TYPO: "错别字",
    Family.PUNCTUATION: "标点符号",
    Family.NUMBER: "数字日期",
    Family.CITATION: "引用",
    Family.NAME: "名称",
    Family.WORDING: "表述",
    Family.PRIVACY: "个人信息",
    Family.SECRECY: "保密",
    Family.OPENNESS: "公开标注",
    Family.LAYOUT: "公文格式",
    Family.RESIDUE: "转换残留",
    Family.CONSISTENCY: "前后一致",
}
DIGEST_LENGTH = 16
AROUND = 8
WITHHELD = "文中有国家秘密标志，不摘录原文，请对照原稿查看此处"


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as a report shows it: ``number`` counts from 1 in reading order.

    ``text`` is the covered quotation, for secrecy a digest; ``before`` and ``after`` are the
    covered characters around it in its line. ``title`` is the rule's title.
    """

    number: int
    finding: Finding
    title: str
    text: str
    message: str
    fix: str | None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What may be shown of each passage, the rules' titles, and whether nothing may be shown."""

    shown: tuple[str, ...]
    titles: dict[str, str]
    is_withheld: bool


def tell(report: Report) -> tuple[Told, ...]:
    """Return the findings of a report in reading order, ready to be shown."""
    titles = {entry.rule.code: entry.title for entry in rulebook()}
    words = Words(shown_texts(report), titles, is_withheld(report))
    return tuple(
        _told(number, finding, report, words)
        for number, finding in enumerate(report.findings, start=1)
    )


def is_withheld(report: Report) -> bool:
    """Return whether the text bears the mark of a state secret, so that none of it is shown."""
    return any(
        finding.family is Family.SECRECY
        and finding.severity is Severity.BLOCKER
        and MARKS_ON_CARRIERS in finding.basis
        for finding in report.findings
    )


def blackened(document: Document) -> tuple[str, ...]:
    """Return every passage's text with nothing in it that could be read, lengths unchanged."""
    return tuple(re.sub(r"\S", BLACK, passage.text) for passage in document.passages)


def shown_texts(report: Report) -> tuple[str, ...]:
    """Return every passage's text with what must not be repeated covered, lengths unchanged."""
    if is_withheld(report):
        return blackened(report.document)
    inside: dict[int, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        if finding.passage is not None:
            inside[finding.passage].append(finding)
    return tuple(
        cover(passage.text, inside[index]) if index in inside else passage.text
        for index, passage in enumerate(report.document.passages)
    )


def _told(number: int, finding: Finding, report: Report, words: Words) -> Told:
    raw = quoted = before = after = ""
    if finding.passage is not None:
        raw = report.document.passages[finding.passage].text[finding.start : finding.end]
        text = words.shown[finding.passage]
        quoted = text[finding.start : finding.end]
        before = text[max(0, finding.start - AROUND) : finding.start].rpartition("\n")[2]
        after = text[finding.end : finding.end + AROUND].partition("\n")[0]
    title = words.titles.get(finding.rule, finding.rule)
    if finding.family is Family.SECRECY:
        digest = hashlib.sha256(raw.encode()).hexdigest()[:DIGEST_LENGTH]
        return Told(number, finding, title, f"sha256:{digest}", finding.message, None)
    if words.is_withheld:
        return Told(number, finding, title, quoted, WITHHELD, None)
    fix, message = finding.fix, finding.message
    if quoted != raw and finding.family is not Family.PRIVACY:
        # Another rule's message or repair may spell out what lies under the cover.
        fix, message = None, message.replace(raw, quoted)
    return Told(number, finding, title, quoted, message, fix, before, after)
