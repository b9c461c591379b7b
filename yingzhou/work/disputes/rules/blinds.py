"""What the blind values of a complainant are computed for, and from: one home, so that two ways in find each other."""

from __future__ import annotations

PHONE, ADDRESS = "disputes.phone", "disputes.address"


def phone_digits(phone: str) -> str:
    """A telephone number without what people put between its digits."""
    return "".join(filter(str.isdigit, phone))


def address_key(address: str) -> str:
    """An address without its blanks."""
    return "".join(address.split())
