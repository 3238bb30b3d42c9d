"""Releases over HTTP: R12, R26, R85, I10–I18, I24; S2's attempts from a program."""

import datetime

import pytest
from browser import Browser, done, told
from county import County, verbs
from django.test import Client
from evidence import PIN, evidence_of
from manuscript_county import WRITER
from release_county import KEEPER, Releasing, both, nothing_public_changes
from review_county import FINAL, FIRST, LEADER, RELEASER

from shenfa.desk.access.models import SessionRecord
from shenfa.desk.access.secret import digest_of, new_token
from shenfa.desk.deployment import Deployment
from shenfa.desk.organisation.steps import new_id
from shenfa.web.api.identity import COOKIE

pytestmark = pytest.mark.db


@pytest.fixture
def town(anybody: Browser, county: County, deployment: Deployment) -> Releasing:
    """Return a town that answers over HTTP."""
    assert anybody
    return Releasing(county, deployment)


def sign_in(town: Releasing, name: str) -> Browser:
    """Return the browser of a person who is signed in, and decides by tests/desk/evidence.py."""
    county, token = town.county, new_token()
    person, at = county.id(name), county.hands.clock.now()
    evidence_of(county, name)
    SessionRecord.objects.filter(person_id=person, ended_at=None).update(ended_at=at)
    SessionRecord(
        id=new_id("s"),
        digest=digest_of(token),
        person_id=person,
        opened_at=at,
        last_seen=at,
        second_factor=True,
        proved_seq=0,
    ).save(force_insert=True)
    browser = Browser(county)
    browser.client.cookies[COOKIE] = token
    browser.csrf = done(browser.get("session/me"))["csrf"]
    return browser


def proof(town: Releasing, name: str) -> dict[str, str]:
    """Return what a person shows to prove again who they are: their device and its PIN."""
    return {"device": f"device of {town.county.id(name)}", "pin": PIN}


def test_a_text_is_published_and_taken_away(town: Releasing) -> None:
    revision = town.approved()
    releaser = sign_in(town, RELEASER)
    address = f"revisions/{revision.id}/release"
    assert done(releaser.get(f"{address}/gates?channels={town.column}")) == []
    body = {"channels": [town.column], **proof(town, RELEASER)}
    release = done(releaser.post(f"{address}/publish", **body))
    assert release["state"] == "live"
    assert release["card"]["leadership"]["name"] == FINAL
    path = f"/site/{release['channels'][0]['path']}"
    assert Client().get(path).status_code == 200
    again = done(releaser.post(f"{address}/publish", **body))
    assert again["id"] == release["id"]
    assert verbs().count("release.publish") == 1

    deciding = sign_in(town, LEADER)
    here = f"releases/{release['id']}"
    assert told(deciding.post(f"{here}/delete", reason="过期"))["code"] == "release_state"
    withdrawn = done(deciding.post(f"{here}/withdraw", reason="过期", notice="gone"))
    assert withdrawn["state"] == "withdrawn"
    assert Client().get(path).status_code == 410
    archived = done(deciding.post(f"{here}/archive"))
    assert archived["steps"][-1]["archive"]
    assert done(deciding.post(f"{here}/delete", reason="过期"))["state"] == "deleted"
    assert [one["state"] for one in done(deciding.get("releases"))["items"]] == ["deleted"]


def test_who_may_not_publish_is_told_why(town: Releasing) -> None:
    """R12, I18: no person and no path leads round the gates; the public side does not change."""
    revision, draft = town.approved(), town.reviewing.cut()
    for name in (WRITER, FIRST, FINAL, KEEPER, "秦系"):
        browser = sign_in(town, name)
        body = {"channels": [town.column], **proof(town, name)}
        with nothing_public_changes():
            problem = told(browser.post(f"revisions/{revision.id}/release/publish", **body))
        assert (problem["status"], problem["code"]) == (409, "gates_closed")
        assert problem["title"].startswith("只有信息发布人员")
    releaser = sign_in(town, RELEASER)
    gates = done(releaser.get(f"revisions/{draft.id}/release/gates?channels={town.column}"))
    assert gates[0]["gate"] == "reviews"
    assert all(one["sentence"] and one["clause"] for one in gates)
    with nothing_public_changes():
        body = {"channels": [town.column], **proof(town, RELEASER)}
        assert told(releaser.post(f"revisions/{draft.id}/release/publish", **body))


def test_a_program_does_not_publish(town: Releasing) -> None:
    """I7, S2: a session without the second factor, or a state that is simply sent, is no release."""
    revision = town.approved()
    releaser = sign_in(town, RELEASER)
    address = f"revisions/{revision.id}"
    with nothing_public_changes():
        nothing = releaser.post(f"{address}/release/publish", channels=[town.column])
        assert told(nothing)["code"] == "reauthentication"
        stated = {"channels": [town.column], "state": "live", **proof(town, RELEASER)}
        assert told(releaser.post(f"{address}/release/publish", **stated))["status"] == 422
        patched = releaser.client.patch(
            f"/api/{address}", {"state": "live"}, content_type="application/json"
        )
        assert patched.status_code in {403, 404, 405}
        assert told(Browser(town.county).post(f"{address}/release/publish"))["status"] == 401


def test_one_hides_and_another_confirms(town: Releasing) -> None:
    """I24."""
    release = town.released()
    here, first = f"releases/{release.id}/takedown", sign_in(town, FIRST)
    assert done(first.post(f"{here}/hide", reason="内容有误"))["state"] == "hidden"
    assert Client().get(f"/site/{release.channels.get().path}").status_code == 404
    assert told(first.post(f"{here}/confirm", reason="属实"))["code"] == "release_state"
    assert done(first.get("takedowns"))["count"] == 1
    done(sign_in(town, LEADER).post(f"{here}/confirm", reason="属实"))
    assert done(first.get("takedowns"))["count"] == 0


def test_a_release_is_asked_for_later(town: Releasing) -> None:
    revision = town.approved()
    releaser = sign_in(town, RELEASER)
    body = {"channels": [town.column], **proof(town, RELEASER)}
    due = (town.county.hands.at + datetime.timedelta(hours=1)).isoformat()
    asked = done(releaser.post(f"revisions/{revision.id}/release/schedule", due=due, **body))
    assert done(releaser.get("schedules"))["items"] == [asked]
    done(releaser.post(f"schedules/{asked['id']}/cancel", reason="再议"))
    assert done(releaser.get("schedules"))["items"][0]["outcome"] == "已取消：再议"


def test_accounts_are_served_by_hand(town: Releasing) -> None:
    town.released(*both(town))
    releaser = sign_in(town, RELEASER)
    rows = done(releaser.get("deliveries"))["items"]
    (row,) = (one for one in rows if one["delivered_at"] is None)
    here = f"deliveries/{row['id']}"
    assert releaser.get(f"{here}/bundle").content.startswith(b"PK")
    assert done(releaser.post(f"{here}/link", link="https://mp.example/1"))["link"]
    assert told(releaser.post(f"{here}/confirm"))["status"] == 404


def test_the_site_administrator_sets_up_the_site(town: Releasing) -> None:
    keeper = sign_in(town, KEEPER)
    facts = {"name": "虚谷自治县人民政府", "id_code": "5002420001"}
    assert done(keeper.post("site-facts/set", **facts))["name"] == facts["name"]
    assert done(keeper.get("site-facts"))["icp"] == ""
    here = f"channels/{town.column}/connector"
    assert done(keeper.get(here))["way"] == "site"
    assert done(keeper.post(f"{here}/set", way="folder", folder="portal"))["folder"] == "portal"
    assert told(keeper.post(f"{here}/set", way="folder", folder=".."))["code"] == "connector"
    releaser = sign_in(town, RELEASER)
    assert told(releaser.post(f"{here}/set", way="site"))["status"] == 403
