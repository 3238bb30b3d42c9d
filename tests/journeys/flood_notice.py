"""The notice of the first journey, about 1,400 characters, with the faults that were put into it.

Of the six faults of the scenario three are here: two words and the number of a decree are seen
by the spelling and by the table of laws. Everybody and everything named is invented.
"""

from dataclasses import dataclass

TITLE = "竹沟镇人民政府关于做好2027年汛期地质灾害避险转移工作的通知"
NUMBER = "竹沟府发〔2026〕31号"
MARKER = "（此件公开发布）"
ATTACHED = "避险转移安排表.docx"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: where it stands, and what is done about it."""

    before: str
    text: str
    fix: str | None


DATE = Fault("请于2027年", "6月31日", "6月30日")
BOOKMARK = Fault("名册由各村（社区）保管并逐户核对。", "[bookmark: _GoBack]", "")
ADDRESS = Fault("通过政务外网灾情系统（", "http://10.48.1.10/zaiqing", None)
FAULTS = (BOOKMARK, DATE, ADDRESS)
"""In the order of the text."""

PARAGRAPHS = (
    NUMBER,
    "各村（社区），镇属各单位：",
    (
        "为切实做好2027年汛期地质灾害避险转移工作，保障人民群众生命财产安全，根据《地质灾害防治条例》（国务院令第394号）"
        "和县政府的有关要求，结合我镇实际，现将有关事项通知如下："
    ),
    "一、总体要求",
    (
        "坚持人民至上、生命至上，坚持预防为主、防抗救相结合，把避险转移作为防范地质灾害最有效的办法，做到应转尽转、应转早转。"
        "对受威胁的群众，宁可十防九空，也不可失防万一，确保不因转移不及时造成人员伤亡。"
    ),
    "二、转移对象",
    (
        "（一）居住在地质灾害隐患点威胁范围内的群众。全镇现有在册地质灾害隐患点17处，威胁群众86户、312人，"
        f"{BOOKMARK.before}{BOOKMARK.text}"
    ),
    "（二）居住在陡坡、切坡建房处以及山洪沟口的群众。各村（社区）应当在汛前再排查一遍，新发现的险情随时上报。",
    "（三）在隐患点附近施工、经营和旅游的人员。施工单位和经营者应当与所在村（社区）保持联系，明确专人负责。",
    "三、转移时机",
    "（一）收到县气象、规划自然资源部门发布的地质灾害气象风险预警后，按照预警等级组织转移。发布橙色以上预警的，威胁范围内的群众全部转移。",
    "（二）巡查中发现坡体开裂、树木歪斜、泉水变浑等前兆的，不等通知，立即转移，边转移边报告。",
    "（三）夜间有强降雨预报的，应当在天黑以前完成转移，避免夜间冒险撤离。",
    "四、工作任务",
    (
        "（一）完善预案。各村（社区）应当逐户填写防灾工作明白卡和避险明白卡，落实一户一策，明确转移路线、安置地点和责任人。"
        f"{DATE.before}{DATE.text}前将修订后的预案报镇应急管理岗备案。"
    ),
    "（二）落实人员。每处隐患点配备1名群测群防员，每户受威胁群众确定1名干部联系。老年人、残疾人、孕产妇和儿童由专人护送。",
    "（三）备足物资。镇政府在镇中心小学、镇便民服务中心设立2处集中安置点，备好帐篷、被褥、照明和饮用水，能够同时安置400人。",
    "（四）开展演练。各村（社区）应当在汛前组织1次避险转移演练，让群众熟悉预警信号、转移路线和安置地点，演练情况留存影像资料。",
    "（五）畅通信息。预警信息应当通过广播、铜锣、电话和上门等方式通知到户到人，不得只发微信群了事。对外出务工的户主，同时通知其留守家人。",
    "（六）妥善安置。转移群众以投亲靠友为主，集中安置为辅。集中安置点应当做好饮食、住宿、医疗和卫生防疫工作，安排人员值守，严禁群众擅自返回。",
    "五、工作要求",
    "（一）加强领导。镇政府成立避险转移工作专班，各村（社区）主要负责人为第一责任人，驻村干部包片负责，层层落实到户到人。",
    (
        "（二）严明纪律。汛期实行24小时值班和领导带班制度，值班人员不得脱岗离岗。险情、灾情应当在接报后15分钟内电话报告，"
        f"30分钟内{ADDRESS.before}{ADDRESS.text}）书面报告。"
    ),
    "（三）确认安全后返回。预警解除以后，经专业人员实地查看，确认没有危险的，由村（社区）统一组织群众返回。",
    "镇值班电话：023-75550110。",
    "附件：竹沟镇避险转移安排表",
    "竹沟镇人民政府",
    "2026年11月24日",
    MARKER,
)


def as_word_copies_it() -> str:
    """Return the text as Word puts it on the clipboard: styles of its own around each paragraph."""
    style = "mso-margin-top-alt:auto;text-indent:32.0pt;mso-char-indent-count:2.0"
    lines = "".join(
        f'<p class=MsoNormal style="{style}"><span lang=ZH-CN style="font-family:仿宋_GB2312;'
        f'mso-hansi-font-family:Calibri">{line}</span><o:p></o:p></p>\n'
        for line in PARAGRAPHS
    )
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8">'
        f"<meta name=Generator content='Microsoft Word 15'></head><body lang=ZH-CN>{lines}</body></html>"
    )
