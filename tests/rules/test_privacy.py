"""Complete numbers, homes and illnesses are found in every form; what offices publish passes (R51–R55)."""

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest

from shenfa.audit.engine import audit, engine_of
from shenfa.audit.rulebook import rulebook
from shenfa.text import (
    Cell,
    Certainty,
    Context,
    County,
    Document,
    Family,
    Finding,
    OfficeNumber,
    Passage,
    PassageKind,
    Severity,
)
from shenfa.text.checksums import credit_check_digit, luhn_check_digit, resident_check_digit

RULES = tuple(entry.rule for entry in rulebook() if entry.rule.family is Family.PRIVACY)
ENGINE = engine_of(RULES)
ROOT = Path(__file__).parent.parent.parent


def identity(body: str) -> str:
    return body + resident_check_digit(body)


def body_code(body: str) -> str:
    return body + credit_check_digit(body)


I = identity("50024219800101001")  # noqa: E741 - the tables below stay readable
OLD = identity("51352419650704112")
FAR = identity("81000019900307203")
CARD = "622848046123456789" + luhn_check_digit("622848046123456789")
SHORT_CARD = "622588012345678" + luhn_check_digit("622588012345678")
M = "13896543210"


def check(text: str, kind: PassageKind = PassageKind.BODY) -> tuple[Finding, ...]:
    document = Document("样本", (Passage("第1段", text, kind),))
    return audit(ENGINE, document, Context()).findings


def entities(text: str) -> list[str]:
    return [one.entity or "" for one in check(text)]


def table(*rows: str) -> Document:
    headers = rows[0].split("|")
    return Document(
        "名单",
        tuple(
            Passage(f"{row}-{column}", text, cell=Cell(1, row, column, headers[column - 1] if row > 1 else ""))
            for row, line in enumerate(rows, start=1)
            for column, text in enumerate(line.split("|"), start=1)
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        I,
        f"（身份证号码:{I}）",
        f"公民身份号码是{I[:6]}-{I[6:14]}-{I[14:]}",
        f"证件号：{' '.join(I)}",
        f"身份证号码{I[:10]}\n  {I[10:]}",
        f"身份证号码{I[:8]}\u200b{I[8:]}",
        f"身份证号码{I.translate(str.maketrans('0123456789', '０１２３４５６７８９'))}",
        f"身份证号码{I.translate(str.maketrans('0123456789', '零一二三四五六七八九'))}",
        f"身份证号码{I.translate(str.maketrans('0123456789', '⓪①②③④⑤⑥⑦⑧⑨'))}",
        f"身份证号码{I.replace('0', 'O', 2)}",
        f"港澳台居民居住证号{FAR}",
        f"户主{OLD}",
        f"残疾人证号{I}43B1",
        f"学籍号G{I}",
        f"医师资格证书编码110500242{I}",
        f'{{"idcard":"{I}"}}',
        f"ID Card No.: {I}",
        f"张三{I}身份证正反面.pdf",
        "身份证:500242800101123",
        f"身份证号：{I[:17]}{(int(I[17]) + 1) % 10}",
    ],
)
def test_identity_numbers_are_found_in_every_form(text: str) -> None:
    """R51: full-width, spaced, broken, spoken, misread, old and misspelt."""
    assert entities(text) == ["ID_CARD"]


@pytest.mark.parametrize(
    "text",
    [
        M,
        f"电话：{M}",
        f"+86-{M}",
        f"0086{M}",
        f"{M[:3]} {M[3:7]} {M[7:]}",
        f"手机{M[:3]}.{M[3:7]}.{M[7:]}",
        f"电话：{M[:6]}\n{M[6:]}",
        f"电话：{' '.join(M)}",
        "幺三八九六五四三二幺零",
        f"IMG张三_{M}.jpg",
        f"{M}.0",
        f"张主任 {M}/023-75550107",
        f"tel{M}",
        "16101234567",
    ],
)
def test_mobile_numbers_are_found_in_every_form(text: str) -> None:
    """R52."""
    assert entities(text) == ["MOBILE"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CARD, ["BANK_CARD"]),
        (f"一卡通{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}", ["BANK_CARD"]),
        (f"户名：张三，账号：{SHORT_CARD}", ["BANK_CARD"]),
        (f"户名：竹沟镇财政所 账号：{CARD}", []),
        (f"账户名称：虚谷县公共资源交易中心\n开户银行：某行\n账号：{CARD}", []),
        (f"{I}{M}", ["ID_CARD", "MOBILE"]),
        (f"{OLD[:17]}X{M}" if OLD[17] == "X" else f"{OLD}{M}", ["ID_CARD", "MOBILE"]),
        (f"{M}@139.com", ["MOBILE", "EMAIL"]),
        (f"张三 {I} {M} {CARD}", ["ID_CARD", "MOBILE", "BANK_CARD"]),
    ],
)
def test_every_digit_belongs_to_one_number(text: str, expected: list[str]) -> None:
    """R53: cards by issuer and check digit, accounts of bodies left alone."""
    assert sorted(entities(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "联系电话：023-75550107，传真：023-75550108",
        "值班电话75550107转8001",
        "服务热线：12345、12388、110",
        "客服95588、400-820-8820",
        "虚谷府办发〔2026〕63号",
        f"统一社会信用代码：{body_code('91500242MA5U0X123')}",
        f"统一社会信用代码：{body_code('11500242009123456')}",
        "订单号20261124138965432101",
        "发票代码050001900111，发票号码12345678",
        f"快递单号{M}",
        "ISBN 978-7-5366-1234-5",
        "2026-11-24 15:30:45",
        "东经108.767890123，北纬28.841234567",
        "预算13896543210.50元",
        f"用电量{M}千瓦时",
        "项目代码：500242202611240018",
        "案号（2026）渝0242民初1389号",
        f"http://www.xugu.example/{M}.html",
        f"身份证号{I[:6]}********{I[14:]}，电话{M[:3]}****{M[7:]}",
        f"卡号****{CARD[-4:]}",
        "公民身份号码由十七位数字本体码和一位校验码组成",
        "姓名：____ 身份证号：__________________",
        "规格2440*1220*18",
    ],
)
def test_what_offices_publish_passes(text: str) -> None:
    """R52, R53: landlines, codes of bodies, order and document numbers, proper masks."""
    assert entities(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王五，家住城南家属院3号楼5单元201", True),
        ("张三，女，住虚谷县云塘乡竹沟村5组23号", True),
        ("户籍地：虚谷县桂花路四段11号附3号", True),
        ("赵六家（云塘乡大坪村二组十八号）受灾", True),
        ("杨志强居住的滨江花园2期11栋1-6-3", True),
        ("张三，家住云塘乡竹沟村3组", False),
        ("县政务服务中心地址：桂花路12号3楼", False),
        ("某超市（竹沟镇中街32号）抽检不合格", False),
        ("阳光小区8栋加装电梯公示", False),
        ("经营者：李四，经营场所：竹沟镇中街32号", False),
        ("李四故居位于竹沟镇中街32号", False),
        ("李四荣获1号奖牌", False),
    ],
)
def test_homes_are_told_from_offices(text: str, *, expected: bool) -> None:
    """R55: a residence to the door is found, an office and a village are not."""
    assert ("HOME_ADDRESS" in entities(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张三，因患脑梗死导致偏瘫", True),
        ("李四（肝癌晚期）", True),
        ("学生赵小明被诊断出急性淋巴细胞白血病", True),
        ("拟救助陈大妹（尿毒症）5000元", True),
        ("杨小红 系统性红斑狼疮 3000元", True),
        ("李四因病去世", False),
        ("开展艾滋病防治宣传", False),
        ("张三医生擅长糖尿病诊治", False),
        ("加强非洲猪瘟防控", False),
        ("《精神卫生法》规定精神障碍患者权益", False),
        ("张三同志指出，要破除思想障碍", False),
    ],
)
def test_named_illnesses_are_found(text: str, *, expected: bool) -> None:
    """R55: a named person's illness is found, general health advice is not."""
    assert ("DISEASE" in entities(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"身份证号{I[:14]}****", "blocker"),
        (f"身份证号{I[:8]}******{I[14:]}", "warning"),
        (f"身份证号{I[:6]}********{I[14:]}", ""),
        (f"身份证号{I[:2]}*************{I[15:]}", ""),
        (f"手机{M[:4]}*{M[5:]}", "blocker"),
        (f"手机{M[:3]}**{M[5:]}", "warning"),
        (f"手机{M[:3]}***{M[6:]}", "warning"),
        (f"手机{M[:3]}****{M[7:]}", ""),
        (f"卡号{CARD[:12]}**{CARD[14:]}", "blocker"),
        (f"卡号{CARD[:8]}*******{CARD[15:]}", "warning"),
        (f"卡号{CARD[:6]}*********{CARD[15:]}", ""),
    ],
)
def test_masks_are_measured(text: str, expected: str) -> None:
    """Q24: complete, weak or proper by the number of hidden digits."""
    found = check(text)

    assert [one.severity.value for one in found] == ([expected] if expected else [])
    assert not found or found[0].entity == "WEAK_MASK"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"张三：{I[:6]}:{I[6:14]}:{I[14:]}", ["ID_CARD"]),
        (f"张三 {I[:6]}*{I[6:14]}*{I[14:]}", ["ID_CARD"]),
        (f"张三 {I[:6]}&nbsp;{I[6:14]}&nbsp;{I[14:]}", ["ID_CARD"]),
        (f"张三，{M[:3]},{M[3:7]},{M[7:]}", ["MOBILE"]),
        (f"手机{M[:3]}|{M[3:7]}|{M[7:]}", ["MOBILE"]),
        (f"产量{M[:3]},{M[3:7]},{M[7:]}", []),
        (f"张三，{I.replace('0', 'O', 2)}", ["ID_CARD"]),
        (f"型号{M.replace('0', 'O')}", []),
        (f"收款单位：竹沟镇卫生院\n账号：{CARD}", []),
        (f"经费账户：{CARD}（虚谷县总工会）", []),
        (f"请汇至张三账户：{CARD}，开户行：农业银行", ["BANK_CARD"]),
        (f"补贴打入张三的社保卡（{CARD}）", ["BANK_CARD"]),
        (f"企业名称|开户银行|账号\n某商贸有限公司|农业银行|{CARD}", []),
        (f"姓名|工作单位|账号\n张三|县人民医院|{CARD}", ["BANK_CARD"]),
        ("产权人：张三；坐落：金桂苑9号楼7单元228", ["HOME_ADDRESS"]),
        ("住所：竹沟镇民族路24号，法定代表人：张三，注册资本500万元", []),
        ("姓名|职务|办公地址\n张三|局长|桂花路45号\n李四|副局长|桂花路45号", []),
        ("李四（肝硬化失代偿期）", ["DISEASE"]),
        ("经鉴定，张三系偏执型精神障碍患者", ["DISEASE"]),
        ("常女士因脑部损伤住院", []),
        ("把经济搞瘫痪的张三", []),
        ("当地贫困户张三", []),
        (f"http://www.xugu.example/art_{M}.html", []),
    ],
)
def test_odd_forms_and_whose_it_is(text: str, expected: list[str]) -> None:
    """R51–R53: unusual marks between groups, misread digits, holders, offices, phrases."""
    assert sorted(entities(text)) == expected


@pytest.mark.parametrize("kind", sorted(PassageKind))
def test_numbers_are_found_wherever_they_hide(kind: PassageKind) -> None:
    """R51: comments, hidden text, properties and file names leave the house as well."""
    assert [one.rule for one in check(f"身份证号{I}", kind)] == ["PI001"]


def test_embedded_tables_are_read() -> None:
    """R51: a workbook inside a letter is read with the letter."""
    cells = [
        Passage("正文第1段", "附名单"),
        Passage("甲1", "证件号码", cell=Cell(1, 1, 1), enclosure="名单.xlsx"),
        Passage("甲2", I, cell=Cell(1, 2, 1, "证件号码"), enclosure="名单.xlsx"),
    ]

    assert [
        one.passage
        for one in audit(ENGINE, Document("通知.docx", tuple(cells)), Context()).findings
    ] == [2]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (table("姓名|身份证号|电话", f"张三|{I}|{M}"), ["PI001", "PI002"]),
        (table("姓名|账号", "张三|6217****5678", "李四|6217****5679", "王五|500501234567"), ["PI012"]),
        (table("姓名|手机号|联系电话", "张三|138****5678|1381234****"), ["PI013"]),
        (table("姓名|年龄|身份证号", f"张三|46|{I[:6]}********{I[14:]}"), ["PI014"]),
        (table("姓名|入党时间|身份证号", f"张三|2010-01-01|{I[:6]}********{I[14:]}"), []),
        (table("姓名|证件|号码", f"张三|{I[:6]}|{I[6:]}"), ["PI016", "PI016"]),
        (table("姓名|村组|出生日期", "张某|竹沟村3组|1980-01-01"), ["PI017"]),
        (table("姓名|病种", "张三|肺癌"), ["PI005"]),
        (table("姓名|救助原因", "张三|因病", "李四|因残"), []),
        (table("单位|统一社会信用代码|电话", f"竹沟镇卫生院|{body_code('12500242450123456')}|023-75550107"), []),
        (table("单位名称|地址", "竹沟镇卫生院|竹沟镇桂花路12号"), []),
        (table("订单编号|数量", f"{M}|100"), []),
        (table("姓名|出生日期|金额", "张三|1980-01-01|500", "李四|1981-01-01|500"), ["PI015"]),
        (table("项目|内容", f"身份证号|{I}"), ["PI001"]),
    ],
)  # fmt: skip
def test_tables_are_read_by_their_headers(document: Document, expected: list[str]) -> None:
    """R51, R55, Q24, Q25: columns, rows, split numbers, combinations and needless columns."""
    found = audit(ENGINE, document, Context()).findings

    assert sorted(one.rule for one in found) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (datetime.date(2026, 5, 8), []),
        (datetime.date(2027, 5, 8), ["PI002"]),
        (datetime.date(2025, 5, 8), ["PI002"]),
        (None, ["PI002"]),
    ],
)
def test_listed_office_numbers_pass_while_listed(
    date: datetime.date | None, expected: list[str]
) -> None:
    """R52: the county's dated list of office mobiles whose holders have agreed."""
    row = OfficeNumber(M, datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
    context = Context(date=date, county=County(office_numbers=(row,)))
    document = Document("样本", (Passage("第1段", f"值班电话：{M}"),))

    assert [one.rule for one in audit(ENGINE, document, context).findings] == expected


def archive(*files: tuple[str, str]) -> Document:
    """Return an archive of tables, one a file."""
    passages = []
    for number, (header, row) in enumerate(files, start=1):
        headers = header.split("|")
        for line, cells in enumerate((headers, row.split("|")), start=1):
            passages += [
                Passage(f"文件{number}第{line}行", text, cell=Cell(1, line, column, headers[column - 1] if line > 1 else ""), enclosure=f"{number}.xlsx")
                for column, text in enumerate(cells, start=1)
            ]  # fmt: skip
    return Document("名单.zip", tuple(passages))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("姓名|手机", "张三|138****3210"), ("姓名|手机", "张三|1389654****"), ["PI013"]),
        (("姓名|手机", "张三|138****3210"), ("姓名|手机", "张三|138****3210"), []),
        (("姓名|手机", "张三|138****3210"), ("姓名|手机", "李四|1389654****"), []),
        (("姓名|手机", "张三|138****3210"), ("姓名|手机", "张三|1377654****"), []),
        (("姓名|身份证号", f"张三|{I[:6]}********{I[14:]}"), ("姓名|年龄", "张三|46"), ["PI013"]),
        (("姓名|年龄", "张三|46"), ("姓名|身份证号", f"张三|{I[:6]}********{I[14:]}"), ["PI013"]),
        (("姓名|年龄", "张三|46"), ("姓名|身份证号", f"张三|{I[:2]}*************{I[15:]}"), []),
    ],
)  # fmt: skip
def test_files_of_one_archive_are_laid_side_by_side(
    first: tuple[str, str], second: tuple[str, str], expected: list[str]
) -> None:
    """Q24: each file masks enough, together they do not."""
    found = audit(ENGINE, archive(first, second), Context()).findings

    assert [one.rule for one in found if one.rule in ("PI013", "PI014")] == expected


def test_text_laid_out_as_a_table_is_read_like_one() -> None:
    text = f"姓名\t病种\t联系电话\t卡号\n张三\t尿毒症\t{M}\t{CARD}\n李四\t肺癌\t023-75550107\t"

    assert sorted(entities(text)) == ["BANK_CARD", "DISEASE", "DISEASE", "MOBILE"]


def test_certainty_follows_the_check_digit() -> None:
    """R51: a number that fails the check is never reported as certain."""
    right, wrong = check(f"身份证号{I}")[0], check(f"身份证号{I[:17]}{(int(I[17]) + 1) % 10}")[0]

    assert (right.severity, right.certainty) == (Severity.BLOCKER, Certainty.CERTAIN)
    assert wrong.certainty is Certainty.SUSPECTED


@pytest.mark.parametrize("text", [f"身份证号{I}", f"电话{M}", f"卡号{CARD}", "张三患肺癌"])
def test_messages_never_quote(text: str) -> None:
    secret = text[-6:]

    assert not [one for one in check(text) if secret in one.message]


def test_generated_set_is_the_same_each_time(tmp_path: Path) -> None:
    script = ROOT / "tools" / "build_privacy_set.py"
    for name in ("a", "b"):
        subprocess.run(  # noqa: S603 - our own script
            [sys.executable, str(script), str(tmp_path / name), "--size", "60"],
            check=True,
            capture_output=True,
        )
    first, second = ((tmp_path / name).read_text(encoding="utf-8") for name in ("a", "b"))

    assert first == second
    assert {json.loads(line)["half"] for line in first.splitlines()} == {"tuning", "heldout"}
