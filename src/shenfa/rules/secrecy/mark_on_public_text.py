"""既标密级又标“此件公开发布”

## 检查什么

同一份文件里既有密级标志，又标注“此件公开发布”。

## 为什么

国家秘密不得公开；不是国家秘密的，不得作国家秘密标志。两者必有一错，查清之前不得发布。
命中后只报位置，不摘录原文。

## 示例

```错 kind=official
秘密★1年
关于印发工作方案的通知
各乡镇人民政府：
（⟦此件公开发布⟧）
```

```错 kind=official
机 密
关于有关工作的通知
公开属性：⟦主动公开⟧
```

```对 kind=official
关于做好保密宣传工作的通知
国家秘密分为绝密、机密、秘密三级。
（此件公开发布）
```

```对 kind=official
秘密★1年
关于有关工作的通知
```

## 例外

只有密级标志的由其他规则报告。
"""

import re
from collections.abc import Iterator

from shenfa.rules.rule import DocumentRule
from shenfa.rules.secrecy import (
    GRADE,
    MARKS_ON_CARRIERS,
    NO_SECRETS_DISCLOSED,
    STARS,
    TERM,
    bare_mark,
    texts_within,
)
from shenfa.text import (
    PRINTED,
    Context,
    Hit,
    Located,
    Part,
    PassageKind,
    Severity,
    split_lines,
    squeeze,
)

PUBLIC = re.compile(r"此件(?:公开发布|主动公开)|(?<=公开属性:)主动公开")
STARRED = re.compile(rf"^[【〔\[(<]?(?:\d{{6}})?{GRADE}[{STARS}](?:{TERM}|$)")
LONGEST_LINE = 40
MESSAGE = "文件既有密级标志又标注公开发布，请停止发布，由保密审查员查明后更正"


def check(part: Part, _context: Context) -> Iterator[Located]:
    for text in texts_within(part):
        public = list(_public(text))
        if public and _is_marked(text):
            yield from public


def _is_marked(part: Part) -> bool:
    return any(
        "密" in line and _is_mark(line)
        for _, passage in part.passages
        if passage.kind in PRINTED
        for line in passage.text.split("\n")
    )


def _is_mark(line: str) -> bool:
    return len(line) <= LONGEST_LINE and (
        bare_mark(line) is not None or STARRED.match(squeeze(line).text) is not None
    )


def _public(part: Part) -> Iterator[Located]:
    for index, passage in part.passages:
        if passage.kind is PassageKind.BODY and "公开" in passage.text:
            for start, line in split_lines(passage.text):
                if "公开" in line and len(line) <= LONGEST_LINE:
                    tight = squeeze(line)
                    for match in PUBLIC.finditer(tight.text):
                        first, last = tight.span(*match.span())
                        yield Located(index, Hit(start + first, start + last, MESSAGE))


RULE = DocumentRule(
    code="SE013",
    severity=Severity.BLOCKER,
    basis=(MARKS_ON_CARRIERS, NO_SECRETS_DISCLOSED),
    check=check,
)
