"""The image and the compose file fit the code. No Docker engine is needed to know that."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from core.settings import Settings
from tests.house.sources import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SETTINGS = {name.upper() for name in Settings.model_fields}
OURS = {name: one for name, one in COMPOSE["services"].items() if one["image"] == "peercargo"}
SECRETS = ("PASSWORD", "TOKEN", "SECRET", "DEFAULT_PASS", "_AUTH")


def test_every_variable_of_our_containers_is_a_setting() -> None:
    for service in OURS.values():
        assert set(service["environment"]) <= SETTINGS


def test_every_password_is_asked_for_and_none_has_a_default() -> None:
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    asked = re.findall(r"\$\{([A-Z0-9_]+)(:[-?])?([^}]*)\}", text)
    assert asked
    for name, way, words in asked:
        if name.endswith("_PASSWORD"):
            assert way == ":?", f"{name} must be asked for"
        elif any(sign in name for sign in SECRETS):
            assert way == ":?" or words == "", f"{name} has a default"


@pytest.mark.parametrize("service", sorted(COMPOSE["services"]))
def test_no_container_holds_a_secret_that_was_written_down(service: str) -> None:
    for name, value in COMPOSE["services"][service]["environment"].items():
        if any(sign in name for sign in SECRETS):
            assert value.startswith("${"), f"{service}: {name}"


def test_our_containers_reach_the_servers_by_their_names() -> None:
    environment = OURS["web"]["environment"]
    for name in ("DATABASE_URL", "REDIS_URL", "BROKER_URL"):
        plain = re.sub(r"\$\{[^}]*\}", "x", environment[name])
        assert urlsplit(plain).hostname in COMPOSE["services"]


def test_every_volume_in_use_is_declared() -> None:
    used = {
        mount.split(":")[0]
        for service in COMPOSE["services"].values()
        for mount in service.get("volumes", [])
    }
    assert used == set(COMPOSE["volumes"])


def test_the_image_runs_as_an_ordinary_user_and_installs_only_what_is_pinned() -> None:
    assert re.search(r"^USER (?!root|0)\w+$", DOCKERFILE, re.MULTILINE)
    installs = [line for line in DOCKERFILE.splitlines() if "pip install" in line]
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)
    assert "/healthz" in DOCKERFILE
    assert 'CMD ["peercargo", "serve"]' in DOCKERFILE


def test_what_the_image_copies_is_there() -> None:
    kept = [
        line[1:]
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    ]
    assert [name for name in kept if not (ROOT / name).exists()] == []


def test_all_settings_reach_our_containers_by_the_file() -> None:
    for service in OURS.values():
        assert service["env_file"] == [{"path": ".env", "required": False}]
