"""What can be wrong with a trail, one sentence each, to follow 第N条记录 or 第N个检查点."""

from typing import TypeVar

Value = TypeVar("Value")

FAULTS = {
    "json": "不是一条完整的记录，可能被改动或截断",
    "form": "不是规范格式，可能被改动",
    "seq": "序号不连续，此前有记录被删除、插入或调换",
    "alg": "使用了不认识的摘要算法",
    "prev": "与上一条接不上，上一条或本条被替换",
    "hash": "的内容与摘要不符，内容被改动",
    "time": "的时间早于上一条，时间被倒填",
    "anchor": "与检查点不符，检查点签署之后此前的记录被改写",
    "signature": "的签名与给定的公钥不符，请核对公钥",
    "origin": "不属于本导出文件所称的单位",
    "backwards": "的时间或记录数少于上一个",
    "verb": "的动作不在约定之内",
    "fact": "的事实不全或写法不合约定",
    "name": "涉及的人员不在人员名册中",
    "unit": "所属的单位没有登记",
    "revision": "指向的版本没有登记，或不属于这份稿件",
    "again": "重复登记了已有的编号",
    "content": "所签的不是该版本的内容",
    "ended": "所在的版本已经终止、下线或清除，须重新走三审",
    "proxy": "由他人代为操作，重新验证身份的不是本人",
    "maker": "没有把制作人、提交人列入作者",
    "lowered": "把重大信息改为一般信息，没有第二人确认",
    "second": "应由另一人确认，实为同一人",
    "unsubmitted": "作出审查结论时稿件尚未提交",
    "order": "的审级顺序不对，未按初审、审核、审发依次进行",
    "author": "的审查人员是该稿件的作者、编辑或上传人",
    "twice": "的审查人员已审过该版本的另一级，属于一人多审",
    "other": "应由提出“不确定”的同一审查人员作出",
    "answer": "作出结论时，此前“不确定”的问题还没有得到指定人员答复",
    "staff": "的操作人员已停用、未登记或属于外包人员",
    "post": "的操作人员当时不在相应岗位，或任职尚未备案",
    "leader": "的备案不是由本单位主要领导确认",
    "administrator": "使管理员同时担任其他岗位，违反三员分立",
    "proof": "的校对记录不全，缺少本级应校的项目",
    "secrecy": "之前没有“通过”的保密审查结论",
    "capture": "发布的转载信息没有来源存证",
    "source": "发布的动态类新闻，来源不在当时允许转载的名单内，也没有经批准的例外",
    "paradox": "所依据的来源存证，来源发布时间晚于存证时间",
    "visit": "发布的内容涉及市管领导活动，来源不是县融媒体中心",
    "equal": "发布的转载内容与来源不一致，差异没有处理",
    "finding": "处置了没有登记的问题点，或处置方式不符合规定",
    "clearer": "的处置人员无权处置这类问题点",
    "signatory": "的承诺不是由审发人员在审发通过后作出",
    "commitments": "提交审核表时四项承诺不全",
    "signed": "审核表的签字日期早于审发日期",
    "resubmit": "作出县政府办公室审核结论时，没有待审的审核表",
    "county_person": "的县政府办公室审核人员是该稿件的作者或三审人员之一",
    "three": "发布时缺少三级审查“通过”的结论",
    "checks": "发布时自动检查没有得出确定结果",
    "open": "发布时还有问题点没有处置",
    "gap": "发布时还有内容没有经三名审查人员逐一人工审看",
    "attribute": "审发或发布了没有确定为主动公开的信息",
    "marker": "发布了没有标注“此件公开发布”的公文",
    "channel": "发布到了版本所列之外或未开通的渠道",
    "county": "发布到县门户主栏目，没有县政府办公室的审核同意",
    "duties": "的责任登记与制作、审查、发布人员不符",
    "step": "的发布状态不允许这一步",
}


class Unusable(Exception):
    """The input cannot be judged at all."""


class Broken(Exception):
    """The trail, or a release in it, does not hold."""


def need(holds: object, fault: str) -> None:
    """Break off with the sentence of ``fault`` unless ``holds``."""
    if not holds:
        raise Broken(FAULTS[fault])


def known(value: Value | None, fault: str) -> Value:
    """Return the value, or break off with the sentence of ``fault`` if there is none."""
    if value is None:
        raise Broken(FAULTS[fault])
    return value
