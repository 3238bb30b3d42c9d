"""Help and usage errors of the command line in Chinese, one sentence that says what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

SECTIONS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}


class ChineseFormatter(click.HelpFormatter):
    """Click's help layout with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        del prefix
        super().write_usage(prog, args, "用法：")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Open a section."""
        with super().section(SECTIONS.get(name, name)):
            yield


class ChineseContext(click.Context):
    """A context whose help is Chinese."""

    formatter_class = ChineseFormatter


class ChineseCommand(click.Command):
    """A command whose help is Chinese."""

    context_class = ChineseContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with its Chinese text."""
        return in_chinese(super().get_help_option(ctx))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line, options called by their Chinese name."""
        pieces = self.collect_usage_pieces(ctx)
        words = ("[选项]" if piece == "[OPTIONS]" else piece for piece in pieces)
        formatter.write_usage(ctx.command_path, " ".join(words))


def in_chinese(help_option: click.Option | None) -> click.Option | None:
    """Return the help option with its Chinese text."""
    if help_option is not None:
        help_option.help = "显示本帮助"
    return help_option


def usage_sentence(error: click.UsageError) -> str:
    """Return what was wrong with the call, in one Chinese sentence."""
    match error:
        case click.NoSuchOption():
            close = f"，是否想用 {'、'.join(error.possibilities)}" if error.possibilities else ""
            return f"没有选项 {error.option_name}{close}"
        case click.MissingParameter():
            return f"缺少 {_parameter(error)}，请补上"
        case click.BadParameter():
            return f"{_parameter(error)} 的值不对{_reason(error)}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 的用法不对，请用 --help 查看"
        case _:
            return error.message


def _reason(error: click.BadParameter) -> str:
    match error.param and error.param.type:
        case click.Choice(choices=choices):
            return f"，应为 {'、'.join(map(str, choices))} 之一"
        case click.Path():
            if "is a file" in error.message:
                return "，应为文件夹，而不是文件"
            return "，应为文件，而不是文件夹"
        case _:
            return f"：{error.message}"


def _parameter(error: click.BadParameter) -> str:
    if error.param is None:
        return "参数"
    if isinstance(error.param, click.Option):
        return f"选项 {error.param.opts[0]}"
    return f"参数 {error.param.human_readable_name}"
