"""The county's founding notice and the regulations it rests on, as rules of all families cite them."""

from shenfa.text import Basis, Level

NOTICE = "关于进一步加强政府网站与政府系统政务新媒体信息内容审核和发布工作的通知"
REVIEW_POINTS = Basis(NOTICE, clause="三、突出审查重点", level=Level.POLICY)
"""What is to be reviewed: safety, accuracy of the wording, openness."""
SAME_AS_ORIGINAL = Basis(NOTICE, clause="附件1承诺事项第4项", level=Level.POLICY)
"""The electronic copy agrees in full with the signed original."""


def disclosure_regulations(article: str = "") -> Basis:
    """Return the regulations on the disclosure of government information, at one article."""
    return Basis("政府信息公开条例", "国务院令第711号", article, Level.REGULATION)
