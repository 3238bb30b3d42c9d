"""乱码

## 检查什么

编码转换错误产生的乱码：锟斤拷、烫烫烫、屯屯屯，UTF-8 被当作 GBK 读出的“閫氱煡”一类怪字，
以及被当作西文读出的“é€šçŸ¥”一类字母串。能还原的给出原文。

## 为什么

乱码使读者无法阅读，通常是文件编码或数据库编码设置不对。

## 示例

错：关于⟦锟斤拷锟斤拷⟧工作的通知
错：⟦烫烫烫烫⟧
错：⟦閫氱煡閫氱煡⟧ → 通知通知
错：⟦å·¥ä½œé€šçŸ¥⟧ → 工作通知
错：涓涓细流，汇成⟦鐨勬斂搴滃伐浣⟧
对：涓涓细流，润泽浜城；鏖战正酣。
对：火锅里烫了一盘毛肚，烫三下就熟。
对：Café Münster、naïve、Ångström。
对：屯昌县屯城镇

## 例外

单个生僻字不算。
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import accumulate

from shenfa.rules.notice import REVIEW_POINTS
from shenfa.rules.rule import TextRule
from shenfa.text import Context, Hit, Severity

FIXED = re.compile(r"(?:锟斤拷|锟斤|斤拷){1,200}锟?|烫{4,}|屯{4,}|(?:锘\?|锘匡豢)|[ï»¿]{3}")
# What the first two bytes of every Chinese character and full-width mark look like as GBK.
LEADS = tuple(
    bytes((first, second)).decode("gbk")
    for first, seconds in (
        *((lead, range(0x80, 0xC0)) for lead in range(0xE4, 0xEA)),
        (0xE3, (0x80,)),
        (0xEF, (0xBC,)),
        (0xE2, (0x80,)),
    )
    for second in seconds
    if not (first == 0xE4 and second < 0xB8)
)
GBK_START = re.compile(f"[{''.join(LEADS)}](?=[^\\x00-\\x7f]{{2}})")
LATIN_START = re.compile("[\xe2-\xef](?=[\x80-\xbf\u0152-\u2122])")
LONGEST = 400
PROBE = 6
FEWEST = 2
FIRST_LEAD = 0xE2
LATIN_PUNCTUATION = {
    bytes((byte,)).decode("cp1252"): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
PLAIN = re.compile(r"[\u4e00-\u9fff\u3000-\u301c\uff01-\uff60“”‘’—…·《》]+")


def check(text: str, _context: Context) -> Iterator[Hit]:
    for match in FIXED.finditer(text):
        yield Hit(*match.span(), "此处是乱码，请对照原稿恢复")
    yield from _garbled(text, GBK_START, _gbk_bytes)
    yield from _garbled(text, LATIN_START, _latin_bytes)


def _garbled(
    text: str, start_of: re.Pattern[str], encode: Callable[[str], list[bytes]]
) -> Iterator[Hit]:
    end = 0
    for match in start_of.finditer(text):
        start = match.start()
        if start < end:
            continue
        if len(_readable(b"".join(encode(text[start : start + PROBE])))) < FEWEST:
            continue
        pieces = encode(text[start : start + LONGEST])
        meant = _readable(b"".join(pieces))
        if not _is_sure(meant):
            continue
        used = list(accumulate(map(len, pieces)))
        size = len(meant.encode())
        # How many garbled characters it takes to hold every byte of what was meant.
        length = bisect_left(used, size) + 1
        whole = used[length - 1] == size
        if whole and length < len(pieces) and b"".join(pieces[length:])[0] >= FIRST_LEAD:
            # The last bytes were lost on the way, so that the tail no longer reads as anything.
            whole, length = False, length + (len(pieces) == length + 1)
        end = start + length
        if whole:
            yield Hit(start, end, "此处是乱码，请按还原的文字核对", meant)
        else:
            yield Hit(start, end, "此处是乱码，请对照原稿恢复")


def _readable(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        text = raw[: error.start].decode("utf-8")
    match = PLAIN.match(text)
    return match[0] if match else ""


def _is_sure(meant: str) -> bool:
    # Rare characters that follow each other by chance do not turn into everyday ones.
    rare = sum(not _is_everyday(character) for character in meant)
    return len(meant) >= FEWEST and rare * 10 <= len(meant)


def _is_everyday(character: str) -> bool:
    encoded = character.encode("gb2312", errors="replace")
    return len(encoded) == 2 and 0xA1 <= encoded[0] <= 0xD7


def _gbk_bytes(text: str) -> list[bytes]:
    pieces = []
    for character in text:
        piece = character.encode("gbk", errors="replace")
        if len(piece) != 2:
            break
        pieces.append(piece)
    return pieces


def _latin_bytes(text: str) -> list[bytes]:
    pieces = []
    for character in text:
        code = LATIN_PUNCTUATION.get(character, ord(character))
        if code > 0xFF:
            break
        pieces.append(bytes((code,)))
    return pieces


RULE = TextRule(
    code="RE008",
    severity=Severity.ERROR,
    basis=(REVIEW_POINTS,),
    check=check,
    triggers=(
        *("锟斤", "斤拷", "烫烫烫烫", "屯屯屯屯", "锘", "ï»¿", *LEADS),
        *(chr(code) for code in range(0xE4, 0xEA)),
        *("ã€", "ï¼", "â€"),
    ),
)
