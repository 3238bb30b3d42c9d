"""The data folder: who can read it, and whether there is room left."""

import os
import shutil
import stat
from collections.abc import Iterator

from shenfa.desk.deployment import FILES, PRIVATE_KEY, SECRET, Deployment
from shenfa.desk.inspection.outcome import Check, failed, notice, passed

OTHERS = stat.S_IRWXG | stat.S_IRWXO
GIB = 1 << 30
LEAST, LITTLE = 1, 5
"""Free space in GiB below which nothing should be begun, and below which room is to be made."""


def folder_checks(deployment: Deployment) -> Iterator[Check]:
    """Yield whether folder and secrets are their owner's alone."""
    data = deployment.data
    for name, path, mode in (
        ("数据文件夹", data, "700"),
        ("附件文件夹", data / FILES, "700"),
        ("会话密钥", data / SECRET, "600"),
        ("签名私钥", data / PRIVATE_KEY, "600"),
    ):
        status = path.stat()
        if status.st_mode & OTHERS:
            yield failed(name, f"其他用户可以访问，请运行 chmod {mode} {path}")
        elif status.st_uid != os.geteuid():
            yield notice(name, f"{path} 不属于当前用户，请用运行服务的用户检查")
        else:
            yield passed(name, "只有运行服务的用户可以访问")


def disk_check(deployment: Deployment) -> Check:
    """Return whether there is room for files and trail."""
    return room_check(shutil.disk_usage(deployment.data).free / GIB)


def room_check(free: float) -> Check:
    """Return what so many GiB of free space mean."""
    if free < LEAST:
        return failed("磁盘空间", f"只剩{free:.1f} GiB，请立即清理或扩容")
    if free < LITTLE:
        return notice("磁盘空间", f"只剩{free:.1f} GiB，请安排清理或扩容")
    return passed("磁盘空间", f"剩余{free:.0f} GiB")
