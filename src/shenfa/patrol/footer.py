"""What stands at the foot of every page of a government site, as text, picture, link or script."""

import re

ELEMENTS = {
    "主办单位": re.compile(
        r"主\s?办(?:单位)?\s?[:：]|(?:主办|主管)单位|(?:政府|办公室|委员会|[委局办部厅署]|中心)\s*主\s?办(?!法|公|理|人)"
    ),
    "网站标识码": re.compile(r"标识码\s?[:：]?\s?(?:<[^>]*>\s?)*\w{10}"),
    "ICP备案号": re.compile(r"ICP\s?备\s?(?:案)?(?:号)?\s?[:：]?\s?\d{6,}", re.IGNORECASE),
    "公安备案号": re.compile(r"公网安备"),
    "党政机关网站标识": re.compile(
        r"党政机关(?:网站)?标识|alt=[\"']?党政机关|bszs\.conac|dcs\.conac|conac\.cn", re.IGNORECASE
    ),
    "我为政府网站找错": re.compile(
        r"找错|jiucuo|zhaocuo|site_code=|pucha\.kaipuyun|fwzc", re.IGNORECASE
    ),
}
CODE = re.compile(r"标识码\s?[:：]?\s?(?:<[^>]*>\s?)*(bm\d{8}|\d{10})")


def is_foot(line: str) -> bool:
    """Whether a line is one of the foot."""
    return any(pattern.search(line) for pattern in ELEMENTS.values())


def lacking(html: str) -> tuple[str, ...]:
    """Return what a page does not have at its foot or anywhere else."""
    return tuple(name for name, pattern in ELEMENTS.items() if not pattern.search(html))


def shown_code(html: str) -> str:
    """Return the site code that a page shows."""
    match = CODE.search(html)
    return match[1] if match else ""
