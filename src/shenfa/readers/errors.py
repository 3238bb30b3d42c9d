"""The one failure of the readers; foreign exceptions stop at their border."""

import errno

REFUSALS = {
    errno.ENOENT: "不存在，请检查路径",
    errno.ENOTDIR: "不存在，请检查路径",
    errno.EISDIR: "是文件夹，批量检查请用 shenfa scan",
    errno.EACCES: "没有访问权限，请检查权限",
    errno.EPERM: "没有访问权限，请检查权限",
    errno.ENAMETOOLONG: "名称过长，请改短",
    errno.ELOOP: "的链接绕成了圈，请检查路径",
    errno.ENOSPC: "所在的磁盘已满，请清理后重试",
    errno.EROFS: "所在的磁盘只能读取，请换一个位置",
    errno.EFBIG: "过大，请拆分",
}


class UnreadableDocument(Exception):
    """A file that cannot be read at all; the message is one sentence for the person."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"“{name}”{reason}")
        self.name = name
        self.reason = reason


def why_refused(error: OSError) -> str:
    """Return what the operating system said of a file, to follow its name."""
    return REFUSALS.get(error.errno or 0, f"无法使用（{error.strerror or error}），请检查后重试")
