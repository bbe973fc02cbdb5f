"""Each side of a line counts by itself what it may know of."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0035"
down_revision: str | None = "0034"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_SIDES = ("carrier", "requester")

# What was numbered keeps its number, so that programs read on from where they were.
_TAKE_OVER_LINES = "UPDATE link_line SET carrier_changes = changes, requester_changes = changes"
_TAKE_OVER = """
    UPDATE link_message SET
        carrier_change = CASE WHEN side = 'carrier' OR state IN ('sent', 'unsent')
            THEN change ELSE 0 END,
        requester_change = CASE WHEN side = 'requester' OR state IN ('sent', 'unsent')
            THEN change ELSE 0 END
"""
_GIVE_BACK_LINES = (
    "UPDATE link_line SET changes = greatest(changes, carrier_changes, requester_changes)"
)
_GIVE_BACK = (
    "UPDATE link_message SET change = greatest(place, carrier_change, requester_change)"
)


def upgrade() -> None:
    for side in _SIDES:
        _add("link_line", f"{side}_changes")
        _add("link_message", f"{side}_change")
    op.execute(_TAKE_OVER_LINES)
    op.execute(_TAKE_OVER)
    op.drop_constraint(op.f("ck_link_message_counted"), "link_message")
    op.drop_index("ix_link_message_line_id_change", "link_message")
    op.drop_column("link_message", "change")
    op.create_check_constraint(
        op.f("ck_link_message_counted"),
        "link_message",
        "version > 0 AND carrier_change >= 0 AND requester_change >= 0",
    )
    for side in _SIDES:
        name = f"{side}_change"
        op.create_index(f"ix_link_message_{name}", "link_message", ["line_id", name])
        op.alter_column("link_line", f"{name}s", server_default=None)
        op.alter_column("link_message", name, server_default=None)


def downgrade() -> None:
    _add("link_message", "change")
    op.execute(_GIVE_BACK_LINES)
    op.execute(_GIVE_BACK)
    op.alter_column("link_message", "change", server_default=None)
    op.drop_constraint(op.f("ck_link_message_counted"), "link_message")
    for side in _SIDES:
        op.drop_index(f"ix_link_message_{side}_change", "link_message")
        op.drop_column("link_message", f"{side}_change")
        op.drop_column("link_line", f"{side}_changes")
    op.create_check_constraint(
        op.f("ck_link_message_counted"), "link_message", "version > 0 AND change >= place"
    )
    op.create_index("ix_link_message_line_id_change", "link_message", ["line_id", "change"])


def _add(table: str, name: str) -> None:
    column = sa.Column(name, sa.BigInteger(), server_default=sa.text("0"), nullable=False)
    op.add_column(table, column)
