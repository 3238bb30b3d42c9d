"""同一个人的号码遮法不同，可以拼出来

## 检查什么

同一姓名的身份证号、手机号、银行卡号在两列或者两个附件里遮住的位置不同，合起来露出的位数太多；
或者一个附件里遮成前6后4，另一个附件里又写有同一个人的出生日期、年龄。

## 为什么

各处单独看都遮够了，对照起来就成了完整号码。

## 示例

```错 table
姓名|手机号|联系电话
张三|138****5678|⟦1381234****⟧
```

```对 table
姓名|手机号|联系电话
张三|138****5678|138****5678
```

```对 table
姓名|手机号
张三|138****5678
李四|1381234****
```

## 例外

只对照同一份材料（含压缩包内各文件、稿件各附件）里的表格，不对照以前公开的材料；同一姓名超过八行的
多半不是一个人，不对照。
"""

from collections.abc import Iterator

from shenfa.rules.personal.combinations import recombined_masks
from shenfa.rules.personal.scan import scanned
from shenfa.rules.personal.telling import BASIS
from shenfa.rules.personal.traces import Together, exposed_across, traces
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Located, Part, Severity, parts

MESSAGE = "同一个人的号码在别处遮的是另外几位，两处可以拼出完整号码，请统一遮法"


def check(part: Part, _context: Context) -> Iterator[Located]:
    for index, start, end in recombined_masks(scanned(part).tables):
        yield Located(index, Hit(start, end, MESSAGE, entity="WEAK_MASK"))
    if part.enclosure:
        yield from _across_files(part)


def _across_files(part: Part) -> Iterator[Located]:
    """Yield what the files of an archive give away together, once: with the last of them."""
    files = parts(part.document)
    if part.enclosure == files[-1].enclosure and len(files) > 1:
        for one in exposed_across(tuple(map(traces, files))):
            hit = Hit(one.trace.start, one.trace.end, ACROSS[one.together], entity="WEAK_MASK")
            yield Located(one.trace.passage, hit)


ACROSS = {
    Together.RECOMBINED: "同一个人的号码在另一个附件里遮的是另外几位，两处可以拼出完整号码，请统一遮法",
    Together.BIRTH: "身份证号只遮了出生日期，另一个附件里又有同一个人的出生日期或者年龄，请改为前2后3遮盖",
}
"""The desk says the same of the attachments of a manuscript."""


RULE = DocumentRule(
    code="PI013",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=BASIS,
    check=check,
)
