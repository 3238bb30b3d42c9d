"""Whose account it is: a body's account is public business, a person's is not."""

import re

HOLDER = re.compile(
    r"(?:户\s?名|开户名称?|账户名称?|帐户名称?|开户单位|收款单位|收款人(?:全称|名称)?|单位名称|收款方|账户|单位|名称|公司名称|企业名称)"
    r"\s?[::]?\s?(?P<holder>[^\s,:;。、|()]{2,40})"
)
BODY = re.compile(
    r"公司|集团|合作社|协会|学会|商会|基金会|慈善|红十字|委员会|村委会|居委会|政府|财政|[局厅署]$|[局厅署](?=专户|账户)|中心|医院|卫生院|学校|小学|中学|大学"
    r"|学院|幼儿园|办公室|办事处|管理[局处所站]|[厂店社所站院行处]$|事务所|工会|银行|有限"
)
PUBLIC = re.compile(
    r"对公|基本(?:存款)?账?户|专户|专用账户|保证金|投标|招标|监管账户|国库|非税|缴款|缴纳|捐赠|捐款|募捐|开户许可|公共资源|代收代缴"
)
PERSON = re.compile(
    r"持卡人|本人|个人|姓名|户主|领款人|领取人|补助对象|补贴对象|农户|患者|学生|职工"
)
NAMED_AFTER = re.compile(r"\s?[(]\s?(?P<holder>[^\s,:;。()]{3,30})[),。]?")
BANK = re.compile(r"银行|支行|分行|农商行?|信用社|邮储|营业|开户")
BEFORE, AFTER = 90, 70


def belongs_to_body(text: str, span: tuple[int, int], row: str = "") -> bool:
    """Return whether the holder named around an account number is an organisation."""
    before = text[max(0, span[0] - BEFORE) : span[0]]
    after = text[span[1] : span[1] + AFTER]
    around = f"{before}\n{after}\n{row}"
    holders = [match["holder"] for match in HOLDER.finditer(around)]
    if any(BODY.search(holder) for holder in holders):
        return True
    if (named := NAMED_AFTER.match(after)) and _is_body(named["holder"]):
        return True
    near = f"{before[-40:]}\n{after[:40]}\n{row}"
    return PUBLIC.search(near) is not None and PERSON.search(before[-24:]) is None


def _is_body(holder: str) -> bool:
    # Where the account is kept says nothing about whose it is.
    return BODY.search(holder) is not None and BANK.search(holder) is None
