"""Numbers, dates, times, units and amounts: how they are written, and whether they can be."""

from shenfa.text import Basis, Level

NUMERALS_STANDARD = (Basis("出版物上数字用法", "GB/T 15835—2011"),)
"""What most rules of this family stand on. The clauses are left empty until they are confirmed."""

ACCURACY_NOTICE = (
    Basis(
        "关于进一步加强政府网站与政府系统政务新媒体信息内容审核和发布工作的通知",
        "",
        "“三、突出审查重点”",
        Level.POLICY,
    ),
)
"""For what no standard of writing forbids because it is simply untrue: 表述错误."""
