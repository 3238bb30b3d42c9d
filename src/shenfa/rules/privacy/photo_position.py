"""照片带有拍摄位置

## 检查什么

图片文件（包括插在文档里的图片）中由手机、相机写入的拍摄位置（经纬度）。

## 为什么

拍摄位置看不见，但是任何人下载图片后都能读出，入户照片会因此公开困难群众的住处。

## 示例

```错 passage=property
⟦拍摄位置：北纬29.1234度，东经108.7654度⟧
```

```对 passage=property
拍摄位置：虚谷县竹沟镇便民服务中心
```

```对
拍摄位置：北纬29.1234度，东经108.7654度
```

## 例外

正文中写明的经纬度（地质灾害点、工程坐标等）不报。
"""

import re
from collections.abc import Iterator

from shenfa.rules.personal.telling import BASIS
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, PassageKind, Severity

POSITION = re.compile(r"拍摄位置：[北南]纬[\d.]+度，[东西]经[\d.]+度")
MESSAGE = "照片带有拍摄位置，请另存去除或者改用脱敏副本"


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in POSITION.finditer(text):
        yield Hit(*match.span(), MESSAGE)


RULE = TextRule(
    code="PI018",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    basis=BASIS,
    check=check,
    triggers=("拍摄位置",),
    reads=frozenset({PassageKind.PROPERTY}),
)
