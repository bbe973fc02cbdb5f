"""An operator makes a new code for a hand-over that was locked."""

from uuid import uuid4

import pytest
from typer.testing import CliRunner

from admin.quests import quest
from core.db import Db
from tests.servers import TestServers

pytestmark = pytest.mark.fresh_db


def test_what_is_not_there_is_complained_about(
    db: Db, servers: TestServers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", db.url)
    monkeypatch.setenv("REDIS_URL", servers.redis_url)
    unknown = uuid4()
    done = CliRunner().invoke(quest, ["unlock", str(unknown)])
    assert done.exit_code == 1
    assert f"No quest has the id {unknown}." in done.stderr
