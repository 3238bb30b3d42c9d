"""用 XX、×× 占位的内容没有填写

## 检查什么

正文中用 X、×、某某占位的日期、金额、比例、发文字号（20××年、2026年X月X日、XX万元、〔2026〕×号），
以及单位、地名、会议、项目等名称。

## 为什么

占位符还在，说明套用模板后没有填完。日期、金额、字号按应改处理，名称可能是有意隐去，按提醒处理。

## 示例

错：定于⟦2026年X月X日⟧召开推进会。
错：⟦20××年⟧，全县粮食产量稳步增长。
错：总投资⟦XX万元⟧，同比增长⟦X.X%⟧。
错：根据虚谷府发⟦〔2026〕××号⟧要求
错：虚谷府办发⟦〔20XX〕18号⟧
错：⟦XX单位⟧要高度重视，⟦××镇⟧要抓好落实。
错：⟦某某局⟧、⟦某某同志⟧要加强协调。
对：经审理查明，原告于××××年××月××日与被告登记结婚。
对：命名为动态、要闻类的栏目（如xx动态、今日xx、每日新闻、xx要闻等栏目）必须保持更新；（如：xx年报、xx季度检查等）。
对：李××、王某某、张××等3人被评为先进个人。
对：身份证号3501************，手机138××××1234，车牌渝H×××××。
对：标题中写明“关于××县××项目的批复”即可。
对：教室长8×6米，型号XX-3，参加XXL号试穿，20XX赛季NBA。
对：提高X个百分点，X由省级财政部门确定。
对：中国法院网讯，××人民法院

```对 kind=official
关于报送材料的通知
附件1
××乡镇承诺书
20××年×月×日
```

## 例外

附件及其后的格式文本不检查，那里的占位符留给填报人；引号、书名号里的和“如……”的举例不算。
"""

import re
from collections.abc import Iterator

from shenfa.rules.marking import in_line
from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.residue import main_text
from shenfa.rules.rule import DocumentRule
from shenfa.text import Certainty, Context, Hit, Located, Part, Severity
from shenfa.text.regions import encloses, quotations, titles

LETTER = "[XxＸｘ×]"
CANDIDATE = re.compile(f"{LETTER}{{2}}|{LETTER}[月日.．号]|某某")
SURE = re.compile(
    rf"(?<![\dA-Za-z])(?:20(?:{LETTER}{{2}}|\d{LETTER})年(?!代|赛季)(?:[\d{LETTER[1:-1]}]{{1,2}}月(?:[\d{LETTER[1:-1]}]{{1,2}}日)?)?"
    rf"|(?:\d{{4}}年)?(?:{LETTER}{{1,2}}月{LETTER}{{1,2}}日|(?<=年){LETTER}{{1,2}}月(?!\d))"
    rf"|{LETTER}{{2,4}}年{LETTER}{{1,2}}月(?:{LETTER}{{1,2}}日)?)"
    rf"|(?<![\dA-Za-z*＊×])(?:{LETTER}{{2,6}}(?:[.．]{LETTER}{{1,2}})?|{LETTER}[.．]{LETTER}{{1,2}})"
    rf"(?:[万亿]?元|[%％]|个百分点|万[吨亩户人平]|亿[吨斤])"
    rf"|[〔\[【(（](?:(?:\d{{4}}|20{LETTER}{{2}})[〕\]】)）]{LETTER}{{1,4}}|20{LETTER}{{2}}[〕\]】)）]\d{{1,4}})号"
)
UNIT = (
    "单位|部门|局|委员会|镇|乡|县|市|区|省|村|街道|社区|学校|公司|企业|同志|领导|科室|中心|项目|工程"
    "|会议|活动|文件|通知|办法|方案|工作|书记|县长|局长|镇长|主任|先生|女士"
)
DOUBT = re.compile(
    rf"(?<![\dA-Za-z*＊×])(?:{LETTER}{{2,4}}|某某)(?:{UNIT})(?![\u4e00-\u9fff]{{0,3}}法院)"
)
# After any other Chinese character the letters hide a name, as the law wants it: 李××, 王某某.
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAME_MAY_FOLLOW = frozenset("省市县区乡镇和与及由经在到对向给为将从是至赴请各")
PEOPLE = ("同志", "领导", "书记", "县长", "局长", "镇长", "主任", "先生", "女士")
FOR_EXAMPLE = re.compile(
    r"[（(](?:例?如|比如|诸如|格式|示例|样式)[^（）()]*[）)]|(?:例如|比如|格式为|形如)[^。；]{0,40}"
)
# Judgments and case reports hide dates and places on purpose.
COURT = re.compile("原告|被告|上诉人|审理查明|被害人|嫌疑人")
FILL = "占位符没有替换，请填写实际内容"
CONFIRM = "疑为没有替换的占位符，请填写实际名称；有意隐去的请保留"


def check(part: Part, _context: Context) -> Iterator[Located]:
    for line in main_text(part):
        if CANDIDATE.search(line.text) and not COURT.search(line.text):
            for hit in _hits(line.text):
                yield in_line(line, hit)


def _hits(text: str) -> Iterator[Hit]:
    examples = tuple(match.span() for match in FOR_EXAMPLE.finditer(text))
    silent = (quotations(text), titles(text), examples)
    for match in SURE.finditer(text):
        if not any(encloses(spans, match.start()) for spans in silent):
            yield Hit(*match.span(), FILL)
    for match in DOUBT.finditer(text):
        if not any(encloses(spans, match.start()) for spans in silent) and _is_name(text, match):
            yield Hit(
                *match.span(), CONFIRM, severity=Severity.WARNING, certainty=Certainty.SUSPECTED
            )


def _is_name(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 1) : match.start()]
    if not CHINESE.match(before):
        return True
    return before in NAME_MAY_FOLLOW and not match[0].endswith(PEOPLE)


RULE = DocumentRule(
    code="RE017",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
)
