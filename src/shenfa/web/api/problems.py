"""Problems: what a program is told when nothing was done (``application/problem+json``)."""

import json
from collections.abc import Mapping

from django.http import HttpResponse

MEDIA_TYPE = "application/problem+json"
STANDARD: Mapping[int, tuple[str, str]] = {
    400: ("bad_request", "请求不能识别，请检查后重试"),
    401: ("not_signed_in", "请先登录"),
    403: ("forbidden", "该请求被拒绝，请刷新后重试"),
    404: ("not_found", "没有找到该地址，请核对后重试"),
    405: ("method", "该地址不支持这种请求方法，请查看接口说明"),
    413: ("too_large", "提交的内容过大，请分开提交"),
    415: ("media_type", "请求内容应为 application/json"),
    500: ("failure", "系统出错，没有办理，请稍后重试或联系管理员"),
    503: ("unavailable", "系统暂时不能办理，请稍后重试"),
}
"""What is said where nobody has a better sentence."""
SCHEMA = {
    "type": "object",
    "title": "Problem",
    "description": "没有办理的原因",
    "required": ["status", "code", "title", "clause"],
    "properties": {
        "status": {"type": "integer", "description": "HTTP 状态码"},
        "code": {"type": "string", "description": "原因代码，供程序判断，不会改变"},
        "title": {"type": "string", "description": "原因，给人看的一句话"},
        "clause": {"type": "string", "description": "依据的条款，没有则为空"},
        "field": {"type": "string", "description": "填写不对的字段"},
    },
}


def problem(status: int, code: str, title: str, **more: str) -> HttpResponse:
    """Return a problem; ``more`` is the clause it rests on, or the field that is wrong."""
    content = {"status": status, "code": code, "title": title, "clause": "", **more}
    # A field may have any name, even one that is no text.
    body = json.dumps(content, ensure_ascii=False).encode(errors="replace")
    length = {"Content-Length": str(len(body))}
    return HttpResponse(body, content_type=MEDIA_TYPE, status=status, headers=length)


def standard_problem(status: int) -> HttpResponse:
    """Return the problem for a status of HTTP."""
    code, title = STANDARD.get(status, STANDARD[400 if status < 500 else 500])
    return problem(status, code, title)
