"""The recogniser of official documents, and that whole, correct documents give no finding."""

from dataclasses import fields

import pytest

from shenfa.audit.engine import audit, engine_of
from shenfa.audit.rulebook import rulebook
from shenfa.rules.official import Elements, elements
from shenfa.text import (
    Cell,
    ContentKind,
    Context,
    Document,
    Family,
    Line,
    Passage,
    PassageKind,
    parts,
)

NOTICE = """\
虚谷土家族苗族自治县人民政府办公室文件
虚谷府办发〔2026〕15号
虚谷土家族苗族自治县人民政府办公室
关于做好2026年防汛抗旱工作的
通　　知
各乡镇人民政府，各街道办事处，县政府各部门，有关单位：
为切实做好2026年防汛抗旱工作，经县政府同意，现将有关事项通知如下：
一、压实工作责任
（一）落实包保责任。各乡镇（街道）要逐级明确责任人（见附件1）。
1.村（社区）责任人每日巡查。
2.水库责任人逐库登记。
（二）加强值班值守。
二、强化监测预警
1.5亿元以上在建项目要单独建立台账。
（一）完善监测网络。2026年5月底前完成检修。
（二）及时发布预警。
三、严肃工作纪律
各单位于2026年5月20日前报送责任人名单（格式见附件2）。
附件：1.2026年防汛抗旱责任人名单
　　　2.虚谷土家族苗族自治县防汛抗旱责任人
　　　信息登记表
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（此件公开发布）
附件1
2026年防汛抗旱责任人名单
一、县级责任人
二、乡镇责任人
附件2
虚谷土家族苗族自治县防汛抗旱责任人信息登记表
填表说明：请如实填写。
年　月　日
抄送：县委各部门，县人大常委会办公室，县政协办公室，县纪委监委，县法院，
县检察院，县人武部。
虚谷土家族苗族自治县人民政府办公室　　2026年5月8日印发
— 3 —"""

WEB_NOTICE = """\
关于印发《虚谷自治县农村公路养护管理办法》的通知
虚谷府办发〔2026〕21号
虚谷土家族苗族自治县人民政府办公室
关于印发《虚谷自治县农村公路养护管理办法》的通知
各乡镇人民政府、街道办事处，县政府有关部门：
《虚谷自治县农村公路养护管理办法》已经县政府第32次常务会议审议通过，现印发给你们，请认真贯彻执行。
虚谷土家族苗族自治县人民政府办公室
2026年6月1日
（此件公开发布）
虚谷自治县农村公路养护管理办法
第一章　总则
第一条　为加强农村公路养护，制定本办法。
第二条　农村公路养护遵循下列原则：
（一）政府主导；
（二）分级负责。
第二章　职责
第三条　县交通运输委履行下列职责：
（一）编制规划；
（二）监督检查。
第四条　本办法自2026年7月1日起施行。"""

REQUEST = """\
特急
虚谷土家族苗族自治县竹沟镇人民政府文件
竹沟府文〔2026〕9号　　　　签发人：彭远山
虚谷土家族苗族自治县竹沟镇人民政府
关于修复竹沟大桥的请示
县人民政府：
2026年4月以来，我镇连续遭受强降雨，竹沟大桥桥墩受损。现就修复事宜请示如下：
一、基本情况
竹沟大桥建于1987年，全长86米。
二、请示事项
恳请县人民政府安排专项资金120万元。
妥否，请批示。
虚谷土家族苗族自治县竹沟镇人民政府
2026年4月30日
（此件公开发布；联系人：田小河，联系电话：023-75550000）"""

REPORT = """\
虚谷土家族苗族自治县云塘乡人民政府
关于2025年法治政府建设工作情况的报告
云塘府文〔2026〕3号
县人民政府：
2025年，云塘乡深入推进法治政府建设。现将有关情况报告如下：
一、主要做法
一是加强学习。二是规范执法。
二、下一步打算
（一）补齐短板。
（二）强化监督。
特此报告。
虚谷土家族苗族自治县云塘乡人民政府
2026年1月12日
（此件公开发布）"""

REPLY = """\
虚谷土家族苗族自治县人民政府
关于同意调整竹沟镇集镇规划的批复
虚谷府〔2026〕33号
竹沟镇人民政府：
你镇《关于调整集镇规划的请示》（竹沟府文〔2026〕2号）收悉。经研究，现批复如下：
原则同意你镇集镇规划调整方案。
此复。
虚谷土家族苗族自治县人民政府
2026年3月3日
（此件公开发布）"""

LETTER = """\
虚谷土家族苗族自治县人民政府办公室
虚谷府办函〔2026〕40号
虚谷土家族苗族自治县人民政府办公室
关于成立虚谷自治县节约用水工作领导小组的函
各乡镇人民政府、街道办事处，县政府各部门，县属国有重点企业，市属及以上驻虚谷各单位，虚谷土家族苗族自治县
工业园区管委会，有关单位：
经县政府同意，决定成立虚谷自治县节约用水工作领导小组（以下简称领导小组）。现将组成人员函告如下：
组　长：向青山　县政府副县长
成　员：冉秋水　县水利局局长
附件：领导小组成员单位名单
虚谷土家族苗族自治县人民政府办公室
2026年2月9日
（此件公开发布）
附件
领导小组成员单位名单
县水利局、县财政局。"""

ORDER = """\
虚谷土家族苗族自治县人民政府令
第5号
《虚谷自治县城市管理办法》已经2026年3月2日县政府第30次常务会议通过，现予公布，自2026年5月1日起施行。
县长　　向青山
2026年3月10日
（此件公开发布）"""

ANNOUNCEMENT = """\
虚谷土家族苗族自治县人民政府公告
2026年第3号
为保护生态环境，根据有关法律规定，现就禁止露天焚烧秸秆有关事项公告如下：
一、禁止区域
全县行政区域。
二、禁止时间
全年。
特此公告。
虚谷土家族苗族自治县人民政府
2026年5月6日
（此件公开发布）"""

MINUTES = """\
虚谷土家族苗族自治县人民政府常务会议纪要
〔2026〕12号
虚谷土家族苗族自治县人民政府办公室　　2026年4月20日
县政府第31次常务会议纪要
2026年4月18日，县委副书记、县长向青山主持召开县政府第31次常务会议。现将会议事项纪要如下：
一、会议审议了《虚谷自治县旅游发展规划》。
二、会议听取了防汛工作情况汇报。
出席：向青山、田小河。
请假：冉秋水。
（此件公开发布）
分送：各乡镇人民政府，县政府各部门。"""

JOINT = """\
虚谷土家族苗族自治县教育委员会
虚谷土家族苗族自治县财政局
文件
虚谷教发〔2026〕18号
虚谷土家族苗族自治县教育委员会
虚谷土家族苗族自治县财政局
关于下达2026年学前教育资助资金预算的通知
各乡镇财政所，各中心校，县属各学校：
现将2026年学前教育资助资金下达你们（详见附件1—3），请专款专用，并就有关事项通知如下。
一、严格资金管理
（一）专账核算；
（二）专款专用。
二、加强绩效管理
1．设定目标；
2．开展评价。
附件：1．2026年学前教育资助资金分配表
2．绩效目标表
3．虚谷自治县学前教育资助实施办法（试行）
虚谷土家族苗族自治县教育委员会　　虚谷土家族苗族自治县财政局
2026年4月2日
（此件公开发布）"""

DECISION = """\
虚谷土家族苗族自治县人民代表大会常务委员会
关于批准2025年县级决算的决议
（2026年7月28日虚谷土家族苗族自治县第十八届人民代表大会常务委员会第三十五次会议通过）
虚谷土家族苗族自治县第十八届人民代表大会常务委员会第三十五次会议，听取了县财政局局长受县政府委托所作的报告。会议决定，批准2025年县级决算。
（此件公开发布）"""

AMENDMENT = """\
虚谷土家族苗族自治县人民政府
关于修改《虚谷自治县城市管理办法》的决定
虚谷府发〔2026〕11号
各乡镇人民政府，各街道办事处，县政府各部门，有关单位：
县政府决定对《虚谷自治县城市管理办法》作如下修改：
一、将第三条修改为：
“（三）临街门店应当保持整洁；
（五）不得占道经营。”
三、删去第九条。
本决定自公布之日起施行。
虚谷土家族苗族自治县人民政府
2026年8月8日
（此件公开发布）"""

FORWARDED = """\
虚谷土家族苗族自治县人民政府办公室
关于转发县水利局《2026年饮水安全保障工作方案》的通知
虚谷府办发〔2026〕30号
各乡镇人民政府，各街道办事处，县政府有关部门，有关单位：
县水利局《2026年饮水安全保障工作方案》已经县政府同意，现转发给你们，请认真组织实施。
虚谷土家族苗族自治县人民政府办公室
2026年9月1日
（此件公开发布）
2026年饮水安全保障工作方案
县水利局
（2026年8月20日）
为保障饮水安全，制定本方案。
一、工作目标
全面达标。
二、保障措施
（一）加强领导。
（二）落实资金。"""

CORRECT = {
    "notice with red head and annexes": NOTICE,
    "web copy that issues measures": WEB_NOTICE,
    "request upwards": REQUEST,
    "report": REPORT,
    "reply": REPLY,
    "letter with long recipients": LETTER,
    "order": ORDER,
    "announcement": ANNOUNCEMENT,
    "minutes": MINUTES,
    "joint notice": JOINT,
    "date of a meeting on a line of its own": NOTICE.replace(
        "三、严肃", "会议时间\n2026年5月16日\n三、严肃"
    ),
    "plan on openness": WEB_NOTICE.replace(
        "第一章　总则", "一、加强重点领域信息公开\n（一）公开规划。\n二、提升公开水平\n第一章　总则"
    ),
    "long name of an attachment": NOTICE.replace("信息登记表\n虚", "信息登记表\n（2026年版）\n虚")
    .replace("责任人名单\n　　　2.", "责任人名单\n（2026年版）\n　　　2.")
    .replace("附件1\n2026年防汛抗旱责任人名单", "附件1\n2026年防汛抗旱责任人名单（2026年版）"),
    "three industries at the start of a line": NOTICE.replace(
        "2.水库责任人", "一、二、三产业单位自查。\n2.水库责任人"
    ),
    "resolution of the congress": DECISION,
    "amendment that quotes clauses": AMENDMENT,
    "forwarded plan": FORWARDED,
}
OFFICIAL = Context(kind=ContentKind.OFFICIAL)
OWN = engine_of(
    tuple(
        entry.rule for entry in rulebook() if entry.rule.family in {Family.LAYOUT, Family.OPENNESS}
    )
)


def read(text: str) -> Elements:
    return elements(parts(Document("稿", (Passage("", text),)))[0])


def audited(document: Document) -> list[tuple[str, str]]:
    """The code of each finding and the words it marks, "" for what is absent."""
    return [
        (
            finding.rule,
            ""
            if finding.passage is None
            else document.passages[finding.passage].text[finding.start : finding.end],
        )
        for finding in audit(OWN, document, OFFICIAL).findings
    ]


@pytest.mark.parametrize("text", CORRECT.values(), ids=CORRECT)
def test_correct_document_gives_no_finding(text: str) -> None:
    """One passage of many lines, as a text file comes."""
    assert not audited(Document("稿", (Passage("", text),)))


@pytest.mark.parametrize("text", CORRECT.values(), ids=CORRECT)
def test_form_of_the_file_does_not_matter(text: str) -> None:
    """One passage for each paragraph, with blanks around and blank lines between."""
    lines = [piece for line in text.split("\n") for piece in (f"　　{line} ", "")]

    assert not audited(Document("稿", tuple(Passage("", line) for line in lines)))


SHAPES = [
    (NOTICE, "number", ["虚谷府办发〔2026〕15号"]),
    (NOTICE, "masthead", ["虚谷土家族苗族自治县人民政府办公室文件"]),
    (
        NOTICE,
        "title",
        ["虚谷土家族苗族自治县人民政府办公室", "关于做好2026年防汛抗旱工作的", "通　　知"],
    ),
    (NOTICE, "signature", ["虚谷土家族苗族自治县人民政府办公室"]),
    (NOTICE, "date", ["2026年5月8日"]),
    (NOTICE, "notes", ["（此件公开发布）"]),
    (
        NOTICE,
        "copies",
        [
            "抄送：县委各部门，县人大常委会办公室，县政协办公室，县纪委监委，县法院，",
            "县检察院，县人武部。",
        ],
    ),
    (NOTICE, "printing", ["虚谷土家族苗族自治县人民政府办公室　　2026年5月8日印发"]),
    (
        WEB_NOTICE,
        "title",
        ["虚谷土家族苗族自治县人民政府办公室", "关于印发《虚谷自治县农村公路养护管理办法》的通知"],
    ),
    (REQUEST, "urgency", ["特急"]),
    (REQUEST, "signer", ["签发人：彭远山"]),
    (REQUEST, "number", ["竹沟府文〔2026〕9号"]),
    (REPORT, "number", ["云塘府文〔2026〕3号"]),
    (
        LETTER,
        "recipients",
        [
            "各乡镇人民政府、街道办事处，县政府各部门，县属国有重点企业，市属及以上驻虚谷各单位，虚谷土家族苗族自治县",
            "工业园区管委会，有关单位：",
        ],
    ),
    (ORDER, "serial", ["第5号"]),
    (ORDER, "signature", ["县长　　向青山"]),
    (ANNOUNCEMENT, "serial", ["2026年第3号"]),
    (ANNOUNCEMENT, "recipients", []),
    (
        JOINT,
        "signature",
        ["虚谷土家族苗族自治县教育委员会　　虚谷土家族苗族自治县财政局"],
    ),
    (FORWARDED, "dates", ["2026年9月1日"]),
]


@pytest.mark.parametrize(("text", "name", "expected"), SHAPES)
def test_element_is_recognised(text: str, name: str, expected: list[str]) -> None:
    value = getattr(read(text), name)
    lines = [value] if isinstance(value, Line) else list(value or ())

    assert [line.text for line in lines] == expected


def test_attachments_are_recognised() -> None:
    """A name that runs over two lines is one name; a year is no number."""
    found = read(NOTICE)

    assert [(item.number, item.name) for item in found.attachments] == [
        ("1", "2026年防汛抗旱责任人名单"),
        ("2", "虚谷土家族苗族自治县防汛抗旱责任人信息登记表"),
    ]
    assert [(annex.number, annex.lines[0].text) for annex in found.annexes] == [
        ("1", "2026年防汛抗旱责任人名单"),
        ("2", "虚谷土家族苗族自治县防汛抗旱责任人信息登记表"),
    ]


def test_every_line_stands_where_it_says() -> None:
    """A rule may report any element by passage and offset."""
    for text in CORRECT.values():
        found = read(text)
        for field in fields(found):
            value = getattr(found, field.name)
            for line in [value] if isinstance(value, Line) else value or ():
                if isinstance(line, Line):
                    assert text[line.start : line.start + len(line.text)] == line.text


MUTANTS = [
    # What is taken away is missed, and nothing else is.
    (NOTICE, "虚谷府办发〔2026〕15号\n", "", [("LA001", "")]),
    (NOTICE, "（此件公开发布）\n", "", [("OP001", "")]),
    (REPLY, "\n2026年3月3日", "", [("LA050", "")]),
    (REPLY, "虚谷土家族苗族自治县人民政府\n2026年3月3日", "2026年3月3日", [("LA053", "")]),
    (ANNOUNCEMENT, "2026年第3号\n", "", [("LA001", "")]),
    (ANNOUNCEMENT, "\n2026年5月6日", "", [("LA050", "")]),
    (REPLY, "竹沟镇人民政府：\n", "", [("LA031", "")]),
    (REQUEST, "；联系人：田小河，联系电话：023-75550000", "", [("LA084", "")]),
    (REQUEST, "　　　　签发人：彭远山", "", [("LA086", "")]),
    (NOTICE, "通　　知\n", "", [("LA022", "的")]),
    # What is wrong in form is marked where it stands.
    (NOTICE, "〔2026〕15号", "[2026]15号", [("LA002", "[2026]")]),
    (
        NOTICE,
        "〔2026〕15号",
        "（2026）第015号",
        [("LA002", "（2026）"), ("LA004", "第"), ("LA005", "015")],
    ),
    (NOTICE, "〔2026〕15号", "〔202615号", [("LA006", "〔202615号")]),
    (NOTICE, "〔2026〕15号", "〔2026〕15", [("LA007", "15")]),
    (NOTICE, "〔2026〕15号", "〔26〕15号", [("LA003", "〔26〕")]),
    (NOTICE, "虚谷府办发〔2026〕15号", "虚谷府人〔26〕15号", [("LA003", "〔26〕")]),
    (NOTICE, "虚谷府办发〔2026〕15号", "虚谷府字〔2026〕05号", [("LA005", "05")]),
    (REPLY, "竹沟府文〔2026〕2号", "竹沟府文(2026)2号", [("LA002", "(2026)")]),
    (NOTICE, "有关单位：", "有关单位 :", [("LA030", ":")]),
    (NOTICE, "有关单位：", "有关单位，", [("LA030", "，")]),
    (NOTICE, "有关单位：", "有关单位。", [("LA030", "。")]),
    (NOTICE, "2026年5月8日\n（", "2026年05月08日\n（", [("LA051", "2026年05月08日")]),
    (REPLY, "2026年3月3日", "二〇二六年三月三日", [("LA051", "二〇二六年三月三日")]),
    (NOTICE, "2026年5月8日印发", "2026.5.8印发", [("LA081", "2026.5.8")]),
    (NOTICE, "县人武部。", "县人武部", [("LA080", "")]),
    (NOTICE, "抄送：", "抄送 :", [("LA080", " :")]),
    (REQUEST, "签发人：", "签发人 :", [("LA082", " :")]),
    (REQUEST, "特急", "紧急", [("LA083", "紧急")]),
    (REQUEST, "大桥的请示\n", "大桥的请示。\n", [("LA023", "。")]),
    # Numbering.
    (NOTICE, "三、严肃", "四、严肃", [("LA040", "四、")]),
    (NOTICE, "2.水库", "3.水库", [("LA040", "3.")]),
    (NOTICE, "（二）及时发布", "（一）及时发布", [("LA041", "（一）")]),
    (NOTICE, "二、强化", "三、强化", [("LA040", "三、")]),
    (NOTICE, "（二）加强", "（三）加强", [("LA040", "（三）")]),
    (REQUEST, "二、请示事项", "一、请示事项", [("LA041", "一、")]),
    (REPORT, "（二）强化监督。", "（二）强化监督；（三）补短板。\n（四）再提升。", []),
    (JOINT, "1．设定目标；\n2．", "（1）设定目标；\n（2）", [("LA042", "（1）")]),
    # Attachments.
    (NOTICE, "附件：1.2026年防汛", "附件1：2026年防汛", [("LA060", "附件1：")]),
    (NOTICE, "责任人名单\n　　　2.", "责任人名单；\n　　　2.", [("LA061", "；")]),
    (
        LETTER,
        "附件：领导小组成员单位名单",
        "附件：《领导小组成员单位名单》",
        [("LA062", "《领导小组成员单位名单》")],
    ),
    (JOINT, "2．绩效", "4．绩效", [("LA063", "4")]),
    (NOTICE, "附件：1.2026年防汛", "附件一：2026年防汛", [("LA060", "附件一：")]),
    (
        NOTICE,
        "信息登记表\n虚",
        "信息登记表\n3.值班表\n虚",
        [("LA064", "附件：1.2026年防汛抗旱责任人名单")],
    ),
    (NOTICE, "附件2\n", "", [("LA064", "附件：1.2026年防汛抗旱责任人名单")]),
    (NOTICE, "附件2\n", "附件二\n", []),
    (NOTICE, "附件2\n", "附件3\n", [("LA068", "附件3")]),
    (NOTICE, "附件1\n2026年防汛抗旱责", "附件1\n2026年防汛责", [("LA065", "2026年防汛责任人名单")]),
    (NOTICE, "附件1\n2026", "附件1：\n2026", [("LA066", "：")]),
    (NOTICE, "格式见附件2", "格式见附件3", [("LA067", "附件3")]),
    (LETTER, "附件：领导小组成员单位名单\n", "", [("LA064", "附件")]),
    # The marker (R50).
    (NOTICE, "（此件公开发布）", "（此件依申请公开）", [("OP002", "此件依申请公开")]),
    (NOTICE, "（此件公开发布）", "（此件不公开）", [("OP003", "此件不公开")]),
    (NOTICE, "（此件公开发布）", "（此件发至乡镇级）", [("OP004", "此件发至乡镇级")]),
    (NOTICE, "（此件公开发布）", "（此件主动公开）", [("OP005", "此件主动公开")]),
    (NOTICE, "（此件公开发布）", "（此件公开发部）", [("OP007", "此件公开发部")]),
    (NOTICE, "（此件公开发布）", "（此件公开发布）\n（此件不予公开）", [("OP008", "此件不予公开")]),
    (NOTICE, "（此件公开发布）", "（此件有删减）", [("OP001", ""), ("OP006", "此件有删减")]),
    (NOTICE, "（此件公开发布）", "此 件 公开发布", [("OP011", "此 件 公开发布")]),
    (NOTICE, "（此件公开发布）", "附注：（此件公开发布）", []),
    (NOTICE, "（此件公开发布）", "（附注：此件公开发布）", []),
    (NOTICE, "（此件公开发布）", "※（此件公开发布）", []),
    (NOTICE, "（此件公开发布）", "此件公开发布　　2026年5月8日", [("OP011", "此件公开发布")]),
    (
        NOTICE,
        "（此件公开发布）\n附件1\n2026年防汛抗旱责任人名单\n",
        "附件1\n2026年防汛抗旱责任人名单\n（此件公开发布）\n",
        [("OP010", "此件公开发布")],
    ),
    (NOTICE, "（此件公开发布）\n", "标注为“此件公开发布”的才能上网。\n", [("OP001", "")]),
]


@pytest.mark.parametrize(("text", "old", "new", "expected"), MUTANTS)
def test_one_fault_gives_its_finding(
    text: str, old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    """One change to a correct document is found, once, at its place."""
    assert old in text

    assert audited(Document("稿", (Passage("", text.replace(old, new, 1)),))) == expected


UNMARKED = NOTICE.replace("（此件公开发布）\n", "")
ASIDE = [
    (PassageKind.PICTURE, "此件公开发布", "OP009"),
    (PassageKind.FILE_NAME, "防汛通知（此件公开发布）.docx", "OP009"),
    (PassageKind.PROPERTY, "此件公开发布", "OP009"),
    (PassageKind.COMMENT, "此件公开发布？", "OP009"),
    (PassageKind.HIDDEN, "（此件公开发布）", "OP009"),
    (PassageKind.DELETED, "（此件公开发布）", "OP009"),
    (PassageKind.HEADER, "此件 公开发布", "OP009"),
    (PassageKind.FILE_NAME, "防汛通知.docx", "OP001"),
]


@pytest.mark.parametrize(("kind", "aside", "expected"), ASIDE)
def test_marker_outside_the_text_is_refused_with_its_reason(
    kind: PassageKind, aside: str, expected: str
) -> None:
    """R50: with the mark only in a picture or file name, refused with the exact reason."""
    document = Document("稿", (Passage("", UNMARKED), Passage("旁", aside, kind)))

    assert [rule for rule, _ in audited(document)] == [expected]


def test_head_and_tail_in_tables_are_found() -> None:
    """A letterhead, a signature and a marker set in borderless tables are not missing."""
    lines = [
        *("虚谷土家族苗族自治县竹沟镇人民政府文件", "竹沟镇人民政府关于修复大桥的请示"),
        *("县人民政府：", "竹沟大桥桥墩受损，恳请安排专项资金。", "妥否，请批示。"),
    ]
    cells = [
        *("竹沟府文〔2026〕9号", "签发人：彭远山", "虚谷土家族苗族自治县竹沟镇人民政府"),
        *("2026年4月30日", "（此件公开发布）"),
    ]
    document = Document(
        "稿",
        (
            *(Passage("", line) for line in lines),
            *(Passage("", text, cell=Cell(1, row, 1)) for row, text in enumerate(cells, start=1)),
            Passage("", "（联系人：田小河，联系电话：023-75550000）"),
        ),
    )

    assert not audited(document)


def numbered(*lines: str) -> Document:
    """A document of one passage a line; what stands before | is its automatic number."""
    return Document(
        "稿.docx",
        tuple(
            Passage("", text, label=label)
            for label, _, text in (
                line.rpartition("|") if "|" in line else ("", "", line) for line in lines
            )
        ),
    )


AUTOMATIC = """\
虚谷府办发〔2026〕15号
虚谷土家族苗族自治县人民政府办公室
关于做好2026年防汛抗旱工作的通知
各乡镇人民政府，县政府各部门：
为切实做好防汛抗旱工作，现将有关事项通知如下：
一、|压实工作责任
（一）|落实包保责任。
1.|村（社区）责任人每日巡查。
2.|2026年5月底前逐库登记。
3.|5G基站逐站登记。
（二）|加强值班值守。
二、|强化监测预警：
（一）|完善监测网络。
三、|严肃工作纪律
附件：
1.|2026年防汛抗旱责任人名单
2.|防汛抗旱责任人信息登记表
虚谷土家族苗族自治县人民政府办公室
2026年5月8日
（此件公开发布）"""
TYPED = AUTOMATIC.replace("|", "")
HALF_TYPED = (
    TYPED.replace("、", "、|").replace("附件：\n1.", "附件：1.").replace("2.防汛", "2.|防汛")
)
WITHOUT_RECIPIENTS = """\
虚谷土家族苗族自治县人民政府公告
2026年第3号
一、|报名条件：
（一）|依法登记；
（二）|信用良好。
二、|报名时间为2026年5月10日至20日。
虚谷土家族苗族自治县人民政府
2026年5月8日
（此件公开发布）"""
NUMBERED = {
    "automatic": AUTOMATIC,
    "typed": TYPED,
    "headings automatic, items typed": HALF_TYPED,
    "no recipients": WITHOUT_RECIPIENTS,
    "one attachment": AUTOMATIC.replace(
        "附件：\n1.|2026年防汛抗旱责任人名单\n2.|防汛", "附件：防汛"
    ),
    "title in a numbered style": AUTOMATIC.replace("关于做好", "1|关于做好"),
    "part of chapters": AUTOMATIC.replace("一、|压", "第一条|压")
    .replace("二、|强", "第二条|强")
    .replace("三、|严", "第三条|严"),
}


@pytest.mark.parametrize("text", NUMBERED.values(), ids=NUMBERED)
def test_automatic_and_typed_numbers_follow_each_other(text: str) -> None:
    assert not audited(numbered(*text.split("\n")))


NUMBERED_WRONG = [
    (AUTOMATIC, "三、|严", "四、|严", [("LA040", "严")]),
    (AUTOMATIC, "三、|严", "二、|严", [("LA041", "严")]),
    (AUTOMATIC, "（二）|加", "（四）|加", [("LA040", "加")]),
    (AUTOMATIC, "3.|5G", "4.|5G", [("LA040", "5")]),
    (
        AUTOMATIC,
        "1.|村（社区）责任人每日巡查。\n2.|2026年5月底前逐库登记。\n3.|5G",
        "（1）|5G",
        [("LA042", "5")],
    ),
    (AUTOMATIC, "三、|严", "四、严", [("LA040", "四、")]),
    (AUTOMATIC, "2.|防汛", "3.|防汛", [("LA063", "防")]),
    (AUTOMATIC, "2.|防汛抗旱责任人信息登记表\n", "", [("LA063", "2")]),
    (AUTOMATIC, "三、|严", "三、|三、严", [("LA041", "三、")]),
    (AUTOMATIC, "（二）|加", "（二）|（二）加", [("LA041", "（二）")]),
    (AUTOMATIC, "三、|严", "三、|一、二、三产业严", []),
    (TYPED, "三、严", "四、严", [("LA040", "四、")]),
    (TYPED, "（二）加", "（三）加", [("LA040", "（三）")]),
    (HALF_TYPED, "（二）加", "（三）加", [("LA040", "（三）")]),
    (HALF_TYPED, "三、|严", "四、|严", [("LA040", "严")]),
    (HALF_TYPED, "2.2026年5", "3.2026年5", [("LA040", "3.")]),
    (HALF_TYPED, "2.|防汛", "3.|防汛", [("LA063", "防")]),
    (WITHOUT_RECIPIENTS, "（二）|信", "（三）|信", [("LA040", "信")]),
]


@pytest.mark.parametrize(("text", "old", "new", "expected"), NUMBERED_WRONG)
def test_wrong_number_is_found_whether_automatic_or_typed(
    text: str, old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    """An automatic number is no part of the text: the first character stands for it."""
    assert old in text

    assert audited(numbered(*text.replace(old, new, 1).split("\n"))) == expected


def test_message_names_the_automatic_number() -> None:
    text = AUTOMATIC.replace("三、|严", "四、|严")
    messages = [one.message for one in audit(OWN, numbered(*text.split("\n")), OFFICIAL).findings]

    assert messages == ["自动编号“四、”前缺“三、”，请核对是否漏段或者没有重排"]


def test_attachment_in_an_archive_needs_no_marker() -> None:
    """Packed beside its document; alone, or with a number of its own, it is a document."""
    main = Passage("", NOTICE, enclosure="通知.docx")
    table = Passage("", "责任人名单\n一、县级责任人", enclosure="附件1.docx")
    document = Passage("", UNMARKED, enclosure="附件2.docx")

    assert not audited(Document("包.zip", (main, table)))
    assert ("OP001", "") in audited(Document("包.zip", (table,)))
    assert audited(Document("包.zip", (main, document))) == [("OP001", "")]


def test_table_of_disclosure_items_is_no_marker() -> None:
    """Cells that say 主动公开 describe other documents."""
    cells = tuple(
        Passage("", text, cell=Cell(1, 2, column, "公开属性"))
        for column, text in enumerate(("主动公开", "依申请公开", "不予公开"), start=1)
    )

    assert not audited(Document("稿", (Passage("", NOTICE), *cells)))


@pytest.mark.parametrize("text", CORRECT.values(), ids=CORRECT)
def test_documents_with_lines_lost_or_swapped_are_still_read(text: str) -> None:
    lines = text.split("\n")
    for index in range(len(lines)):
        audited(Document("稿", (Passage("", "\n".join(lines[:index] + lines[index + 1 :])),)))
        audited(Document("稿", (Passage("", "\n".join(lines[index:] + lines[:index])),)))


def test_any_text_can_be_read() -> None:
    """A text that is no official document has few elements and raises nothing."""
    for text in (
        "",
        " \n ",
        "附件",
        "附件：",
        "2026年5月8日",
        "抄送：",
        "。",
        "各单位：",
        "1.\n附件1",
    ):
        audited(Document("稿", (Passage("", text),)))
