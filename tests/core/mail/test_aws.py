"""Letters by SES and short messages by SNS, with what AWS would answer."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError
from botocore.stub import ANY, Stubber

from core.mail.aws import SesMailer, SnsTexter
from core.mail.carriers import InDoubt, NobodyThere, NotCarried, TryLater, Unfit
from tests.core.mail.test_mime import LETTER, SENDER

_AWS = boto3.Session(aws_access_key_id="x", aws_secret_access_key="x", region_name="eu-west-1")
_HERE = {"SuppressedDestination": {"EmailAddress": LETTER.to, "Reason": "BOUNCE",
                                   "LastUpdateTime": "2026-11-24"}}  # fmt: skip
_NUMBER = "+34600123456"


@pytest.fixture
def ses() -> Iterator[tuple[SesMailer, Stubber]]:
    client = _AWS.client("sesv2")
    with Stubber(client) as stub:
        yield SesMailer(client, sender=SENDER), stub
        stub.assert_no_pending_responses()


@pytest.fixture
def sns() -> Iterator[tuple[SnsTexter, Stubber]]:
    client = _AWS.client("sns")
    with Stubber(client) as stub:
        yield SnsTexter(client), stub
        stub.assert_no_pending_responses()


def _is_not_suppressed(stub: Stubber) -> None:
    asked = {"EmailAddress": LETTER.to}
    stub.add_client_error("get_suppressed_destination", "NotFoundException", expected_params=asked)


async def test_a_letter_goes_raw_to_its_one_receiver(ses: tuple[SesMailer, Stubber]) -> None:
    mailer, stub = ses
    _is_not_suppressed(stub)
    stub.add_response(
        "send_email",
        {"MessageId": "1"},
        {
            "FromEmailAddress": "no-reply@cargo.example",
            "Destination": {"ToAddresses": [LETTER.to]},
            "Content": {"Raw": {"Data": ANY}},
        },
    )
    await mailer.send(LETTER)


async def test_a_suppressed_address_is_nobodys(ses: tuple[SesMailer, Stubber]) -> None:
    mailer, stub = ses
    stub.add_response("get_suppressed_destination", _HERE, {"EmailAddress": LETTER.to})
    with pytest.raises(NobodyThere, match="BOUNCE"):
        await mailer.send(LETTER)


async def test_who_may_not_ask_for_the_list_sends_all_the_same(
    ses: tuple[SesMailer, Stubber],
) -> None:
    mailer, stub = ses
    stub.add_client_error("get_suppressed_destination", "AccessDeniedException")
    stub.add_response("send_email", {"MessageId": "1"})
    await mailer.send(LETTER)


@pytest.mark.parametrize(
    ("code", "status", "meaning"),
    [
        ("TooManyRequestsException", 429, TryLater),
        ("SendingPausedException", 400, TryLater),
        ("MailFromDomainNotVerifiedException", 400, TryLater),
        ("MessageRejected", 400, Unfit),
        ("InternalServiceErrorException", 500, InDoubt),
    ],
)
async def test_what_ses_says_decides_what_becomes_of_it(
    ses: tuple[SesMailer, Stubber], code: str, status: int, meaning: type[NotCarried]
) -> None:
    mailer, stub = ses
    _is_not_suppressed(stub)
    stub.add_client_error("send_email", code, http_status_code=status)
    with pytest.raises(meaning, match=code):
        await mailer.send(LETTER)


class _LostWire:
    """A client whose every call is lost in one way."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def get_suppressed_destination(self, **asked: Any) -> Any:
        raise ClientError({"Error": {"Code": "NotFoundException"}}, "GetSuppressedDestination")

    def send_email(self, **asked: Any) -> Any:
        raise self._error


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (ConnectTimeoutError(endpoint_url="https://ses"), TryLater),
        (ReadTimeoutError(endpoint_url="https://ses"), InDoubt),
    ],
)
async def test_an_answer_that_is_lost_leaves_doubt_and_no_connection_none(
    error: Exception, meaning: type[NotCarried]
) -> None:
    client: Any = _LostWire(error)
    with pytest.raises(meaning):
        await SesMailer(client, sender=SENDER).send(LETTER)


async def test_a_short_message_goes_as_one_that_matters(sns: tuple[SnsTexter, Stubber]) -> None:
    texter, stub = sns
    stub.add_response(
        "check_if_phone_number_is_opted_out", {"isOptedOut": False}, {"phoneNumber": _NUMBER}
    )
    kind = {"DataType": "String", "StringValue": "Transactional"}
    stub.add_response(
        "publish",
        {"MessageId": "1"},
        {
            "PhoneNumber": _NUMBER,
            "Message": "Today",
            "MessageAttributes": {"AWS.SNS.SMS.SMSType": kind},
        },
    )
    await texter.send("letter-1", _NUMBER, "Today")


async def test_who_has_answered_stop_gets_nothing(sns: tuple[SnsTexter, Stubber]) -> None:
    texter, stub = sns
    stub.add_response("check_if_phone_number_is_opted_out", {"isOptedOut": True})
    with pytest.raises(NobodyThere):
        await texter.send("letter-1", _NUMBER, "Today")


async def test_a_number_that_sns_does_not_know_is_nobodys(sns: tuple[SnsTexter, Stubber]) -> None:
    texter, stub = sns
    stub.add_response("check_if_phone_number_is_opted_out", {"isOptedOut": False})
    stub.add_client_error("publish", "InvalidParameter", http_status_code=400)
    with pytest.raises(NobodyThere):
        await texter.send("letter-1", _NUMBER, "Today")
