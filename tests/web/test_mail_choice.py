"""A person's own choice, on the account page, whether notices come by e-mail."""

from dataclasses import replace

import pytest
from browser import People
from visiting import Visit, words

from shenfa.desk.deployment import Deployment
from shenfa.desk.mail.models import MailChoiceRecord
from shenfa.desk.mail_server import MailServer
from shenfa.web.given import Given, give

pytestmark = pytest.mark.db
NAME, ADDRESS = "向文", "xiangwen@mail.example"
SERVER = MailServer(
    host="127.0.0.1",
    port=9,
    user="",
    password="",
    uses_tls=False,
    uses_starttls=False,
    sender="shenfa@mail.example",
    address="https://shenfa.example",
)


def test_without_a_server_the_page_says_so(people: People) -> None:
    page = words(Visit(people.county, NAME).page("/account"))

    assert "本系统没有设置邮件服务器" in page
    assert "邮箱地址" not in page


def test_a_choice_is_made_and_taken_back(people: People, deployment: Deployment) -> None:
    give(Given(people.county.hands.clock, replace(deployment, mail=SERVER)))
    visit = Visit(people.county, NAME)
    said = visit.post("/account/mail", "/account", mailbox="xiangwen", wanted="on")
    assert "邮箱地址写法不对，请核对后填写" in words(said)
    said = visit.post("/account/mail", "/account", mailbox=ADDRESS, wanted="on")
    assert "今后有新的提醒时发送邮件" in words(said)
    assert f'value="{ADDRESS}"' in said
    assert " checked>" in said
    said = visit.post("/account/mail", "/account", mailbox=ADDRESS)

    assert "不再发送邮件" in words(said)
    assert not MailChoiceRecord.objects.get().is_wanted
