"""Settings: the contract with operators."""

import pytest

from core.settings import SettingsRefused, load_settings

GOOD = {
    "CARGO_ENV": "production",
    "PUBLIC_URL": "https://cargo.example",
    "TELEGRAM_BOT_TOKEN": "1234567:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "STRIPE_SECRET_KEY": "sk_live_0000000000000000",
    "STRIPE_WEBHOOK_SECRET": "whsec_0000000000000000",
    "DATABASE_URL": "postgresql://cargo:Zr8-long-and-odd@db/peercargo",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_a_complete_production_environment_is_accepted(environment: pytest.MonkeyPatch) -> None:
    assert load_settings().is_production


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("TELEGRAM_BOT_TOKEN", "", "TELEGRAM_BOT_TOKEN is missing"),
        ("STRIPE_SECRET_KEY", "", "STRIPE_SECRET_KEY is missing"),
        ("STRIPE_WEBHOOK_SECRET", "", "STRIPE_WEBHOOK_SECRET is missing"),
        ("PUBLIC_URL", "", "PUBLIC_URL is missing"),
        ("TELEGRAM_MODE", "webhook", "TELEGRAM_WEBHOOK_SECRET is missing"),
        ("TELEGRAM_WEBHOOK_SECRET", "short", "TELEGRAM_WEBHOOK_SECRET is shorter than"),
        ("TELEGRAM_API_BASE", "http://127.0.0.1:8001", "TELEGRAM_API_BASE points at a sandbox"),
        ("STRIPE_API_BASE", "http://localhost:8001", "STRIPE_API_BASE points at a sandbox"),
        ("PUBLIC_URL", "http://cargo.example", "PUBLIC_URL must begin with https://"),
        ("TELEGRAM_BOT_TOKEN", "42:demo-token", "TELEGRAM_BOT_TOKEN is the demo's token"),
        ("STRIPE_SECRET_KEY", "sk_test_00000000", "STRIPE_SECRET_KEY is not a live key"),
        ("DATABASE_URL", "postgresql://cargo:postgres@db/x", "DATABASE_URL has a default password"),
        ("BROKER_URL", "amqp://guest:guest@mq", "BROKER_URL has a default password"),
    ],
)
def test_production_refuses_what_is_unsafe_and_says_which(
    environment: pytest.MonkeyPatch, name: str, value: str, problem: str
) -> None:
    environment.setenv(name, value)
    with pytest.raises(SettingsRefused) as refusal:
        load_settings()
    assert len(refusal.value.problems) == 1
    assert refusal.value.problems[0].startswith(problem)


@pytest.mark.parametrize(
    ("set_to", "problem"),
    [
        ({"OIDC_ISSUER": "https://id.example"}, "OIDC_ISSUER and OIDC_CLIENT_ID belong together"),
        ({"OIDC_ISSUER": "http://id.example", "OIDC_CLIENT_ID": "us"}, "OIDC_ISSUER must begin"),
        ({"OIDC_ROLE": "owner"}, "OIDC_ROLE: "),
        ({"CLERK_ROLES": '{"org:admin": "king"}'}, "CLERK_ROLES.ORG:ADMIN: "),
        (
            {
                "OIDC_ISSUER": "https://id.example",
                "OIDC_CLIENT_ID": "us",
                "CLERK_WEBHOOK_SECRET": "whsec_c2VjcmV0IG9mIHRoZSB0ZXN0cw==",
            },
            "CLERK_ORGANISATION is missing",
        ),
        (
            {
                "OIDC_ISSUER": "https://id.example",
                "OIDC_CLIENT_ID": "us",
                "CLERK_ORGANISATION": "org_1",
                "CLERK_WEBHOOK_SECRET": "whsec_%%",
            },
            "CLERK_WEBHOOK_SECRET is none of Clerk's",
        ),
    ],
)
def test_a_way_in_that_is_half_set_up_is_refused_by_name(
    environment: pytest.MonkeyPatch, set_to: dict[str, str], problem: str
) -> None:
    for name, value in set_to.items():
        environment.setenv(name, value)
    with pytest.raises(SettingsRefused) as refusal:
        load_settings()
    assert len(refusal.value.problems) == 1
    assert refusal.value.problems[0].startswith(problem)


def test_a_refusal_never_repeats_a_secret(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("PORT", "nine")
    environment.setenv("STRIPE_SECRET_KEY", "sk_test_do_not_repeat_me")
    with pytest.raises(SettingsRefused) as refusal:
        load_settings()
    assert "PORT" in str(refusal.value)
    assert "do_not_repeat_me" not in str(refusal.value)


def test_outside_production_nothing_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in GOOD:
        monkeypatch.delenv(name, raising=False)
    assert load_settings().port == 8000


def test_a_bot_without_a_token_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    with pytest.raises(SettingsRefused, match="BotFather"):
        load_settings().bot_token()
