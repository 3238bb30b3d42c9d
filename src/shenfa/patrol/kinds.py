"""The kinds of observation: what each is called, how grave it is, and on what it stands."""

from dataclasses import dataclass
from enum import StrEnum

from shenfa.text import Severity

GUIDE = "《政府网站发展指引》（国办发〔2017〕47号）"
INDICATORS = "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）"
PRIVACY_LAW = "《中华人民共和国个人信息保护法》"
NOTICE = "本县信息发布审查与巡查通知"


class Kind(StrEnum):
    """Every kind there is. The list is closed: reports of one schema know no other."""

    BROKEN_PAGE = "broken_page"
    BROKEN_IMAGE = "broken_image"
    BROKEN_ATTACHMENT = "broken_attachment"
    BROKEN_EXTERNAL = "broken_external"
    BROKEN_CSS = "broken_css"
    BROKEN_JS = "broken_js"
    SOFT_404 = "soft_404"
    REDIRECT_LOOP = "redirect_loop"
    REDIRECT_TO_HOME = "redirect_to_home"
    TIMEOUT_PAGE = "timeout_page"
    ATTACHMENT_ZERO_BYTES = "attachment_zero_bytes"
    ATTACHMENT_TYPE_MISMATCH = "attachment_type_mismatch"
    LOCAL_PATH_LINK = "local_path_link"
    INTRANET_LINK = "intranet_link"
    HIDDEN_LINK = "hidden_link"
    TAMPER_META_REFRESH = "tamper_meta_refresh"
    TAMPER_SEO_META = "tamper_seo_meta"
    UA_CLOAKING = "ua_cloaking"
    DISPLAY_ERROR = "display_error"
    EMPTY_ARTICLE = "empty_article"
    CHARSET_MISMATCH = "charset_mismatch"
    META_MISSING = "meta_missing"
    META_EMPTY = "meta_empty"
    META_BAD_FORMAT = "meta_bad_format"
    SITECODE_INCONSISTENT = "sitecode_inconsistent"
    FOOTER_MISSING = "footer_missing"
    PUBDATE_CONFLICT = "pubdate_conflict"
    NO_PUBLISH_DATE = "no_publish_date"
    PII_IN_ARTICLE = "pii_in_article"
    PII_IN_ATTACHMENT = "pii_in_attachment"
    TYPO = "typo"
    NO_PUBLIC_MARK = "no_public_mark"
    COLUMN_STALE = "column_stale"
    EMPTY_COLUMN = "empty_column"
    FIXED_PAGE_STALE = "fixed_page_stale"
    NEWMEDIA_STALE = "newmedia_stale"
    NEWMEDIA_NO_INTERACTION = "newmedia_no_interaction"
    HOME_UNAVAILABLE = "home_unavailable"
    HOME_SLOW = "home_slow"
    CERTIFICATE_EXPIRING = "certificate_expiring"
    UNAPPROVED_PAGE = "unapproved_page"
    CHANGED_AFTER_APPROVAL = "changed_after_approval"
    RENAMED_ACCOUNT = "renamed_account"
    UNREGISTERED_ACCOUNT = "unregistered_account"
    SURGE_UPDATE = "surge_update"
    BACKDATED = "backdated"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a kind is called, what it asks for, and its basis. ``advice`` says what to do."""

    name: str
    severity: Severity
    basis: str
    advice: str


def _row(name: str, severity: Severity, basis: str, advice: str) -> Meaning:
    return Meaning(name, severity, basis, advice)


BLOCKER, ERROR, WARNING, HINT = Severity

MEANINGS = {
    Kind.BROKEN_PAGE: _row("页面打不开", ERROR, INDICATORS, "恢复页面，或者删除指向它的链接"),
    Kind.BROKEN_IMAGE: _row("图片打不开", ERROR, INDICATORS, "补传图片，或者删除引用"),
    Kind.BROKEN_ATTACHMENT: _row("附件打不开", ERROR, INDICATORS, "补传附件，或者删除链接"),
    Kind.BROKEN_EXTERNAL: _row("外部链接打不开", WARNING, INDICATORS, "更换或者删除该外部链接"),
    Kind.BROKEN_CSS: _row("样式文件打不开", ERROR, INDICATORS, "恢复样式文件"),
    Kind.BROKEN_JS: _row("脚本文件打不开", ERROR, INDICATORS, "恢复脚本文件"),
    Kind.SOFT_404: _row(
        "页面提示不存在", ERROR, INDICATORS, "恢复内容，或者删除链接并返回 404 状态"
    ),
    Kind.REDIRECT_LOOP: _row("页面循环跳转", ERROR, INDICATORS, "请网站管理员更正跳转设置"),
    Kind.REDIRECT_TO_HOME: _row(
        "页面跳回首页", ERROR, INDICATORS, "恢复原页面，或者删除指向它的链接"
    ),
    Kind.TIMEOUT_PAGE: _row(
        "页面超过15秒未打开", ERROR, INDICATORS, "请网站管理员排查页面变慢的原因"
    ),
    Kind.ATTACHMENT_ZERO_BYTES: _row("附件是空文件", ERROR, INDICATORS, "重新上传附件"),
    Kind.ATTACHMENT_TYPE_MISMATCH: _row(
        "附件内容与类型不符", ERROR, INDICATORS, "重新上传正确的附件"
    ),
    Kind.LOCAL_PATH_LINK: _row("链接指向本机文件", ERROR, INDICATORS, "上传文件后改为网站地址"),
    Kind.INTRANET_LINK: _row("链接指向内部网络", ERROR, INDICATORS, "改为公众能够访问的地址"),
    Kind.HIDDEN_LINK: _row("暗链", BLOCKER, INDICATORS, "立即删除，并排查网站被入侵的途径"),
    Kind.TAMPER_META_REFRESH: _row(
        "页面被篡改为跳往外部", BLOCKER, INDICATORS, "立即恢复页面，并排查网站被入侵的途径"
    ),
    Kind.TAMPER_SEO_META: _row(
        "页面标题或者标签被篡改", BLOCKER, INDICATORS, "立即恢复页面，并排查网站被入侵的途径"
    ),
    Kind.UA_CLOAKING: _row(
        "对搜索引擎显示不同内容", BLOCKER, INDICATORS, "立即恢复页面，并排查网站被入侵的途径"
    ),
    Kind.DISPLAY_ERROR: _row("页面显示异常", ERROR, INDICATORS, "更正模板或者内容中的显示错误"),
    Kind.EMPTY_ARTICLE: _row("文章没有内容", ERROR, INDICATORS, "补充正文，或者撤下页面"),
    Kind.CHARSET_MISMATCH: _row("页面编码声明有误", ERROR, GUIDE, "更正页面的编码声明"),
    Kind.META_MISSING: _row("缺少页面标签", WARNING, GUIDE, "在模板中补上标签"),
    Kind.META_EMPTY: _row("页面标签为空", WARNING, GUIDE, "填写标签内容"),
    Kind.META_BAD_FORMAT: _row("页面标签格式不对", WARNING, GUIDE, "按规定格式填写标签"),
    Kind.SITECODE_INCONSISTENT: _row("网站标识码不一致", ERROR, GUIDE, "核对标识码后统一"),
    Kind.FOOTER_MISSING: _row("页面底部标识不全", WARNING, GUIDE, "在页面底部补全规定内容"),
    Kind.PUBDATE_CONFLICT: _row("发布日期前后不一", ERROR, INDICATORS, "核实发布日期后统一"),
    Kind.NO_PUBLISH_DATE: _row("没有发布日期", WARNING, INDICATORS, "补充发布日期"),
    Kind.PII_IN_ARTICLE: _row(
        "页面公开了个人信息", BLOCKER, PRIVACY_LAW, "立即撤下，脱敏后重新审查发布"
    ),
    Kind.PII_IN_ATTACHMENT: _row(
        "附件公开了个人信息", BLOCKER, PRIVACY_LAW, "立即撤下附件，脱敏后重新审查发布"
    ),
    Kind.TYPO: _row("内容差错", ERROR, INDICATORS, "核实后更正，并按规定重新审查"),
    Kind.NO_PUBLIC_MARK: _row("公文没有公开标注", WARNING, NOTICE, "核实公开属性后补上标注"),
    Kind.COLUMN_STALE: _row("栏目更新不及时", ERROR, INDICATORS, "更新栏目"),
    Kind.EMPTY_COLUMN: _row("栏目没有内容", ERROR, INDICATORS, "补充内容，或者撤销栏目"),
    Kind.FIXED_PAGE_STALE: _row("固定页面超过一年没有更新", WARNING, NOTICE, "核对内容后更新"),
    Kind.NEWMEDIA_STALE: _row("新媒体账号超过两周没有更新", ERROR, INDICATORS, "更新账号"),
    Kind.NEWMEDIA_NO_INTERACTION: _row(
        "新媒体账号没有互动功能", ERROR, INDICATORS, "开通留言等互动功能"
    ),
    Kind.HOME_UNAVAILABLE: _row("首页打不开", BLOCKER, INDICATORS, "立即请网站管理员恢复"),
    Kind.HOME_SLOW: _row("首页打开慢", WARNING, INDICATORS, "请网站管理员排查变慢的原因"),
    Kind.CERTIFICATE_EXPIRING: _row("安全证书即将到期", WARNING, GUIDE, "请网站管理员更换证书"),
    Kind.UNAPPROVED_PAGE: _row("页面没有审批记录", ERROR, NOTICE, "补办审查，或者撤下页面"),
    Kind.CHANGED_AFTER_APPROVAL: _row(
        "页面与审批内容不一致", ERROR, NOTICE, "恢复审批的内容，或者重新审查"
    ),
    Kind.RENAMED_ACCOUNT: _row("账号名称与登记不符", WARNING, NOTICE, "核实后变更登记"),
    Kind.UNREGISTERED_ACCOUNT: _row("账号没有登记", WARNING, NOTICE, "核实后补办登记"),
    Kind.SURGE_UPDATE: _row("栏目集中补发", WARNING, INDICATORS, "核实是否为应付检查而补发"),
    Kind.BACKDATED: _row("发布日期早于实际发布", BLOCKER, INDICATORS, "核实，不得伪造发布日期"),
}
