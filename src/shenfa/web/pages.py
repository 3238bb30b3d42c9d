"""The pages that are there already: where the API is, whether the system lives, refusals."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

PAGE = """<!DOCTYPE html>
<html lang="zh-Hans">
<head><meta charset="utf-8"><title>{title}</title></head>
<body><h1>{title}</h1><p>{text}</p></body>
</html>
"""
TEXT = "text/plain; charset=utf-8"


def home(_request: HttpRequest) -> HttpResponse:
    """Lead to what waits for whoever comes, and by way of that to the sign-in."""
    return HttpResponseRedirect("/tasks")


def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("数据库无法连接\n", status=503, content_type=TEXT)
    return HttpResponse("正常\n", content_type=TEXT)


def csrf_refused(_request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form did not come from a page of ours."""
    del reason
    return _told(403, "页面已经过期", "请刷新页面后重新提交")


def bad_request(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request cannot be read."""
    del exception
    return _told(400, "请求不能识别", "请检查地址后重试")


def forbidden(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request is refused."""
    del exception
    return _told(403, "该请求被拒绝", "请刷新后重试")


def not_found(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    del exception
    return _told(404, "没有找到该页面", "请核对地址后重试")


def failure(_request: HttpRequest) -> HttpResponse:
    """Say that something broke, and nothing else."""
    return _told(500, "系统出错", "没有办理，请稍后重试或联系管理员")


def _told(status: int, title: str, text: str) -> HttpResponse:
    return HttpResponse(PAGE.format(title=title, text=text), status=status)
