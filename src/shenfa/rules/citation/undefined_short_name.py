"""简称在交代之前使用

## 检查什么

文中用“（以下简称……）”交代的简称，在交代之前已经使用；或者直接使用“《条例》”“《办法》”之类的简称，
前文没有出现过对应的法规、文件。

## 为什么

简称要先交代、后使用，否则读者不知道指哪一部法规、哪一份文件。这是惯例，建议照此修改。

## 示例

```错
各单位要对照⟦《办法》⟧逐项整改。
根据《虚谷县政务公开工作办法》（以下简称《办法》），制定本方案。
```

```错
按⟦《细则》⟧办理，逐项核对。
根据《虚谷县低保审核细则》（以下简称“《细则》”），制定本方案。
```

```错
各单位要认真学习⟦《条例》⟧，逐条对照检查。
```

```错
请各成员单位向⟦“专班”⟧报送材料。
成立虚谷县营商环境工作专项班子（以下简称“专班”），统筹推进。
```

```对
根据《虚谷县政务公开工作办法》（以下简称《办法》），制定本方案。
各单位要对照《办法》逐项整改。
```

```对
《虚谷县政务公开条例》解读
《条例》共七章，自五月一日起施行。
```

```对
近日，县政府印发加强政务公开的若干意见，各单位要落实《意见》要求。
```

## 例外

没有加书名号或者引号的简称不检查。没有交代简称、前文只出现过该文种的，不提示。
"""

import re
from collections.abc import Iterator

from shenfa.rules.rule import DocumentRule
from shenfa.text import Basis, Certainty, Context, Hit, Level, Line, Located, Part, Severity

DEFINED = re.compile(
    r"(?:以下|下)(?:简称|统称)(?:为|：|:)?\s?"
    r"(?:[“\"]?《(?P<title>[^“”\"《》（）]{2,16})》[”\"]?|[“\"](?P<name>[^“”\"《》（）]{2,16})[”\"])"
    r"(?=\s?[）)，,。；、“])"
)
GENERIC = re.compile(
    r"《(?P<name>条例|办法|规定|意见|通知|方案|细则|决定|规划|纲要|规则|通则|指引|要点|清单)》"
)


def check(part: Part, _context: Context) -> Iterator[Located]:
    defined: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(part.lines):
        if "简称" in line.text or "统称" in line.text:
            for match in DEFINED.finditer(line.text):
                defined.setdefault(match["title"] or match["name"], (number, match.start()))
    for name, place in defined.items():
        yield from _early(part.lines, name, place)
    yield from _never(part.lines, defined)


def _early(lines: tuple[Line, ...], name: str, place: tuple[int, int]) -> Iterator[Located]:
    last, until = place
    for number, line in enumerate(lines[: last + 1]):
        for form in (f"《{name}》", f"“{name}”"):
            at = line.text.find(form, 0, until if number == last else len(line.text))
            if at != -1 and _is_prose(line.text):
                yield _located(line, at, form, f"简称“{name}”到后文才交代，请在第一次使用时交代")
                return


def _never(lines: tuple[Line, ...], defined: dict[str, tuple[int, int]]) -> Iterator[Located]:
    before = ""
    told: set[str] = set()
    for line in lines:
        if "《" in line.text:
            for match in GENERIC.finditer(line.text):
                name = match["name"]
                is_new = name not in defined and name not in told
                if is_new and name not in before and name not in line.text[: match.start()]:
                    told.add(name)
                    message = f"前文没有出现过{match[0]}所指的文件，请写全称或者交代简称"
                    yield _located(line, match.start(), match[0], message, Severity.HINT)
        if len(before) < ENOUGH:
            before += line.text


ENOUGH = 20_000
"""Characters after which every generic name has stood somewhere."""


def _is_prose(text: str) -> bool:
    return "。" in text or "，" in text


def _located(
    line: Line, at: int, form: str, message: str, severity: Severity | None = None
) -> Located:
    start = line.start + at
    return Located(line.passage, Hit(start, start + len(form), message, severity=severity))


RULE = DocumentRule(
    code="CI011",
    severity=Severity.WARNING,
    certainty=Certainty.SUSPECTED,
    basis=(Basis("公文引用惯例", level=Level.PRACTICE),),
    check=check,
)
