"""误用尖括号代替书名号

## 检查什么

用“<< >>”“≪ ≫”或者“< >”括起的文件名、作品名。

## 为什么

国家标准规定书名号的形式是《》和〈〉。尖括号在网页上还会被当作标签，使文字丢失。

## 示例

错：现将⟦<<值班工作方案>>⟧印发给你们。 → 现将《值班工作方案》印发给你们。
错：根据⟦<政府信息公开条例>⟧制定本办法。 → 根据《政府信息公开条例》制定本办法。
错：值班工作按⟦≪信息审核办法≫⟧执行。 → 值班工作按《信息审核办法》执行。
对：在<单位名称>处填写本单位全称。
对：当1<甲<5且乙>3时成立。
对：<p>虚谷县人民政府</p>

## 例外

单个尖括号只在“根据”“印发”等词之后才提示，以免误报表单中的填写提示。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PATTERN = re.compile(
    r"(?:<<|≪|«)(?P<double>[^<>≪≫«»\n]{1,80})(?:>>|≫|»)"
    r"|<(?P<single>[\u4e00-\u9fff][^<>\n]{1,60})>"
)
HAN = re.compile(r"[\u3400-\u9fff]")
VERBS = (
    "根据",
    "依据",
    "依照",
    "按照",
    "印发",
    "执行",
    "贯彻",
    "落实",
    "遵守",
    "违反",
    "学习",
    "发布",
    "修订",
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        title = match["double"] or match["single"]
        is_title = match["double"] is not None or text[: match.start()].endswith(VERBS)
        if is_title and HAN.search(title):
            yield Hit(*match.span(), "文件名、作品名应使用书名号“《》”", f"《{title.strip()}》")


RULE = TextRule(
    code="PU010",
    severity=Severity.ERROR,
    basis=(clause("第4.15条"),),
    check=check,
    triggers=(">", "≫", "»"),
)
