"""Writes a letter as mail servers want it. Pure.

Every header is set through the standard library's policy, which refuses a line break in it, so
nothing that a person has written becomes a header of its own.
"""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from core.mail.carriers import Letter

_POLICY = SMTP.clone(cte_type="7bit")
"""Every server takes letters of seven bits."""


class BadSender(ValueError):
    """What stands as our own address is none."""


def sender_address(sender: str) -> str:
    """Give the bare address of `Name <address>`. Raise `BadSender` when there is none."""
    address = parseaddr(sender)[1]
    if address.count("@") != 1 or not address.isascii() or not all(address.split("@")):
        raise BadSender(sender)
    return address


def mime_of(letter: Letter, sender: str) -> EmailMessage:
    """Write both texts of a letter into one message that no program answers by itself."""
    name, address = parseaddr(sender)[0], sender_address(sender)
    local, _, domain = address.partition("@")
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(name, local, domain)
    message["To"] = letter.to
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = f"<{letter.id}@{domain}>"
    message["Content-Language"] = letter.language
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834
    message["X-Auto-Response-Suppress"] = "All"
    if letter.stop_url is not None:
        message["List-Unsubscribe"] = f"<{letter.stop_url}>"  # RFC 2369
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message
