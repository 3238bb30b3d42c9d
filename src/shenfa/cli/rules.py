"""``shenfa rules``: every rule, one line each."""

import json

import click

from shenfa.audit.rulebook import Entry, rulebook
from shenfa.audit.telling import FAMILY_NAMES, LEVEL_NAMES, SEVERITY_NAMES
from shenfa.cli.chinese import ChineseCommand
from shenfa.cli.terminal import paint
from shenfa.text import Family


@click.command(cls=ChineseCommand)
@click.option("--family", type=click.Choice([family.value for family in Family]), help="只列一类")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="输出格式（默认 text）",
)
def command(family: str | None, form: str) -> None:
    """列出全部规则：编号、轻重、名称和依据。"""
    entries = [entry for entry in rulebook() if family in (None, entry.rule.family.value)]
    if form == "json":
        click.echo(json.dumps([_row(entry) for entry in entries], ensure_ascii=False, indent=2))
        return
    for name in Family:
        group = [entry for entry in entries if entry.rule.family is name]
        if group:
            click.echo(paint(f"\n{FAMILY_NAMES[name]}（{len(group)}条）", "strong"))
            for entry in group:
                rule = entry.rule
                severity = paint(SEVERITY_NAMES[rule.severity], rule.severity.value)
                basis = paint("；".join(map(str, rule.basis)), "faint")
                click.echo(f"  {rule.code}  {severity}  {entry.title}  {basis}")
    click.echo(f"\n共{len(entries)}条，用 shenfa explain 编号 查看说明")


def _row(entry: Entry) -> dict[str, object]:
    rule = entry.rule
    return {
        "code": rule.code,
        "family": rule.family.value,
        "title": entry.title,
        "severity": rule.severity.value,
        "certainty": rule.certainty.value,
        "kinds": sorted(rule.kinds),
        "basis": [
            {
                "title": basis.title,
                "number": basis.number,
                "clause": basis.clause,
                "level": basis.level.value,
                "level_name": LEVEL_NAMES[basis.level],
            }
            for basis in rule.basis
        ],
    }
