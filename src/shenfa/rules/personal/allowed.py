"""The county's dated list of office mobile numbers (单位公务号码), whose holders have agreed."""

from shenfa.text import Context


def office_numbers(context: Context) -> frozenset[str]:
    """Return the mobile numbers that may be published on the date of the text."""
    listed = context.county.office_numbers
    return frozenset(row.number for row in listed if row.holds_on(context.date))
