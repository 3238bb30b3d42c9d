"""Which properties of a Word file a masked copy keeps: how things look, never who and when.

What is not named here is not copied. Among what is missing on purpose: revisions and their
authors (…Change, ins, del), revision numbers (rsid…), the switch that hides text (vanish),
descriptions of tables, bookmarks, ranges of comments and of permissions.
"""

from collections.abc import Iterable

from lxml import etree

from shenfa.readers.office.package import Element, local
from shenfa.readers.word.xml import RELATION, WORD

NAMESPACES = {
    "w": WORD[1:-1],
    "r": RELATION[1:-1],
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
}


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BORDERS = _names("top left start bottom right end between bar insideH insideV tl2br tr2bl")
PARAGRAPH = BORDERS | _names(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr ilvl numId "
    "suppressLineNumbers pBdr shd tabs tab suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl"
)
RUN = _names(
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid color spacing w kern position sz szCs highlight u effect bdr shd fitText "
    "vertAlign rtl cs em lang eastAsianLayout"
)
TABLE = BORDERS | _names(
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook"
)
ROW = _names(
    "cnfStyle gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc"
)
CELL = BORDERS | _names(
    "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
    "vAlign hideMark"
)
SECTION = BORDERS | _names(
    "footnotePr endnotePr numFmt numStart numRestart pos type pgSz pgMar paperSrc pgBorders "
    "lnNumType pgNumType cols col formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
    "docGrid"
)
STYLE = _names("name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat")
LEVEL = _names("start numFmt lvlRestart pStyle isLgl suff lvlText lvlJc startOverride")
SETTINGS = _names(
    "defaultTabStop evenAndOddHeaders mirrorMargins characterSpacingControl noLineBreaksAfter "
    "noLineBreaksBefore drawingGridHorizontalSpacing drawingGridVerticalSpacing "
    "displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery useFELayout "
    "displayBackgroundShape gutterAtTop bordersDoNotSurroundHeader bordersDoNotSurroundFooter"
)
COMPATIBLE = _names(
    "spaceForUL balanceSingleByteDoubleByteWidth doNotLeaveBackslashAlone ulTrailSpace "
    "doNotExpandShiftReturn adjustLineHeightInTable useFELayout compatSetting"
)


def element(tag: str, *children: Element) -> Element:
    """Return a new element whose namespaces have the prefixes everybody uses."""
    # No other map: lxml then writes the declarations once, at the root.
    new = etree.Element(tag, nsmap=NAMESPACES)
    new.extend(children)
    return new


def properties(source: Element | None, tag: str, names: frozenset[str]) -> Element | None:
    """Return the properties copied by name, at any depth; None where there are none."""
    if source is None:
        return None
    new = element(f"{WORD}{tag}", *_kept(source, names))
    copy_attributes(source, new)
    return new if len(new) or len(new.attrib) else None


def paragraph_properties(source: Element | None) -> Element | None:
    """Return the properties of a paragraph, with the look of its mark, without its section."""
    if source is None:
        return None
    new = properties(source, "pPr", PARAGRAPH)
    mark = properties(source.find(f"{WORD}rPr"), "rPr", RUN)
    if mark is None:
        return new
    new = element(f"{WORD}pPr") if new is None else new
    new.append(mark)
    return new


def run_properties(run: Element) -> Element | None:
    """Return how the characters of a run look."""
    return properties(run.find(f"{WORD}rPr"), "rPr", RUN)


def copy_attributes(source: Element, new: Element) -> None:
    """Copy the attributes of Word itself, those that number editing sessions left out."""
    for key, value in source.attrib.items():
        name = str(key)
        if name.startswith(WORD) and not name.removeprefix(WORD).startswith("rsid"):
            new.set(name, str(value))


def _kept(source: Element, names: frozenset[str]) -> Iterable[Element]:
    for child in source:
        if str(child.tag).startswith(WORD) and local(child) in names:
            new = element(str(child.tag), *_kept(child, names))
            copy_attributes(child, new)
            yield new
