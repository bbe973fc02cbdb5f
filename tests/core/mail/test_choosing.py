"""Who carries letters, by what the settings name."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from core.mail.choosing import mailer_of, texter_of
from core.settings import CargoEnv, Settings, SettingsRefused
from tests.core.mail.test_mime import LETTER

_FROM = "Peer-Cargo <no-reply@cargo.example>"


def _settings(**facts: object) -> Settings:
    return Settings(cargo_env=CargoEnv.TEST, **facts)  # type: ignore[arg-type]


async def test_where_nothing_is_named_letters_are_files_of_the_data_directory(
    tmp_path: Path,
) -> None:
    settings = _settings(cargo_data_dir=tmp_path)
    mailer, texter = mailer_of(settings), texter_of(settings)
    assert mailer is not None
    assert texter is not None
    for _ in range(2):  # sent again, it is the same file
        await mailer.send(LETTER)
        await texter.send("letter-8", "+34600123456", "Hoy")
    (letter,) = (tmp_path / "mail").iterdir()
    (message,) = (tmp_path / "sms").iterdir()
    assert letter.name == "letter-7.eml"
    assert b"noor@example.org" in letter.read_bytes()
    assert message.read_text() == "+34600123456\n\nHoy\n"


def test_in_production_nobody_is_asked_for_an_address_that_nothing_carries_to() -> None:
    settings = Settings(cargo_env=CargoEnv.PRODUCTION)
    assert mailer_of(settings) is None
    assert texter_of(settings) is None


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("smtp://mail.cargo.example", "SMTP server mail.cargo.example, port 587"),
        ("smtps://us:p%40ss@mail.cargo.example:4650", "SMTP server mail.cargo.example, port 4650"),
        ("ses://eu-west-1", "Amazon SES, eu-west-1"),
        ("file:///var/mail%20box", "files in /var/mail box"),
    ],
)
def test_a_url_names_who_carries_and_no_password_is_shown(url: str, place: str) -> None:
    mailer = mailer_of(_settings(mail_url=SecretStr(url), mail_from=_FROM))
    assert mailer is not None
    assert mailer.place == place


@pytest.mark.parametrize(
    "facts",
    [
        {"mail_url": SecretStr("pigeon://loft"), "mail_from": _FROM},
        {"mail_url": SecretStr("smtp://mail.cargo.example")},
        {"mail_from": "nobody"},
    ],
)
def test_what_cannot_carry_is_refused_with_what_to_do(facts: dict[str, object]) -> None:
    with pytest.raises(SettingsRefused, match="MAIL_"):
        mailer_of(_settings(**facts))


def test_a_texter_that_nobody_knows_is_refused() -> None:
    with pytest.raises(SettingsRefused, match="SMS_URL"):
        texter_of(_settings(sms_url="pigeon://loft"))
