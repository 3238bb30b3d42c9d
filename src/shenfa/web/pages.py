"""The pages that are there already: where the API is, whether the system lives, refusals."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
BROKEN = """<!DOCTYPE html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>系统出错 - 审发</title>
<link rel="stylesheet" href="/static/vendor/bootstrap.min.css">
<link rel="stylesheet" href="/static/desk/desk.css">
</head>
<body>
<main id="main"><div class="narrow panel"><div class="empty">
<h1>系统出错</h1>
<p class="mt-2">刚才的操作没有办理，请稍后重试，仍不行的请联系系统管理员</p>
<p><a class="btn" href="/">回到首页</a></p>
</div></div></main>
</body>
</html>
"""
"""Made of nothing that could be broken as well."""
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


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form did not come from a page of ours."""
    del reason
    sentence = "页面打开得太久或者浏览器禁用了 Cookie，请返回上一页，刷新后重新提交"
    return _told(request, 403, "页面已经过期", sentence)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request cannot be read, or is too much at once."""
    if isinstance(exception, TOO_MUCH):
        return _told(request, 413, "提交的内容太大", "没有保存，请减少内容或者改为附件后重新提交")
    return _told(request, 400, "请求不能识别", "请检查地址后重试")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request is refused."""
    del exception
    return _told(request, 403, "不能查看", "没有权限查看该页面，请联系本单位负责人")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    del exception
    return _told(request, 404, "没有找到该页面", "请核对地址，或者从首页重新进入")


def failure(_request: HttpRequest) -> HttpResponse:
    """Say that something broke, and nothing else."""
    return HttpResponse(BROKEN, status=500)


def _told(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    context = {"title": title, "sentence": sentence}
    return render(request, "parts/error.html", context, status=status)
