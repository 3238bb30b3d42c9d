"""The fictional county's tables, for rule pages whose examples say ``county``."""

import datetime

from shenfa.text import Alias, Citations, ContentKind, County, Instrument, Leader

EXAMPLE_COUNTY = County(
    citations=Citations(
        (
            Instrument(
                title="虚谷土家族苗族自治县政务公开工作办法",
                kind="县政府文件",
                number="虚谷府发〔2024〕12号",
                issuer="虚谷土家族苗族自治县人民政府",
                promulgated=datetime.date(2024, 5, 8),
                effective=datetime.date(2024, 6, 1),
                articles=3,
                aliases=("虚谷县政务公开办法",),
                texts=(
                    (1, "为了规范政务公开工作，保障公众依法获取政府信息，制定本办法。"),
                    (2, "各乡镇、各部门应当在信息形成之日起十五个工作日内公开，并按月报送台账。"),
                ),
            ),
            Instrument(
                title="虚谷土家族苗族自治县政务公开考核细则",
                kind="县政府办公室文件",
                number="虚谷府办发〔2019〕7号",
                ended=datetime.date(2024, 6, 1),
                replaced_by="虚谷土家族苗族自治县政务公开工作办法",
            ),
        ),
        wants_numbers=True,
    ),
    leaders=(
        Leader("向云舟", "县委书记", 1, listed=True),
        Leader("田野", "县委副书记", 2, listed=True),
        Leader("田野", "县长", 2, listed=True),
        Leader("冉秋实", "副县长", 5, datetime.date(2024, 3, 1)),
        Leader("杨柳青", "副县长", 6),
        Leader("石磊", "县政府办公室主任", 8),
        Leader("龙在天", "县长", 2, valid_to=datetime.date(2022, 6, 30)),
    ),
    aliases=(
        Alias(
            "县扶贫办",
            "县农业农村委",
            "示例",
            (ContentKind.NEWS,),
            ("县扶贫办旧址",),
            datetime.date(2021, 6, 1),
        ),
    ),
)
