"""The settings: the one reader of the environment.

The names are a contract with operators and their scripts; the README's table is checked against
this class. In production `refuse_unsafe` names every setting that is missing or must not be there.
"""

from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.access import Access, access_problems
from core.rules import Rules

TELEGRAM_API = "https://api.telegram.org"
STRIPE_API = "https://api.stripe.com"
CONSOLE_PATH = "/admin"
"""Where the web process shows MissionControl to operators."""

DEMO_TOKEN = "42:demo-token"  # noqa: S105  (names the sandbox's bot; the real Telegram refuses it)

_SECRET_LENGTH = 16
_KNOWN_PASSWORDS = frozenset(
    {"", "admin", "changeme", "guest", "password", "peercargo", "postgres", "root", "secret"}
)


class CargoEnv(StrEnum):
    DEVELOPMENT = "development"
    DEMO = "demo"
    TEST = "test"
    PRODUCTION = "production"


class TelegramMode(StrEnum):
    POLLING = "polling"
    WEBHOOK = "webhook"


class LogFormat(StrEnum):
    AUTO = "auto"
    JSON = "json"
    CONSOLE = "console"


def _without_trailing_slash(url: str) -> str:
    return url.rstrip("/")


Url = Annotated[str, AfterValidator(_without_trailing_slash)]


class SettingsRefused(Exception):
    """The environment cannot be used. `problems` is one sentence per setting, its name first."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class Settings(Rules, Access, BaseSettings):
    """Every setting of every process. An empty variable counts as unset."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True)

    cargo_env: CargoEnv = Field(
        CargoEnv.DEVELOPMENT, description="`development`, `demo`, `test` or `production`"
    )
    cargo_data_dir: Path = Field(
        Path(".peercargo"), description="where embedded servers and files keep their data"
    )
    public_url: Url | None = Field(
        None,
        description="address under which the world reaches the web process, https in production",
    )
    listen_host: str = Field("127.0.0.1", description="address on which a process listens")
    port: int = Field(8000, ge=0, le=65535, description="port the web process listens on")
    worker_port: int | None = Field(
        None,
        ge=0,
        le=65535,
        description="port on which a `worker` shows health and metrics; unset: none",
    )
    log_level: str = Field("INFO", description="`DEBUG`, `INFO`, `WARNING` or `ERROR`")
    log_format: LogFormat = Field(
        LogFormat.AUTO, description="`json`, `console`, or `auto`: console on a terminal"
    )

    database_url: SecretStr | None = Field(
        None, description="PostgreSQL 15 or newer; unset: the embedded PostgreSQL 18"
    )
    database_read_url: SecretStr | None = Field(
        None, description="a read replica for analytics; unset: `DATABASE_URL`"
    )
    redis_url: SecretStr | None = Field(
        None, description="Redis or Valkey; unset: the embedded Valkey"
    )
    broker_url: SecretStr | None = Field(
        None, description="`redis://`, `amqp://` or `kafka://` for domain events; unset: PostgreSQL"
    )
    audit_keep_months: int | None = Field(
        None, ge=1, description="full months of the audit log to keep; unset: all of it"
    )

    telegram_bot_token: SecretStr | None = Field(None, description="the token from @BotFather")
    telegram_api_base: Url = Field(TELEGRAM_API, description="the Bot API, or a local server of it")
    telegram_mode: TelegramMode = Field(TelegramMode.POLLING, description="`polling` or `webhook`")
    telegram_webhook_secret: SecretStr | None = Field(
        None,
        description="16 to 256 characters of `A-Z a-z 0-9 _ -`, sent by Telegram with each update",
    )
    telegram_operators_chat: int | None = Field(
        None, description="id of the operators' group, where alerts and the doctor's test go"
    )

    stripe_secret_key: SecretStr | None = Field(None, description="`sk_live_…` or `sk_test_…`")
    stripe_api_base: Url = Field(STRIPE_API, description="Stripe's API")
    stripe_webhook_secret: SecretStr | None = Field(
        None, description="`whsec_…` of the webhook endpoint"
    )

    s3_bucket: str | None = Field(None, description="bucket for files; unset: the data directory")
    s3_endpoint_url: Url | None = Field(None, description="an S3-compatible server; unset: AWS")
    s3_region: str | None = Field(None, description="the bucket's region")
    s3_access_key_id: SecretStr | None = Field(
        None, description="unset: the machine's own role, as boto3 finds it"
    )
    s3_secret_access_key: SecretStr | None = Field(None, description="belongs to the key above")

    mail_url: SecretStr | None = Field(
        None,
        description=(
            "what carries letters to Peers who have blocked the bot: `smtp://`, `smtps://`,"
            " `ses://REGION` or `file:///PATH`; unset: files in the data directory, in production"
            " none"
        ),
    )
    mail_from: str | None = Field(
        None, description="whom letters are from, as `Peer-Cargo <no-reply@your.domain>`"
    )
    sms_url: str | None = Field(
        None,
        description=(
            "what carries short messages on the day of a hand-over: `sns://REGION` or"
            " `file:///PATH`; unset: files in the data directory, in production none"
        ),
    )

    def secrets(self) -> list[str]:
        """Every secret's text, so that logs can mask it wherever it turns up."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return [value.get_secret_value() for value in values if isinstance(value, SecretStr)]

    @property
    def web_url(self) -> str:
        """Give the address of the web process, without a slash at its end."""
        return (self.public_url or f"http://{self.listen_host}:{self.port}").rstrip("/")

    @property
    def console_url(self) -> str:
        """Give the address of MissionControl, without a slash at its end."""
        return self.web_url + CONSOLE_PATH

    @property
    def desk(self) -> str | None:
        """Give the address of the operators' group, where tickets have their topics."""
        chat = self.telegram_operators_chat
        return None if chat is None else str(chat)

    @property
    def is_production(self) -> bool:
        return self.cargo_env is CargoEnv.PRODUCTION

    @property
    def own_files(self) -> Path:
        """Where files are kept when no bucket is named."""
        return self.cargo_data_dir / "files"

    def bot_token(self) -> str:
        """Give the token, or refuse and say what to do."""
        if self.telegram_bot_token is None:
            raise SettingsRefused(
                ["TELEGRAM_BOT_TOKEN is not set: ask @BotFather for one, or run `peercargo demo`"]
            )
        return self.telegram_bot_token.get_secret_value()


def load_settings(**overrides: object) -> Settings:
    """Read the environment; `overrides` win. Refuse what cannot be read or is unsafe."""
    try:
        settings = Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        raise SettingsRefused(
            [
                f"{'.'.join(str(part) for part in one['loc']).upper()}: {one['msg']}"
                for one in error.errors(include_input=False)
            ]
        ) from None
    problems = access_problems(settings, is_production=settings.is_production)
    if problems:
        raise SettingsRefused(problems)
    refuse_unsafe(settings)
    return settings


def refuse_unsafe(settings: Settings) -> None:
    """In production: no missing secret, no sandbox address, no default password."""
    if not settings.is_production:
        return
    problems = [*_missing(settings), *_sandbox_addresses(settings), *_weak_secrets(settings)]
    if problems:
        raise SettingsRefused(problems)


def _missing(settings: Settings) -> list[str]:
    needed = {
        "TELEGRAM_BOT_TOKEN": settings.telegram_bot_token,
        "STRIPE_SECRET_KEY": settings.stripe_secret_key,
        "STRIPE_WEBHOOK_SECRET": settings.stripe_webhook_secret,
        "PUBLIC_URL": settings.public_url,
    }
    if settings.telegram_mode is TelegramMode.WEBHOOK:
        needed["TELEGRAM_WEBHOOK_SECRET"] = settings.telegram_webhook_secret
    return [f"{name} is missing" for name, value in needed.items() if value is None]


def _sandbox_addresses(settings: Settings) -> list[str]:
    addresses = {
        "TELEGRAM_API_BASE": settings.telegram_api_base,
        "STRIPE_API_BASE": settings.stripe_api_base,
        "PUBLIC_URL": settings.public_url,
    }
    problems = [
        f"{name} points at a sandbox on this machine"
        for name, url in addresses.items()
        if url is not None and _is_own_machine(url)
    ]
    if settings.public_url is not None and not settings.public_url.startswith("https://"):
        problems.append("PUBLIC_URL must begin with https://")
    token = settings.telegram_bot_token
    if token is not None and token.get_secret_value() == DEMO_TOKEN:
        problems.append("TELEGRAM_BOT_TOKEN is the demo's token")
    key = settings.stripe_secret_key
    if key is not None and not key.get_secret_value().startswith(("sk_live_", "rk_live_")):
        problems.append("STRIPE_SECRET_KEY is not a live key")
    return problems


def _weak_secrets(settings: Settings) -> list[str]:
    problems: list[str] = []
    urls = {
        "DATABASE_URL": settings.database_url,
        "DATABASE_READ_URL": settings.database_read_url,
        "REDIS_URL": settings.redis_url,
        "BROKER_URL": settings.broker_url,
        "MAIL_URL": settings.mail_url,
    }
    for name, url in urls.items():
        password = None if url is None else urlsplit(url.get_secret_value()).password
        if password is not None and password.lower() in _KNOWN_PASSWORDS:
            problems.append(f"{name} has a default password")
    secret = settings.telegram_webhook_secret
    if secret is not None and len(secret.get_secret_value()) < _SECRET_LENGTH:
        problems.append(f"TELEGRAM_WEBHOOK_SECRET is shorter than {_SECRET_LENGTH} characters")
    return problems


def _is_own_machine(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost") or host == "sandbox":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
