"""The page of a rule as people read it: what its author wrote, and the facts of the rule."""

from collections.abc import Iterator

from shenfa.audit.rulebook import Entry
from shenfa.audit.telling import CERTAINTY_NAMES, FAMILY_NAMES, LEVEL_NAMES, SEVERITY_NAMES
from shenfa.text import EVERY_KIND, KIND_NAMES, Level


def rule_page(entry: Entry) -> str:
    """Return the page in Markdown; the terminal and ``docs/rules`` show the same."""
    rule = entry.rule
    _, _, body = entry.page.partition("\n")
    return "\n".join(
        (
            f"# {rule.code} {entry.title}",
            "",
            f"- 规则类：{FAMILY_NAMES[rule.family]}",
            f"- 轻重：{SEVERITY_NAMES[rule.severity]}（{CERTAINTY_NAMES[rule.certainty]}）",
            f"- 适用：{_kinds(entry)}",
            *_validity(entry),
            body.rstrip(),
            "",
            "## 依据",
            "",
            *(f"- {basis}（{LEVEL_NAMES[basis.level]}）" for basis in rule.basis),
            *_caution(entry),
        )
    )


def _kinds(entry: Entry) -> str:
    if entry.rule.kinds == EVERY_KIND:
        return "各种内容"
    return "、".join(name for kind, name in KIND_NAMES.items() if kind in entry.rule.kinds)


def _validity(entry: Entry) -> Iterator[str]:
    rule = entry.rule
    if rule.valid_from:
        yield f"- 适用于 {rule.valid_from} 起的文稿"
    if rule.valid_to:
        yield f"- 适用于 {rule.valid_to} 止的文稿"
    if rule.serious:
        yield "- 属于严重表述错误"


def _caution(entry: Entry) -> Iterator[str]:
    if all(basis.level is Level.PRACTICE for basis in entry.rule.basis):
        yield from ("", "本条依据为惯例，只作建议。")
    if entry.rule.review:
        yield from ("", f"待核：{entry.rule.review}")


def rule_index(entries: tuple[Entry, ...]) -> str:
    """Return the list of all rules in Markdown, a table per family."""
    lines = ["# 规则目录", "", f"共{len(entries)}条。每条规则的说明由规则文件自动生成。"]
    for family, name in FAMILY_NAMES.items():
        group = [entry for entry in entries if entry.rule.family is family]
        if group:
            lines += [
                "",
                f"## {name}（{len(group)}条）",
                "",
                "| 编号 | 名称 | 轻重 |",
                "| --- | --- | --- |",
            ]
            lines += [
                f"| [{entry.rule.code}]({entry.rule.code}.md) | {entry.title} "
                f"| {SEVERITY_NAMES[entry.rule.severity]} |"
                for entry in group
            ]
    return "\n".join((*lines, ""))
