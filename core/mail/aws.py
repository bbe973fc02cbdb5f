"""Carries letters by Amazon SES and short messages by Amazon SNS, with boto3 in threads.

Every call is made once: what may be done again is decided by whoever asked for it.
"""

import asyncio
from typing import TYPE_CHECKING

import boto3
import structlog
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

from core.mail.carriers import InDoubt, Letter, NobodyThere, NotCarried, TryLater, Unfit
from core.mail.mime import mime_of, sender_address

if TYPE_CHECKING:
    from types_boto3_sesv2.client import SESV2Client
    from types_boto3_sns.client import SNSClient

_ONCE = Config(connect_timeout=5, read_timeout=20, retries={"total_max_attempts": 1})
_ABSENT = "NotFoundException"
_FORBIDDEN = ("AccessDenied", "AccessDeniedException", "AuthorizationError")
_UNFIT = ("MessageRejected", "BadRequestException", "InvalidParameterValue", "ValidationError")
_NOBODY = ("OptedOut", "OptedOutException", "InvalidParameter", "InvalidParameterException")
_OURS = 500
_LONGEST_WHY = 200

log = structlog.get_logger(__name__)


def ses_client(region: str) -> "SESV2Client":
    """Connect with the machine's own role or keys, as boto3 finds them."""
    client: SESV2Client = boto3.client("sesv2", region_name=region, config=_ONCE)
    return client


def sns_client(region: str) -> "SNSClient":
    """Connect likewise."""
    client: SNSClient = boto3.client("sns", region_name=region, config=_ONCE)
    return client


class SesMailer:
    """Letters that came back, or were called spam, put their address on SES's suppression list.

    So before a letter goes it is asked whether its address is there, which needs no webhook.
    """

    def __init__(self, client: "SESV2Client", *, sender: str) -> None:
        self._client = client
        self._sender = sender

    @property
    def place(self) -> str:
        return f"Amazon SES, {self._client.meta.region_name}"

    async def greet(self) -> None:
        try:
            account = await asyncio.to_thread(self._client.get_account)
        except (BotoCoreError, ClientError) as error:
            raise TryLater(_why(error)) from error
        if not account.get("SendingEnabled"):
            raise TryLater("sending is switched off for this account")

    async def send(self, letter: Letter) -> None:
        await asyncio.to_thread(self._send, letter)

    def _send(self, letter: Letter) -> None:
        content = mime_of(letter, self._sender).as_bytes()
        self._refuse_suppressed(letter.to)
        try:
            self._client.send_email(
                FromEmailAddress=sender_address(self._sender),
                Destination={"ToAddresses": [letter.to]},
                Content={"Raw": {"Data": content}},
            )
        except (BotoCoreError, ClientError) as error:
            raise _of_sending(error) from error

    def _refuse_suppressed(self, address: str) -> None:
        try:
            found = self._client.get_suppressed_destination(EmailAddress=address)
        except (BotoCoreError, ClientError) as error:
            if _code(error) == _ABSENT or _is_forbidden(error):
                return
            raise TryLater(_why(error)) from error
        reason = found["SuppressedDestination"]["Reason"]
        raise NobodyThere(f"on the suppression list: {reason}")


class SnsTexter:
    """Whoever has answered STOP is not written to again."""

    def __init__(self, client: "SNSClient") -> None:
        self._client = client

    @property
    def place(self) -> str:
        return f"Amazon SNS, {self._client.meta.region_name}"

    async def greet(self) -> None:
        try:
            await asyncio.to_thread(self._client.get_sms_attributes)
        except (BotoCoreError, ClientError) as error:
            raise TryLater(_why(error)) from error

    async def send(self, message_id: str, to: str, words: str) -> None:
        await asyncio.to_thread(self._send, to, words)

    def _send(self, to: str, words: str) -> None:
        self._refuse_opted_out(to)
        try:
            self._client.publish(
                PhoneNumber=to,
                Message=words,
                MessageAttributes={
                    "AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"}
                },
            )
        except (BotoCoreError, ClientError) as error:
            raise _of_sending(error) from error

    def _refuse_opted_out(self, to: str) -> None:
        try:
            asked = self._client.check_if_phone_number_is_opted_out(phoneNumber=to)
        except (BotoCoreError, ClientError) as error:
            if _is_forbidden(error):
                return
            if _code(error) in _NOBODY:
                raise NobodyThere(_why(error)) from error
            raise TryLater(_why(error)) from error
        if asked.get("isOptedOut"):
            raise NobodyThere("opted out")


def _of_sending(error: BotoCoreError | ClientError) -> NotCarried:
    """Tell whether it was surely not taken, never will be, or may have been."""
    if not isinstance(error, ClientError):
        # Beyond the connection there is no telling how far it came.
        return (InDoubt if isinstance(error, HTTPClientError) else TryLater)(_why(error))
    if _code(error) in _NOBODY:
        return NobodyThere(_why(error))
    if _code(error) in _UNFIT:
        return Unfit(_why(error))
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return (InDoubt if status >= _OURS else TryLater)(_why(error))


def _is_forbidden(error: BotoCoreError | ClientError) -> bool:
    """Tell whether our role may not ask this: it is less to know, and no reason not to send."""
    if _code(error) not in _FORBIDDEN:
        return False
    log.warning("not_allowed_to_ask", code=_code(error))
    return True


def _why(error: BotoCoreError | ClientError) -> str:
    if isinstance(error, ClientError):
        told = error.response.get("Error", {}).get("Message", "")
        return f"{_code(error)}: {told}"[:_LONGEST_WHY]
    return f"{type(error).__name__}: {error}"[:_LONGEST_WHY]


def _code(error: BotoCoreError | ClientError) -> str:
    if not isinstance(error, ClientError):
        return ""
    return str(error.response.get("Error", {}).get("Code", ""))
