r"""本机路径或内部网络地址

## 检查什么

正文里的 file:/// 地址、C:\Users\…、\\服务器\共享 一类本机路径，以及 192.168.…、localhost 等内部网络地址。

## 为什么

公众打不开这类地址，还会暴露内部网络和办公电脑的信息。

## 示例

错：材料放在⟦\\192.168.1.5\share⟧
错：附件下载：⟦file:///C:/Users/Administrator/Desktop/a.docx⟧
错：图片来源：⟦C:\Users\Administrator\AppData\Local\Temp\ksohtml\w1.png⟧
错：详见⟦http://192.168.1.10:8080/list⟧
错：请登录⟦http://localhost/admin⟧查看
对：网址：http://www.example.com/a.html
对：版本号为10.2.3.1。
对：D盘空间不足时请清理。

## 例外

没有写出协议的内部地址只在有端口时报告。
"""

import re
from collections.abc import Iterator

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

PRIVATE = r"(?:192\.168|10\.\d{1,3}|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}"
REST = r"[^\s\u3000-\u9fff\uff01-\uff60“”‘’]{0,200}"
PATTERN = re.compile(
    rf"\\\\(?:{PRIVATE}|[A-Za-z][\w\-]{{1,30}})\\[^\s，。；]{{1,200}}|file:///?{REST}"
    rf"|(?<![A-Za-z])[A-Za-z]:\\(?:[^\s\\/:*?\"<>|，。；]{{1,60}}\\){{1,12}}[^\s\\/:*?\"<>|，。；]{{0,80}}"
    rf"|https?://(?:{PRIVATE}|localhost|127\.0\.0\.1)(?![\w.])(?::\d{{2,5}})?(?:/{REST})?"
    rf"|(?<![\d.]){PRIVATE}:\d{{2,5}}(?:/{REST})?"
)


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in PATTERN.finditer(text):
        yield Hit(*match.span(), "这是本机或内部网络地址，公众打不开，请换成公开地址或删除")


RULE = TextRule(
    code="RE030",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=(
        "file://",
        "\\\\",
        ":\\",
        "192.168.",
        "://10.",
        "://172.",
        "localhost",
        "127.0.0.1",
        "172.",
        "10.",
    ),
)
