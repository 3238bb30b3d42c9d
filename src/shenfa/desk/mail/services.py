"""A person's own choice whether notices come by e-mail, and where to."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from shenfa.desk.mail.models import MailChoiceRecord
from shenfa.desk.organisation.authority import need_person
from shenfa.desk.refusals import CommandRefused
from shenfa.desk.trail.command import Acting, chain, command, repeated

LONGEST = 254


def mail_choose(*, by: Acting, address: str, is_wanted: bool) -> None:
    """Set one's address and whether notices go there. The address itself is not chained."""
    with command("mail.choose", by.person, by) as now:
        person = need_person(now)
        address = address.strip()
        if address:
            _need_address(address)
        elif is_wanted:
            raise CommandRefused("mail_address", "请填写接收提醒的邮箱地址")
        before = MailChoiceRecord.objects.filter(person=person).first()
        if before and (before.address, before.is_wanted) == (address, is_wanted):
            repeated()
            return
        MailChoiceRecord.objects.update_or_create(
            person=person,
            defaults={"address": address, "is_wanted": is_wanted, "changed_at": now.at},
        )
        chain(now, "mail.choose", person.id, {"wanted": "yes" if is_wanted else "no"})


def mail_choice(*, person: str) -> MailChoiceRecord | None:
    """Return what a person has chosen, if anything. One query."""
    return MailChoiceRecord.objects.filter(person=person).first()


def _need_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise CommandRefused("mail_address", "邮箱地址写法不对，请核对后填写") from error
    if len(address) > LONGEST:
        raise CommandRefused("mail_address", f"邮箱地址不得超过{LONGEST}个字符")
