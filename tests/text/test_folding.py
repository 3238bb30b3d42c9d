"""Folding changes how a text looks to the rules, never where a finding is reported."""

import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shenfa.text.folding import COMPATIBILITY_BLOCKS, INVISIBLE, Folded, fold, squeeze

steady = settings(derandomize=True, deadline=None)
TRICKY = "ａＺ０９㎏㈠①⑳…\u3000\xa0－·．，、/ _\tХх\u200b\ufeffa1Z中國é가"
text = st.text(st.one_of(st.sampled_from(TRICKY), st.characters(exclude_categories=["Cs"])))
ascii_text = st.text(st.characters(max_codepoint=0x7F))


def _spans_map_back(source: str, folded: Folded, again: Callable[[str], Folded]) -> None:
    for start in range(len(folded.text)):
        for end in range(start + 1, min(len(folded.text), start + 5) + 1):
            first, last = folded.span(start, end)

            assert 0 <= first < last <= len(source)
            assert folded.text[start:end] in again(source[first:last]).text


@steady
@given(text)
def test_every_folded_span_stands_in_the_folding_of_its_original(source: str) -> None:
    _spans_map_back(source, fold(source), fold)


@steady
@given(text)
def test_every_squeezed_span_stands_in_the_squeezing_of_its_original(source: str) -> None:
    _spans_map_back(source, squeeze(source), squeeze)


@steady
@given(text)
def test_offsets_never_run_backwards(source: str) -> None:
    for folded in (fold(source), squeeze(source)):
        offsets = [folded.original(offset) for offset in range(len(folded.text))]

        assert offsets == sorted(offsets)


@steady
@given(text)
def test_folding_twice_is_folding_once(source: str) -> None:
    once = fold(source).text

    assert fold(once).text == once
    assert squeeze(once).text == squeeze(source).text


@steady
@given(ascii_text)
def test_ascii_stays_as_it_is(source: str) -> None:
    assert fold(source) == Folded(source)


@pytest.mark.parametrize(
    ("source", "folded", "squeezed"),
    [
        ("", "", ""),
        ("２０２６年", "2026年", "2026年"),
        ("１３８\u200b５５５０\u3000００１１", "1385550 0011", "13855500011"),
        ("１１０１０５ １９４９", "110105 1949", "1101051949"),
        ("２０㎏", "20kg", "20kg"),
        ("③⑫", "312", "312"),
        ("绝\u00ad密", "绝密", "绝密"),
        ("绝 · 密", "绝 · 密", "绝密"),
        ("1234—5678", "1234—5678", "12345678"),
        ("1Х", "1X", "1X"),
        ("等……", "等……", "等……"),
        ("가", "가", "가"),
    ],
)
def test_forms(source: str, folded: str, squeezed: str) -> None:
    assert (fold(source).text, squeeze(source).text) == (folded, squeezed)


@pytest.mark.parametrize(
    ("source", "word", "span"),
    [
        ("编号 １２ ３４号", "1234", (3, 8)),
        ("重２０㎏整", "kg", (3, 4)),
        ("重２０㎏整", "g整", (3, 5)),
        ("\ufeff绝\u200b密", "绝密", (1, 4)),
    ],
)
def test_span_in_the_original(source: str, word: str, span: tuple[int, int]) -> None:
    squeezed = squeeze(source)
    start = squeezed.text.index(word)

    assert squeezed.span(start, start + len(word)) == span


def test_an_empty_span_maps_to_a_point() -> None:
    start, end = fold("ａ㎏b").span(1, 1)

    assert start == end


def test_the_blocks_hold_every_compatibility_form_of_this_unicode() -> None:
    missed = [
        code
        for code in range(0x80, sys.maxunicode + 1)
        if unicodedata.normalize("NFKC", chr(code)) != chr(code)
        and not any(code in block for block in COMPATIBILITY_BLOCKS)
    ]

    assert missed == []


def test_invisible_characters_vanish() -> None:
    assert fold(f"绝{INVISIBLE}密").text == "绝密"
