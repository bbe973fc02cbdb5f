"""Chooses who carries letters and short messages, by what the settings name.

Where nothing is named they are files in the data directory, so that all of it can be tried; in
production nobody looks there, so nothing is offered to anybody.
"""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from core.mail.carriers import Mailer, Texter
from core.mail.folder import FolderMailer, FolderTexter
from core.mail.mime import BadSender, sender_address
from core.mail.smtp import SmtpMailer, SmtpServer
from core.settings import Settings, SettingsRefused

MAIL_FOLDER, SMS_FOLDER = "mail", "sms"
_NOBODY = "Peer-Cargo <no-reply@localhost.localdomain>"
_SMTP_PORTS = {"smtp": 587, "smtps": 465}


def mailer_of(settings: Settings) -> Mailer | None:
    """Give who carries e-mail; none where nobody does. Refuse an address that cannot be used."""
    sender = settings.mail_from or _NOBODY
    try:
        sender_address(sender)
    except BadSender:
        raise SettingsRefused(["MAIL_FROM: write `Name <address@your.domain>`"]) from None
    if settings.mail_url is None:
        folder = settings.cargo_data_dir / MAIL_FOLDER
        return None if settings.is_production else FolderMailer(folder, sender=sender)
    parts = urlsplit(settings.mail_url.get_secret_value())
    if parts.scheme == "file":
        return FolderMailer(Path(unquote(parts.path)), sender=sender)
    if settings.mail_from is None:
        raise SettingsRefused(["MAIL_FROM is missing: letters need an address of yours"])
    if parts.scheme == "ses" and parts.hostname:
        from core.mail.aws import SesMailer, ses_client  # noqa: PLC0415  (boto3 loads slowly)

        return SesMailer(ses_client(parts.hostname), sender=sender)
    if parts.scheme in _SMTP_PORTS and parts.hostname:
        server = SmtpServer(
            parts.hostname,
            parts.port or _SMTP_PORTS[parts.scheme],
            is_wrapped=parts.scheme == "smtps",
            user=None if parts.username is None else unquote(parts.username),
            password=None if parts.password is None else unquote(parts.password),
        )
        return SmtpMailer(server, sender=sender)
    raise SettingsRefused(["MAIL_URL: write smtp://, smtps://, ses://REGION or file:///PATH"])


def texter_of(settings: Settings) -> Texter | None:
    """Give who carries short messages; none where nobody does. Refuse what cannot be used."""
    if settings.sms_url is None:
        folder = settings.cargo_data_dir / SMS_FOLDER
        return None if settings.is_production else FolderTexter(folder)
    parts = urlsplit(settings.sms_url)
    if parts.scheme == "file":
        return FolderTexter(Path(unquote(parts.path)))
    if parts.scheme == "sns" and parts.hostname:
        from core.mail.aws import SnsTexter, sns_client  # noqa: PLC0415  (boto3 loads slowly)

        return SnsTexter(sns_client(parts.hostname))
    raise SettingsRefused(["SMS_URL: write sns://REGION or file:///PATH"])
