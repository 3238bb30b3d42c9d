"""Pages written in Markdown as they are shown: the manual, and the rules' own pages.

No HTML in the source is let through. A picture of the manual is a file of the package. The
examples of a rule (错： … → …, 对： …, and the fenced ones) become lists with the marked spans.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

PICTURES = "../images/manual/"
EXAMPLES = "示例"
ONE_LINER = re.compile("[错对]：")
MARK = re.compile("⟦(.*?)⟧", re.DOTALL)
INLINE = ["autolink", "backticks", "emphasis", "entity", "escape", "image", "link"]
WRONG, RIGHT = "错", "对"
LOOKS = {WRONG: "wrong", RIGHT: "right"}


def manual_html(text: str) -> SafeString:
    """Return a chapter of the manual as HTML."""
    return mark_safe(str(_markdown().render(text)))  # noqa: S308 - our own files, HTML in them escaped


def rule_html(text: str) -> SafeString:
    """Return the page of a rule as HTML."""
    return mark_safe(str(_plain_markdown().render("\n".join(_fenced(text.split("\n"))))))  # noqa: S308 - as above


@cache
def _plain_markdown() -> MarkdownIt:
    """Return what knows headings and lists only: a rule may be about stars and brackets."""
    return _new().disable(INLINE)


@cache
def _markdown() -> MarkdownIt:
    return _new()


def _new() -> MarkdownIt:
    found = MarkdownIt("commonmark", {"html": False}).enable("table")
    found.add_render_rule("fence", _fence)
    found.add_render_rule("image", _picture)
    found.add_render_rule("table_open", _table_open)
    found.add_render_rule("table_close", _table_close)
    return found


def _fenced(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines with each run of one-line examples made a fenced block."""
    is_inside = is_run = False
    for line in lines:
        is_example = not is_inside and ONE_LINER.match(line) is not None
        if is_example and not is_run:
            yield f"```{EXAMPLES}"
        if is_run and not is_example:
            yield "```"
        is_run = is_example
        if line.startswith("```"):
            is_inside = not is_inside
        yield line
    if is_run:
        yield "```"


def _fence(
    _renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    token = tokens[index]
    kind, text = token.info.strip()[:1], token.content.rstrip("\n")
    if token.info.strip() == EXAMPLES:
        rows = [(LOOKS[line[0]], line[0], _marked(line[2:])) for line in text.split("\n")]
        row = '<li class="{}"><span class="verdict">{}</span><span>{}</span></li>'
        return format_html('<ul class="examples">{}</ul>', format_html_join("", row, rows))
    if kind in LOOKS:
        return format_html(
            '<ul class="examples"><li class="{}"><span class="verdict">{}</span>'
            '<span class="lines">{}</span></li></ul>',
            LOOKS[kind],
            kind,
            _marked(text),
        )
    return format_html('<pre class="raw">{}</pre>', text)


def _marked(text: str) -> SafeString:
    """Return a text with its marked spans, and what it becomes when it is repaired."""
    before, arrow, after = text.partition(" → ")
    pieces = MARK.split(before)
    shown = format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", piece) if number % 2 else piece,)
            for number, piece in enumerate(pieces)
        ),
    )
    if not arrow:
        return shown
    return format_html('{}<span class="fixed"> → <ins>{}</ins></span>', shown, after)


def _picture(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    token = tokens[index]
    source = str(token.attrs.get("src", ""))
    words = renderer.renderInlineAsText(token.children or [], options, env)
    if not source.startswith(PICTURES):
        return format_html("（{}）", words)
    address = static(f"manual/{source.removeprefix(PICTURES)}")
    return format_html(
        '<a class="picture" href="{}"><img src="{}" alt="{}"></a>',
        address,
        address,
        words,
    )


def _table_open(*_: object) -> str:
    return '<div class="scroll" tabindex="0" role="region" aria-label="表"><table class="table">'


def _table_close(*_: object) -> str:
    return "</table></div>"
