"""The fictional county's tables, for rule pages whose examples say ``county``."""

import datetime

from shenfa.text import Citations, County, Instrument

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
    )
)
