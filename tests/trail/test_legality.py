"""I1–I13, I17, I24, I29, I30: an unlawful history is found at the very entry, from the trail alone.

Every history below is chained, counted and signed as an honest one would be; what is wrong
with it is only that it should not have been possible.
"""

import pytest
from county_trail import (
    ENDING,
    IDS,
    KEY,
    LAWFUL,
    OTHER_SHA,
    SHA,
    Change,
    History,
    Step,
    add,
    at,
    change,
    contents,
    drop,
    exported,
    insert,
    move,
    play,
    post,
    registered,
    released,
    written,
)

from shenfa.trail import Broken, verify
from shenfa.trail.faults import FAULTS

NEWS = {"kind": "news", "channels": ["c2"], "marker": "no"}
CAPTURE = Step(
    "capture",
    "maker",
    "source.capture",
    "m1",
    {
        "revision": "r1",
        "host": "www.media.xugu.example",
        "url": "https://www.media.xugu.example/1.html",
        "published": at(0),
        "copy": "06" * 32,
        "equal": "yes",
    },
)
EXCEPT = Step(
    "except", "deputy", "source.except", "m1", {"revision": "r1", "reason": "本地首发活动"}
)
STANDING = Step(
    "standing", "leader", "source.standing", "c2", {"until": at(60 * 24 * 300), "reason": "乡镇"}
)
DOUBT = change("review 2", result="undetermined")
ASK = Step(
    "ask",
    "second",
    "question.ask",
    "m1",
    {"revision": "r1", "stage": 2, "asked": "maker", "due": at(5000)},
)
ANSWER = Step(
    "answer", "maker", "question.answer", "m1", {"revision": "r1", "stage": 2, "answer": "属实"}
)
REVIEW_2 = next(step for step in LAWFUL if step.name == "review 2")
AGAIN = Step("review 2 again", "second", "review.decide", "m1", REVIEW_2.facts)
PURGE = Step(
    "purge",
    "security",
    "quarantine.purge",
    "m1",
    {"revision": "r1", "requester": "leader", "reason": "误传名单"},
)
LOWER = Step(
    "lower",
    "leader",
    "major.lower",
    "m1",
    {"revision": "r1", "requester": "deputy", "reason": "不涉及重大事项"},
)
END = Step("end", "security", "tenure.end", "t-first-information_officer", {"reason": "调离"})
OBJECT = Step(
    "object", "county", "filing.object", "t-second-section_head", {"reason": "无任职文件"}
)
LENIENT = change("policy", author_may_first_review="yes")
AUTHOR_FIRST = change("cut", authors=["maker", "editor", "first"])
TO_NEWS = change("publish", channels=["c2"])
REOPEN = Step(
    "reopen",
    "publisher",
    "finding.reopen",
    "m1",
    {"revision": "r1", "finding": "f1", "reason": "再核"},
)
DECIDED = {"revision": "r1", "finding": "f1", "decision": "confirm", "reason": ""}
DECIDE_AGAIN = Step("decide again", "second", "finding.decide", "m1", DECIDED)
RETURNED = change("county", result="form_returned")
SECOND_ROUND = tuple(
    Step(f"{step.name} again", step.actor, step.verb, step.object, step.facts)
    for step in released()[-3:-1]
)
NEXT_CUT = Step(
    "next cut",
    "maker",
    "revision.cut",
    "m1",
    {**written()[0].facts, "revision": "r2", "hash": OTHER_SHA},
)
REFUSED = Step(
    "refused",
    "vendor",
    "command.refuse",
    "m1",
    {"command": "review.decide", "code": "position", "reason": "您没有担任这一岗位，不得代审"},
)
TWO_POSTS = insert(*post("first", "section_head", "u1"), before="cut")
SPARE_SECOND = (
    insert(*post("spare", "section_head", "u1"), before="cut"),
    change("review 2", by="spare"),
)


FIRST_AGAIN = Step(
    "first again",
    "spare",
    "review.decide",
    "m1",
    next(step.facts for step in LAWFUL if step.name == "review 1"),
)
NO_FORM = (drop("commit 1", "commit 2", "commit 3", "commit 4", "form", "county"),)
RECALL = Step("recall", "maker", "revision.recall", "m1", {"revision": "r1", "reason": "改字"})
OTHER = (
    *post("spare", "section_head", "u1"),
    Step("other", "spare", "review.decide", "m1", REVIEW_2.facts),
)
WRONG_ANSWER = Step("answer", "editor", ANSWER.verb, "m1", ANSWER.facts)
TWIN = (
    insert(
        Step("twin", "maker", "revision.cut", "m1", {**written()[0].facts, "revision": "r2"}),
        before="publish",
    ),
    change("publish", revision="r2"),
)
EARLIER_CUT = Step(
    "earlier",
    "first",
    "revision.cut",
    "m1",
    {**written()[0].facts, "revision": "r0", "maker": "first", "authors": ["first"]},
)
FILED_AGAIN = Step(
    "filed again",
    "leader",
    "filing.confirm",
    "t-second-section_head",
    {"document": "d1" * 32},
)
ELSEWHERE = (
    change("tenure first", unit="u0"),
    change("filing first", by="county_head"),
)
DISABLED = Step("disabled", "security", "person.disable", IDS["second"], {"reason": "退休"})
OUTSOURCED = Step(
    "outsourced",
    "security",
    "person.register",
    IDS["second"],
    {"unit": "u1", "employment": "contractor"},
)
LOWER_ALONE = Step("lower", "leader", "major.lower", "m1", {**LOWER.facts, "requester": "leader"})
WITHHELD = Step(
    "withheld",
    "leader",
    "attribute.decide",
    "m1",
    {"revision": "r1", "attribute": "withheld", "reason": "第三方异议"},
)
ISSUER = (change("cut", marker="issuer"), insert(CAPTURE, before="submit"))
COUNTY_REVIEWED = (
    insert(*post("second", "county_reviewer", "u0"), before="cut"),
    change("county", by="second"),
)
REMOVED = Step("removed", "security", "source.remove", "s1", {"reason": "停更"})
NOT_MEDIA = (
    change("media", media_centre="no"),
    insert(CAPTURE, before="submit"),
)
CLOSED_CHANNEL = Step("closed", "security", "channel.close", "c1", {"reason": "改版"})
BACK = Step("back", "publisher", "release.publish", "p2", LAWFUL[-1].facts)
CONFIRM_ALONE = Step("confirm", "publisher", "takedown.confirm", "p1", {"reason": "属实"})


TENURE = post("first", "section_head", "u1")[0]
TENURE = Step(TENURE.name, TENURE.actor, TENURE.verb, "t-first-information_officer", TENURE.facts)
RECEIVED = Step("received", "county", "filing.receive", "t-second-section_head", {"note": "收悉"})
DOUBTED_SECRECY = Step(
    "doubted",
    "secrecy",
    "secrecy.conclude",
    "m1",
    {"revision": "r1", "hash": SHA, "result": "undetermined"},
)
LIGHTER = Step(
    "lighter",
    "system",
    "audit.finish",
    "m1",
    {
        **written()[1].facts,
        "findings": {"f1": "hint"},
    },
)
LEADER_DISABLED = Step("disabled", "security", "person.disable", IDS["leader"], {"reason": "调离"})


def weigh(weight: str) -> Change:
    return change("audit", findings={"f1": weight, "f2": "secrecy"})


def clear(by: str) -> Change:
    return change("warning", by=by, decision="clear", reason="经核实无误")


def lawful(**facts: object) -> History:
    """Return the lawful history with other facts of the revision."""
    return (*registered(), *written(**facts), *released())  # type: ignore[arg-type]  # any facts


def spoil(*changes: Change, base: History = LAWFUL) -> History:
    """Apply the changes one after the other."""
    history = base
    for one in changes:
        history = one(history)
    return history


def outcome(history: History) -> str:
    """Verify an export of the history and say what is found, by the name of the step."""
    entries = play(history)
    try:
        verdict = verify(exported(contents(entries)), [KEY])
    except Broken as broken:
        number, _, sentence = str(broken).removeprefix("第").partition("条记录")
        fault = next(name for name, text in FAULTS.items() if text == sentence)
        return f"{history[int(number) - 1].name}: {fault}"
    return f"OK {verdict.count - len(history)}"


def news(*changes: Change, **facts: object) -> History:
    """Return the history of activity news in the unit's own column."""
    return spoil(*changes, TO_NEWS, base=lawful(**{**NEWS, **facts}))


def repost(*changes: Change) -> History:
    """Return the history of a repost in the main column, from a source that is on no list."""
    other = change("capture", host="water.example")
    return spoil(insert(CAPTURE, before="submit"), other, *changes, base=lawful(kind="repost"))


def major(*changes: Change) -> History:
    """Return the history of a major item, which ends with the principal leader."""
    commits = [change(f"commit {number}", by="leader") for number in (1, 2, 3, 4)]
    return spoil(
        *commits, change("publish", leadership="leader"), *changes, base=lawful(major="yes")
    )


@pytest.mark.parametrize(
    ("name", "history"),
    [
        ("an official document in a main column", LAWFUL),
        ("taken down, withdrawn, archived, deleted", (*LAWFUL, *ENDING)),
        ("an author reviews first where the unit says so", spoil(LENIENT, AUTHOR_FIRST)),
        ("B岗 reviews", spoil(change("review 1", by="spare"), change("look 1", by="spare"))),
        ("major", major()),
        ("undetermined, answered", spoil(DOUBT, insert(ASK, ANSWER, AGAIN, before="attribute"))),
        ("news from the media centre", news(insert(CAPTURE, before="submit"))),
        ("own news by one exception", news(insert(EXCEPT, before="publish"))),
        ("own news by a standing exception", news(insert(STANDING, before="cut"))),
        ("a repost that is no activity news", repost()),
        ("form returned and sent again", spoil(RETURNED, insert(*SECOND_ROUND, before="publish"))),
        ("finding reopened, decided", spoil(insert(REOPEN, DECIDE_AGAIN, before="publish"))),
        ("purged by two", spoil(drop("publish"), add(PURGE))),
        ("lowered by two, in a new revision", spoil(add(LOWER, NEXT_CUT), base=major())),
        ("a leaver's old decision stays valid", spoil(insert(END, before="look 2"))),
        ("marker on the issuer's page", spoil(*ISSUER)),
        ("filing received", spoil(insert(RECEIVED, before="cut"))),
        (
            "a second run with one finding more",
            spoil(
                insert(LIGHTER, before="publish"),
                change("lighter", findings={"f1": "warning", "f4": "hint"}),
            ),
        ),
        ("a refused command", spoil(add(REFUSED))),
    ],
)
def test_lawful(name: str, history: History) -> None:
    assert outcome(history) == "OK 0", name


ILLEGAL = [
    # I1, I5, I8: three stages, three persons, in order
    ("no third review", spoil(drop("review 3"), *NO_FORM), "publish: three"),
    ("third before second", spoil(move("review 3", before="review 2")), "review 3: order"),
    ("first review doubled", spoil(insert(FIRST_AGAIN, before="look 2")), "first again: order"),
    ("stage four", spoil(change("review 1", stage=4)), "review 1: order"),
    ("before submission", spoil(move("submit", before="review 2")), "review 1: unsubmitted"),
    ("one person, two stages", spoil(TWO_POSTS, change("review 2", by="first")), "review 2: twice"),
    ("failed, then decided", spoil(change("review 1", result="failed")), "look 2: ended"),
    ("recalled, then decided", spoil(insert(RECALL, before="review 2")), "review 2: ended"),
    ("undetermined, not answered", spoil(DOUBT, insert(AGAIN, before="attribute")), "review 2 again: answer"),
    ("undetermined, decided by another", spoil(DOUBT, insert(ASK, ANSWER, *OTHER, before="attribute")), "other: other"),
    ("answered by someone else", spoil(DOUBT, insert(ASK, WRONG_ANSWER, before="attribute")), "answer: answer"),
    ("undetermined and released", spoil(DOUBT), "review 3: order"),
    ("proof incomplete (R16)", spoil(change("review 2", proof=["内容"])), "review 2: proof"),
    # I2, I9: this revision's bytes
    ("another hash", spoil(change("review 2", hash=OTHER_SHA)), "review 2: content"),
    ("released with another hash", spoil(change("publish", hash=OTHER_SHA)), "publish: content"),
    ("approvals of an equal revision", spoil(*TWIN), "publish: three"),
    ("unknown revision", spoil(change("review 2", revision="r9")), "review 2: revision"),
    ("another manuscript's revision", spoil(change("review 2", to="m2")), "review 2: revision"),
    ("revision cut twice", spoil(insert(written()[0], before="audit")), "cut: again"),
    # I3: not their own work
    ("author reviews first", spoil(AUTHOR_FIRST), "review 1: author"),
    ("switch set afterwards", spoil(AUTHOR_FIRST, move("policy", before="look 2"), LENIENT), "review 1: author"),
    ("author reviews second", spoil(LENIENT, change("cut", authors=["maker", "second"])), "review 2: author"),
    ("author reviews third", spoil(LENIENT, change("cut", authors=["maker", "deputy"])), "review 3: author"),
    ("author of an earlier revision", spoil(insert(EARLIER_CUT, before="cut")), "review 1: author"),
    ("maker not among authors", spoil(change("cut", authors=["editor"])), "cut: maker"),
    ("submitted by a clerk", spoil(change("submit", by="spare")), "submit: maker"),
    # I4: in the post, filed, in-house
    ("not in the post", spoil(change("review 1", by="publisher")), "review 1: post"),
    ("post not filed", spoil(drop("filing second")), "review 2: post"),
    ("filed by another", spoil(change("filing second", by="deputy")), "filing second: leader"),
    ("filing objected to", spoil(insert(OBJECT, before="review 2")), "review 2: post"),
    ("objected to, filed again", spoil(insert(OBJECT, FILED_AGAIN, before="cut")), "filed again: again"),
    ("post ended", spoil(insert(END, before="review 1")), "review 1: post"),
    ("post not begun", spoil(change("tenure first", since=at(9999))), "review 1: post"),
    ("post run out", spoil(change("tenure first", until=at(5))), "review 1: post"),
    ("post of another unit", spoil(*ELSEWHERE), "review 1: post"),
    ("disabled", spoil(insert(DISABLED, before="review 2")), "review 2: staff"),
    ("contractor in a post (R5)", spoil(insert(*post("vendor", "releaser", "u1"), before="cut")), "tenure vendor: staff"),
    ("became a contractor", spoil(insert(OUTSOURCED, before="review 2")), "review 2: staff"),
    ("contractor writes", spoil(change("cut", by="vendor", authors=["maker", "vendor"])), "cut: staff"),
    ("administrator with a post (I17)", spoil(insert(*post("security", "releaser", "u1"), before="cut")), "tenure security: administrator"),
    ("appointed twice under one number", spoil(insert(TENURE, before="cut")), "tenure first: again"),
    ("appointed in no unit", spoil(change("tenure first", unit="u9")), "tenure first: unit"),
    ("filed after the end", spoil(move("filing first", before="cut"), insert(END, before="filing first")), "filing first: step"),
    ("received, never filed", spoil(insert(RECEIVED, before="cut"), drop("filing second")), "received: step"),
    ("received after an objection", spoil(insert(OBJECT, RECEIVED, before="cut")), "received: step"),
    # Major items end with the principal leader (I6)
    ("major, by the deputy", major(change("review 3", by="deputy")), "review 3: post"),
    ("lowered by nobody", spoil(add(NEXT_CUT), base=major()), "next cut: lowered"),
    ("lowered alone", spoil(add(LOWER_ALONE, NEXT_CUT), base=major()), "lower: second"),
    # I7: nobody acts for another
    ("another person's password", spoil(change("review 1", authenticated="second")), "review 1: proxy"),
    ("by token", spoil(change("review 1", method="token")), "review 1: fact"),
    ("by the system", spoil(change("review 1", by="system", authenticated="system")), "review 1: name"),
    # The secrecy conclusion of R27, the attribute of R46
    ("no secrecy conclusion", spoil(drop("secrecy")), "review 3: secrecy"),
    ("secrecy undetermined", spoil(change("secrecy", result="undetermined")), "review 3: secrecy"),
    ("secrecy by an author", spoil(change("cut", authors=["maker", "secrecy"])), "secret: clearer"),
    ("secrecy by another", spoil(change("secrecy", by="second")), "secrecy: post"),
    ("secrecy concluded by an author", spoil(change("cut", authors=["maker", "secrecy"]), change("audit", findings={"f1": "warning"}), drop("secret")), "secrecy: author"),
    ("secrecy doubted after all", spoil(insert(DOUBTED_SECRECY, before="publish")), "publish: secrecy"),
    ("no attribute", spoil(drop("attribute")), "review 3: attribute"),
    ("on request", spoil(change("attribute", attribute="on_request")), "review 3: attribute"),
    ("withheld after all", spoil(insert(WITHHELD, before="publish")), "publish: attribute"),
    # Every finding and gap is closed (I10)
    ("no audit", spoil(drop("audit", "warning", "secret")), "publish: checks"),
    ("audit undetermined", spoil(change("audit", result="undetermined")), "publish: checks"),
    ("finding open", spoil(drop("warning")), "publish: open"),
    ("finding reopened", spoil(insert(REOPEN, before="publish")), "publish: open"),
    ("certain blocker argued away", spoil(weigh("certain_blocker")), "warning: finding"),
    ("certain blocker left", spoil(weigh("certain_blocker"), drop("warning")), "publish: open"),
    ("suspected blocker without a reason", spoil(weigh("suspected_blocker"), change("warning", decision="clear")), "warning: finding"),
    ("suspected blocker by the author", spoil(weigh("suspected_blocker"), clear("maker")), "warning: clearer"),
    ("suspected blocker by the publisher", spoil(weigh("suspected_blocker"), clear("publisher")), "warning: clearer"),
    ("error without a reason", spoil(weigh("error"), change("warning", decision="argue")), "warning: finding"),
    ("same as no source", spoil(change("warning", decision="same_as_source")), "warning: finding"),
    ("secrecy finding by a reviewer", spoil(change("secret", by="second")), "secret: clearer"),
    ("finding nobody found", spoil(change("warning", finding="f9")), "warning: finding"),
    ("unknown weight", spoil(change("audit", findings={"f1": "fine"})), "audit: fact"),
    ("picture not looked at by one", spoil(drop("look 2")), "publish: gap"),
    ("suspected blocker confirmed", spoil(weigh("suspected_blocker"), clear("first"), change("warning", decision="confirm")), "warning: finding"),
    ("a new run makes light of it", spoil(insert(LIGHTER, before="publish")), "lighter: fact"),
    ("unknown kind of gap", spoil(change("audit", gaps={"g1": "small"})), "audit: fact"),
    ("unread part", spoil(change("audit", gaps={"g1": "unread"})), "publish: gap"),
    # Official documents carry the marker (I11)
    ("no marker", spoil(change("cut", marker="no")), "publish: marker"),
    ("issuer's page not equal", spoil(*ISSUER, change("capture", equal="no")), "publish: marker"),
    # I12: the county's gate
    ("no county gate", spoil(drop("county")), "publish: county"),
    ("county returned the form", spoil(RETURNED), "publish: county"),
    ("county returned the text", spoil(change("county", result="text_returned")), "publish: ended"),
    ("county decides on the old form", spoil(RETURNED, insert(SECOND_ROUND[1], before="publish")), "county again: resubmit"),
    ("county reviewer was a reviewer", spoil(*COUNTY_REVIEWED), "county: county_person"),
    ("county reviewer without the post", spoil(change("county", by="county_head")), "county: post"),
    ("three commitments", spoil(drop("commit 3")), "form: commitments"),
    ("a fifth commitment", spoil(change("commit 4", commitment=5)), "commit 4: fact"),
    ("another's commitment", spoil(change("commit 2", by="publisher")), "commit 2: signatory"),
    ("commitment before the third review", spoil(move("commit 1", before="review 3")), "commit 1: three"),
    ("form before the third review", spoil(move("form", before="review 3")), "form: three"),
    ("signed before", spoil(change("form", signed="2026-11-23")), "form: signed"),
    ("differences left", spoil(change("form", compared="different")), "form: fact"),
    ("no seal", spoil(change("form", seal="")), "form: fact"),
    # I13, R56–R58: sources
    ("own news", news(), "publish: capture"),
    ("other source", news(insert(CAPTURE, before="submit"), change("capture", host="xugu-media.example")), "publish: source"),
    ("look-alike", news(insert(CAPTURE, before="submit"), change("capture", host="xmedia.xugu.example")), "publish: source"),
    ("source removed", news(insert(CAPTURE, REMOVED, before="submit")), "publish: source"),
    ("source not yet listed", news(insert(CAPTURE, before="submit"), change("media", since=at(9999))), "publish: source"),
    ("changed text", news(insert(CAPTURE, before="submit"), change("capture", equal="no")), "publish: equal"),
    ("time paradox", news(insert(CAPTURE, before="submit"), change("capture", published=at(9999))), "publish: paradox"),
    ("repost without a copy", repost(drop("capture")), "publish: capture"),
    ("a general text in a news column", news(kind="general"), "publish: capture"),
    ("a leader's visit, own text", news(insert(EXCEPT, before="publish"), leader_visit="yes"), "publish: capture"),
    ("a leader's visit, other source", news(*NOT_MEDIA, leader_visit="yes"), "publish: visit"),
    ("exception by another", news(insert(EXCEPT, before="publish"), change("except", by="second")), "except: post"),
    ("exception without a reason", news(insert(EXCEPT, before="publish"), change("except", reason="")), "except: fact"),
    ("standing exception by the deputy", news(insert(STANDING, before="cut"), change("standing", by="deputy")), "standing: post"),
    ("standing exception by one disabled", news(insert(LEADER_DISABLED, STANDING, before="cut")), "standing: staff"),
    ("standing exception for two years", news(insert(STANDING, before="cut"), change("standing", until="2028-11-24T00:00:00Z")), "standing: fact"),
    ("standing exception run out", news(insert(STANDING, before="cut"), change("standing", until=at(40))), "publish: capture"),
    ("warning not verbatim", repost(change("cut", kind="warning_relay"), change("capture", equal="decided")), "publish: equal"),
    # Channels, who releases, and the three duties of I30
    ("channel not in the revision", spoil(change("publish", channels=["c1", "c2"])), "publish: channel"),
    ("no channel", spoil(change("publish", channels=[])), "publish: channel"),
    ("channel closed", spoil(insert(CLOSED_CHANNEL, before="publish")), "publish: channel"),
    ("not the releaser", spoil(change("publish", by="first", important=["first"])), "publish: post"),
    ("released by the system", spoil(change("publish", by="system")), "publish: staff"),
    ("maker not first responsible", spoil(change("publish", first="editor")), "publish: duties"),
    ("releaser not named", spoil(change("publish", important=["leader"])), "publish: duties"),
    ("final reviewer not named", news(insert(EXCEPT, before="publish"), change("publish", leadership="leader")), "publish: duties"),
    ("released twice under one number", spoil(add(LAWFUL[-1])), "publish: again"),
    # I24 and afterwards
    ("taken down, back again", spoil(add(ENDING[0], BACK)), "back: ended"),
    ("take-down confirmed alone", spoil(add(*ENDING[:1], CONFIRM_ALONE)), "confirm: second"),
    ("deleted before archived", spoil(add(ENDING[2], ENDING[4])), "delete: step"),
    ("withdrawn what was never released", spoil(drop("publish"), add(ENDING[2])), "withdraw: step"),
    ("purged alone", spoil(drop("publish"), add(PURGE), change("purge", requester="security")), "purge: second"),
    ("purged, then released", spoil(insert(PURGE, before="publish")), "publish: ended"),
    # Form of what is written
    ("unknown verb", spoil(add(Step("force", "leader", "release.force", "p1", {}))), "force: verb"),
    ("fact missing", spoil(change("review 1", comment=None)), "review 1: fact"),
    ("person unknown", spoil(change("review 1", by="ghost")), "review 1: name"),
    ("taken down by nobody known", spoil(add(ENDING[0]), change("hide", by="ghost")), "hide: name"),
    ("patrol by nobody known", spoil(add(Step("patrol", "f" * 32, "patrol.sign", "x", {}))), "patrol: name"),
    ("author unknown", spoil(change("cut", authors=["maker", "ghost"])), "cut: name"),
    ("unit unknown", spoil(change("cut", unit="u9")), "cut: unit"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "history", "found"), ILLEGAL, ids=[row[0] for row in ILLEGAL])
def test_illegal(name: str, history: History, found: str) -> None:
    assert outcome(history) == found, name


def test_every_sentence_about_a_history_is_reached() -> None:
    """No rule is left that the table above does not break."""
    about_form = {"json", "form", "seq", "alg", "prev", "hash", "time", "anchor"}
    about_signature = {"signature", "origin", "backwards"}
    reached = {found.split(": ")[1] for _, _, found in ILLEGAL}

    assert reached == FAULTS.keys() - about_form - about_signature
