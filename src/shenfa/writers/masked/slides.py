"""A masked presentation: new slides with what the old ones show, and nothing else.

What layout and master show is drawn on each slide itself, which then stands on an empty layout.
Not built: hidden slides, notes, comments, animations, links, properties, sound and film, names
and descriptions of shapes.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from shenfa.readers.office.drawing import paragraph_text
from shenfa.readers.office.package import DAMAGED, Element, Package, local, open_package
from shenfa.readers.slides.pptx import is_unshown, listed_slides, slide_size
from shenfa.text import PRINTED, PassageKind
from shenfa.writers.masked.mask import (
    Copy,
    CopyRefused,
    Mask,
    Original,
    by_passage,
    masked_pieces,
)
from shenfa.writers.masked.package import NewPackage
from shenfa.writers.masked.picture import UNFOUND, Covering, Crop, new_picture
from shenfa.writers.masked.slide_looks import A, P, R, element, looks
from shenfa.writers.masked.slide_shapes import Ground, drawn
from shenfa.writers.masked.word_parts import THEME_TYPE, theme

MAIN = "ppt/presentation.xml"
TYPE = "application/vnd.openxmlformats-officedocument.presentationml.{}+xml"
FIRST_SLIDE, FIRST_MASTER = 256, 2**31
COLOURS = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"'
)
BACKGROUND = "图片背景"


@dataclass(slots=True)
class _Build:
    """The copy while it is built; ``texts`` are the masks by part and text of what is seen."""

    original: Original
    package: Package
    main: str
    size: tuple[int, int] | None
    texts: Mapping[tuple[str, str], tuple[Mask, ...]]
    copy: NewPackage = field(default_factory=NewPackage)
    left_out: list[str] = field(default_factory=list)
    masters: dict[str, str] = field(default_factory=dict)
    pictures: dict[tuple[str, Crop], str] = field(default_factory=dict)


def masked_slides(original: Original) -> Copy:
    """Return the copy. Raises CopyRefused for what cannot be masked or drawn anew."""
    try:
        return _built(original)
    except (*DAMAGED, RecursionError) as error:
        raise CopyRefused(f"“{original.name}”部分内容已损坏，请重新保存后再生成脱敏副本") from error


def _built(original: Original) -> Copy:
    package = open_package(original.data, original.name)
    main = package.related("", "officeDocument")[0]
    root = package.xml(main)
    build = _Build(original, package, main, slide_size(root), _texts(original))
    slides = [(part, package.xml(part)) for part in listed_slides(package, main, root)]
    seen = [(part, own) for part, own in slides if not is_unshown(own)]
    if not seen:
        raise CopyRefused(f"“{original.name}”没有要放映的幻灯片，请检查是否选错了文件")
    if len(seen) < len(slides):
        build.left_out.append(f"隐藏的幻灯片{len(slides) - len(seen)}张")
    build.copy.relate("", "officeDocument", MAIN)
    for number, (part, own) in enumerate(seen, start=1):
        _add_slide(build, number, part, own)
    _add_main(build, root, len(seen))
    return Copy(build.copy.written(), tuple(dict.fromkeys(build.left_out)))


def _texts(original: Original) -> Mapping[tuple[str, str], tuple[Mask, ...]]:
    """Return what is seen, and what of it is masked wherever the same part says it again."""
    masks = by_passage(original.masks)
    found: dict[tuple[str, str], set[Mask]] = defaultdict(set)
    for index, passage in enumerate(original.document.passages):
        if passage.kind in PRINTED and not passage.enclosure:
            own = found[passage.origin, passage.text.strip("\n")]
            shift = len(passage.text) - len(passage.text.lstrip("\n"))
            own |= {
                Mask(0, one.start - shift, one.end - shift, one.replacement)
                for one in masks.get(index, ())
            }
    return {key: _apart(own) for key, own in found.items()}


def _apart(masks: set[Mask]) -> tuple[Mask, ...]:
    """Return masks that do not overlap, the longer ones first chosen."""
    chosen: list[Mask] = []
    for mask in sorted(masks, key=lambda one: (one.start - one.end, one.start, one.replacement)):
        if all(mask.end <= one.start or one.end <= mask.start for one in chosen):
            chosen.append(mask)
    return tuple(sorted(chosen, key=lambda one: one.start))


def _shown(build: _Build, part: str, paragraphs: Sequence[Element]) -> dict[Element, str]:
    """Return what is shown of some paragraphs: passages each, or together that of a cell."""
    filled = [one for one in paragraphs if paragraph_text(one).strip()]
    whole = "\n".join(paragraph_text(one) for one in filled)
    groups = [filled] if (part, whole.strip("\n")) in build.texts else [[one] for one in filled]
    shown: dict[Element, str] = {}
    for group in groups:
        nodes = _nodes(group)
        texts = [text for _, text in nodes]
        joined = "".join(texts)
        masks = build.texts.get((part, joined.strip("\n")))
        if masks is None:
            continue  # the reader did not take it for something that is seen
        shift = len(joined) - len(joined.lstrip("\n"))
        moved = [Mask(0, one.start + shift, one.end + shift, one.replacement) for one in masks]
        for (node, _), text in zip(nodes, masked_pieces(texts, moved), strict=True):
            if node is not None and text:
                shown[node] = text
    return shown


def _nodes(paragraphs: Sequence[Element]) -> list[tuple[Element | None, str]]:
    nodes: list[tuple[Element | None, str]] = []
    for number, paragraph in enumerate(paragraphs):
        if number:
            nodes.append((None, "\n"))
        for node in paragraph.iter("{*}t", "{*}br"):
            if any(local(one) == "Fallback" for one in node.iterancestors()):
                continue
            text = "\n" if local(node) == "br" else (node.text or "").replace("\v", "\n")
            nodes.append((node, text))
    return nodes


def _add_slide(build: _Build, number: int, part: str, root: Element) -> None:
    name = f"ppt/slides/slide{number}.xml"
    layout = build.package.related(part, "slideLayout")[0]
    master = build.package.related(layout, "slideMaster")[0]
    layer, bottom = build.package.xml(layout), build.package.xml(master)
    build.copy.relate(name, "slideLayout", f"../{_layout(build, master, bottom)}")
    numbers = count(2)
    tree = _tree()
    layers = [(part, root)]
    if root.get("showMasterSp", "1") not in ("0", "false"):
        layers.insert(0, (layout, layer))
        if layer.get("showMasterSp", "1") not in ("0", "false"):
            layers.insert(0, (master, bottom))
    for owner, own in layers:
        ground = Ground(
            (layer, bottom),
            build.size,
            partial(_picture, build, (owner, name, f"第{number}页" if owner == part else "")),
            partial(_shown, build, owner),
            partial(next, numbers),
            build.left_out,
        )
        for shapes in own.iterfind("{*}cSld/{*}spTree"):
            tree.extend(drawn(shapes, ground, is_own=owner == part))
    common = element(f"{P}cSld", *_background(build, (bottom, layer, root)), tree)
    own_colours = element(f"{P}clrMapOvr", element(f"{A}masterClrMapping"))
    build.copy.add(name, element(f"{P}sld", common, own_colours), TYPE.format("slide"))


def _tree() -> Element:
    about = element(f"{P}nvGrpSpPr", element(f"{P}cNvPr", id=1, name=""))
    about.extend([element(f"{P}cNvGrpSpPr"), element(f"{P}nvPr")])
    return element(f"{P}spTree", about, element(f"{P}grpSpPr"))


def _background(build: _Build, grounds: Sequence[Element]) -> list[Element]:
    """Return the nearest background of a slide, layout and master."""
    found = [own for root in grounds for own in root.iterfind("{*}cSld/{*}bg")]
    for own in found[-1:]:
        reference, properties = own.find("{*}bgRef"), own.find("{*}bgPr")
        if reference is not None:
            return [element(f"{P}bg", looks(reference))]
        if properties is not None and properties.find("{*}blipFill") is None:
            new = looks(properties)
            return [element(f"{P}bg", new)]
        build.left_out.append(BACKGROUND)
    return []


def _layout(build: _Build, master: str, root: Element) -> str:
    """Return the empty layout that stands for a master, built at its first use."""
    if master not in build.masters:
        number = len(build.masters) + 1
        own, layout = (
            f"slideMasters/slideMaster{number}.xml",
            f"slideLayouts/slideLayout{number}.xml",
        )
        build.masters[master] = layout
        colours = root.find("{*}clrMap")
        new = element(f"{P}sldMaster", element(f"{P}cSld", _tree()))
        new.append(_colours() if colours is None else looks(colours))
        id_ = build.copy.relate(f"ppt/{own}", "slideLayout", f"../{layout}")
        listed = element(f"{P}sldLayoutId", id=FIRST_MASTER + 2 * number - 1)
        listed.set(f"{R}id", id_)
        new.append(element(f"{P}sldLayoutIdLst", listed))
        build.copy.add(f"ppt/{own}", new, TYPE.format("slideMaster"))
        for part in build.package.related(master, "theme")[:1]:
            build.copy.add(
                f"ppt/theme/theme{number}.xml", theme(build.package.xml(part)), THEME_TYPE
            )
            build.copy.relate(f"ppt/{own}", "theme", f"../theme/theme{number}.xml")
        empty = element(f"{P}sldLayout", element(f"{P}cSld", _tree()), type="blank")
        empty.append(element(f"{P}clrMapOvr", element(f"{A}masterClrMapping")))
        build.copy.add(f"ppt/{layout}", empty, TYPE.format("slideLayout"))
        build.copy.relate(f"ppt/{layout}", "slideMaster", f"../{own}")
    return build.masters[master]


def _colours() -> Element:
    pairs = (pair.split("=") for pair in COLOURS.split())
    return element(f"{P}clrMap", **{key: value.strip('"') for key, value in pairs})


def _add_main(build: _Build, root: Element, slides: int) -> None:
    new = element(f"{P}presentation")
    masters, listed = element(f"{P}sldMasterIdLst"), element(f"{P}sldIdLst")
    for number in range(1, len(build.masters) + 1):
        one = element(f"{P}sldMasterId", id=FIRST_MASTER + 2 * number - 2)
        target = f"slideMasters/slideMaster{number}.xml"
        one.set(f"{R}id", build.copy.relate(MAIN, "slideMaster", target))
        masters.append(one)
    for number in range(1, slides + 1):
        one = element(f"{P}sldId", id=FIRST_SLIDE + number - 1)
        one.set(f"{R}id", build.copy.relate(MAIN, "slide", f"slides/slide{number}.xml"))
        listed.append(one)
    new.extend([masters, listed])
    for name in ("sldSz", "notesSz", "defaultTextStyle"):
        own = root.find(f"{{*}}{name}")
        if own is not None:
            new.append(looks(own))
    build.copy.add(MAIN, new, TYPE.format("presentation.main"))
    for part in build.package.related(build.main, "tableStyles")[:1]:
        styles = looks(build.package.xml(part))
        for style in styles:
            style.set("styleName", "表格样式")
        build.copy.add("ppt/tableStyles.xml", styles, TYPE.format("tableStyles"))
        build.copy.relate(MAIN, "tableStyles", "tableStyles.xml")


def _picture(build: _Build, places: tuple[str, str, str], id_: str, crop: Crop) -> str | None:
    """Return the id of a picture in the copy; ``places`` are its old part, new part and page."""
    owner, name, page = places
    relations = {one.id: one for one in build.package.relations.get(owner, ())}
    relation = relations.get(id_)
    if relation is None or relation.external or not build.package.has(relation.target):
        return None
    key = (relation.target.lower(), crop)
    if key not in build.pictures:
        data = build.package.read(relation.target)
        new, suffix = new_picture(data, crop, _covering(build, data, page))
        target = f"media/image{len(build.pictures) + 1}.{suffix}"
        build.copy.add(f"ppt/{target}", new)
        build.pictures[key] = target
    return build.copy.relate(name, "image", f"../{build.pictures[key]}")


def _covering(build: _Build, data: bytes, page: str) -> Covering | None:
    """Return what to cover in a picture, known by what it says: pages share their places."""
    masks = by_passage(build.original.masks)
    passages = build.original.document.passages
    pictured = [
        index
        for index, passage in enumerate(passages)
        if passage.kind is PassageKind.PICTURE and not passage.enclosure
    ]
    if not any(index in masks for index in pictured):
        return None
    place = f"{page}图片"
    locate = build.original.locate
    if locate is None:
        return Covering("", (), place, None)  # refused there, with its sentence
    try:
        text = "\n".join(line.text for line in locate(data))
    except ValueError as error:
        raise CopyRefused(UNFOUND.format(place=place)) from error
    own = [index for index in pictured if passages[index].text == text]
    found = {mask for index in own for mask in masks.get(index, ())}
    if text.strip() and not own:
        raise CopyRefused(UNFOUND.format(place=place))
    return Covering(text, _apart(found), place, locate) if found else None
