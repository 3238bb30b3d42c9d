"""证照名称误用书名号

## 检查什么

“《居民身份证》”“《营业执照》”“《户口簿》”等加了书名号的证照名称。

## 为什么

国家标准规定书名号只用于作品、文件等的名称，证照名称不用书名号。

## 示例

错：请携带⟦《居民身份证》⟧和⟦《户口簿》⟧到窗口办理。 → 请携带居民身份证和户口簿到窗口办理。
错：未取得⟦《营业执照》⟧的 → 未取得营业执照的
对：请携带居民身份证和户口簿到窗口办理。
对：根据《居民身份证法》办理。
对：《食品经营许可证管理办法》

## 例外

法律法规对某一许可证名称使用书名号的不提示，所以只收常用证照。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

CERTIFICATES = (
    "身份证",
    "户口簿",
    "户口本",
    "营业执照",
    "结婚证",
    "离婚证",
    "驾驶证",
    "行驶证",
    "毕业证",
    "残疾人证",
)
PATTERN = re.compile(
    rf"《(?P<name>(?:中华人民共和国)?(?:第二代|居民|工商|机动车|个体工商户){{0,2}}(?:{'|'.join(CERTIFICATES)}))》"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span(), "证照名称不用书名号，建议删去", match["name"])


RULE = TextRule(
    code="PU046",
    severity=Severity.HINT,
    basis=(clause("附录A.13"),),
    check=check,
    triggers=tuple(f"{name}》" for name in CERTIFICATES),
    review="国家标准附录A.13的适用范围待核",
)
