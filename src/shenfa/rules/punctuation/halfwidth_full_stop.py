"""汉字之后误用半角句点

## 检查什么

句末或者两个汉字之间的半角句点“.”。

## 为什么

国家标准规定句号的形式是“。”。半角句点多由输入法切换造成，既不醒目，又易与小数点混淆。

## 示例

错：各部门要落实责任⟦.⟧ → 各部门要落实责任。
错：他说：“我们已经整改到位⟦.⟧” → 他说：“我们已经整改到位。”
错：“我们将加强管理⟦.⟧”该负责人说。 → “我们将加强管理。”该负责人说。
错：会议要求各部门落实责任⟦.⟧各乡镇要抓紧整改。 → 会议要求各部门落实责任。各乡镇要抓紧整改。
错：办公时间为9:00—17:00⟦.⟧ → 办公时间为9:00—17:00。
错：同比增长5%⟦.⟧下一步要加快进度。 → 同比增长5%。下一步要加快进度。
错：请各单位抓好落实⟦. ⟧联系人为张某。 → 请各单位抓好落实。联系人为张某。
对：一.总体要求
对：张三. 乡村治理研究[J]. 农业经济, 2024(3): 12-18.
对：表1.
对：虚谷县防汛工作方案附件：12.
对：约翰. 史密斯先生到访。
对：约翰.史密斯先生到访。
对：观看《虚谷往事.第二部》。
对：详见“虚谷县政府.docx”。
对：本年增长5.2%。
对：The county is called 虚谷.

## 例外

汉字序号后的句点、外国人名、书名中的句点由其他规则处理；参考文献著录、网址、文件名和程序代码不在此列。
"""

import re
from collections.abc import Iterator

from shenfa.rules.punctuation import clause, is_technical
from shenfa.rules.rule import TextRule
from shenfa.text import Certainty, Context, Hit, Severity
from shenfa.text.regions import titles, touches

PATTERN = re.compile(
    r"\.(?:(?<=[\u3400-\u9fff〇”’》）%％]\.)(?P<end>(?=[”’]|）?\s*$))"
    r"|(?<=[0-9℃‰]\.)(?P<figure>(?=\s*$))"
    r"|(?<=[\u3400-\u9fff〇”》）%％‰℃)]\.) {0,2}(?=[\u3400-\u9fff〇“‘《]))"
)
REFERENCE = re.compile(r"\[(?:[JMDCNRSPZ]|[EDMJ]B?/OL)\]")
SENTENCE = re.compile(
    r"(?:[^\u3400-\u9fff]{0,20}[\u3400-\u9fff]){5}.*"
    r"(?:[0-9]{1,2}[:：][0-9]{2}|[^.\s：:，、。；（(0-9][0-9]{0,12}(?:\.[0-9]{1,4})?)[℃‰]?"
)
NUMBERING = re.compile(r"(?:^|[\s。；：:，])[（(]?第?[一二三四五六七八九十甲乙丙丁0-9]{1,3}[)）]?$")
ENGLISH = re.compile(r"[A-Za-z] [\u3400-\u9fff]{1,6}$")
TRANSLITERATED = (
    "阿埃艾安奥巴贝本比波伯布查达戴丹德蒂杜多恩尔法菲费芬夫弗福盖格戈古哈赫亨胡霍基吉加卡凯坎"
    "科克肯库拉莱兰勒雷里利莉琳卢鲁伦罗洛马麦曼梅米密莫默姆穆纳内尼诺努帕佩皮普奇乔切琼丘"
    "萨赛桑沙舍史斯松苏索塔泰坦特图托瓦威韦维温沃乌西希夏谢辛休雅亚扬耶伊尤约扎翰朱兹佐茨逊森娜妮娅海丝保劳南丁汀柯珀凡瑟琪蒙蕾露"
)
NAME = re.compile(f"[{TRANSLITERATED}]{{2}}")


def check(text: str, _context: Context) -> Iterator[Hit]:
    if "[" in text and REFERENCE.search(text):
        return
    for match in PATTERN.finditer(text):
        start, end = match.span()
        if match["figure"] is not None:
            if SENTENCE.fullmatch(text, 0, start) and not is_technical(text, start, end):
                yield Hit(start, end, "句末应使用全角句号“。”", "。", certainty=Certainty.SUSPECTED)
            continue
        if (
            NUMBERING.search(text, max(0, start - 6), start)
            or ENGLISH.search(text, max(0, start - 8), start)
            or is_technical(text, start, end)
        ):
            continue
        if match["end"] is not None:
            yield Hit(start, end, "句末应使用全角句号“。”", "。")
        elif not touches(titles(text), start, end) and not (
            NAME.match(text, max(0, start - 2)) and NAME.match(text, end)
        ):
            message = "汉字之间不应使用半角句点，请改为句号“。”或者其他标点"
            yield Hit(start, end, message, "。", certainty=Certainty.SUSPECTED)


RULE = TextRule(
    code="PU002",
    severity=Severity.ERROR,
    basis=(clause("第4.1条"),),
    check=check,
    triggers=(".",),
)
