"""``shenfa explain``: the page of one rule."""

import click

from shenfa.audit.page import rule_page
from shenfa.audit.rulebook import find_entry
from shenfa.cli.chinese import ChineseCommand


@click.command(cls=ChineseCommand)
@click.argument("code", metavar="编号")
def command(code: str) -> None:
    """查看一条规则的说明：检查什么、为什么、示例、例外和依据。"""
    entry = find_entry(code)
    if entry is None:
        raise click.UsageError(f"没有编号为 {code} 的规则，请用 shenfa rules 查看编号")
    click.echo(rule_page(entry))
