"""文件标题末尾误加点号

## 检查什么

文首“关于……的通知”等标题末尾的句号、逗号、分号。

## 为什么

国家标准规定标题末尾一般不用点号。

## 示例

```错 kind=general
虚谷土家族苗族自治县人民政府办公室
关于做好值班工作的通知⟦。⟧
各乡镇人民政府：
```
→
```
虚谷土家族苗族自治县人民政府办公室
关于做好值班工作的通知
各乡镇人民政府：
```
```对 kind=general
关于做好值班工作的通知
各乡镇人民政府：
现将有关事项通知如下：
```
```对 kind=general
根据安排，我县将开展检查。
现印发关于做好值班工作的通知。
```

## 例外

只看全文的前六行，到主送机关为止；正文中的小标题不提示。按公文送审的由格式类规则检查。
"""

import re
from collections.abc import Iterator

from shenfa.rules.marking import mark
from shenfa.rules.punctuation import clause
from shenfa.rules.rule import DocumentRule
from shenfa.text import ContentKind, Context, Located, Part, Severity

HEAD = 6
DOCUMENT_TYPES = (
    "决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|方案|办法|规定|细则"
)
TITLE = re.compile(rf"[^，。；：！？,.]{{0,80}}(?:{DOCUMENT_TYPES})(?P<mark>[。.．，,；;])")
BODY = re.compile(
    r"\s*(?:现|特此|请|根据|为|按照|[一二三四五六七八九十]{1,3}、|[（(]|[0-9]|第.{1,4}[条章])"
)


def check(part: Part, _context: Context) -> Iterator[Located]:
    title = ""
    for line in part.lines[: min(HEAD, len(part.lines) - 1)]:
        text = line.text.strip()
        if text.endswith(("：", ":")) or BODY.match(text):
            return
        title += text
        match = TITLE.fullmatch(text)
        if match and "关于" in title:
            place = line.text.index(text) + match.start("mark")
            yield mark(line, (place, place + 1), "标题末尾不用点号，请删去", "")
        if match or text.endswith("。"):
            return


RULE = DocumentRule(
    code="PU048",
    severity=Severity.ERROR,
    basis=(clause(""),),
    kinds=frozenset({ContentKind.GENERAL, ContentKind.REPOST}),
    check=check,
)
