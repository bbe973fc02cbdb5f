"""Posts: trips, weekly trips and parcels, what became of each, and alerts for trips."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    _create_posts()
    _create_trips()
    _create_parcels()


def _create_posts() -> None:
    op.create_table(
        "post",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["peer_id"], ["peer.id"], name=op.f("fk_post_peer_id_peer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
    )
    op.create_index(
        "ix_post_open", "post", ["peer_id"], unique=False, postgresql_where="closed_at IS NULL"
    )
    op.create_index("ix_post_peer_id_posted_at", "post", ["peer_id", "posted_at"], unique=False)


def _create_trips() -> None:
    op.create_table(
        "glide_path_series",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("clock", sa.Time(), nullable=False),
        sa.Column("duration_minutes", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("skipped", sa.ARRAY(sa.Date()), nullable=False),
        sa.Column("opened_until", sa.Date(), nullable=True),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("from_place_id", sa.BigInteger(), nullable=False),
        sa.Column("to_place_id", sa.BigInteger(), nullable=False),
        sa.Column("mode", sa.String(length=32), nullable=False),
        sa.Column("capacity_grams", sa.BigInteger(), nullable=False),
        sa.Column("capacity_millilitres", sa.BigInteger(), nullable=False),
        sa.Column("categories", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("detour_km", sa.BigInteger(), nullable=True),
        sa.Column("price_minor_per_kg", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(mode = 'car') = (detour_km IS NOT NULL)",
            name=op.f("ck_glide_path_series_detour_of_a_drive"),
        ),
        sa.CheckConstraint(
            "cardinality(categories) > 0 AND categories <@ ARRAY['documents', 'clothes', 'electronics', 'food', 'gifts', 'cosmetics', 'books', 'other']",
            name=op.f("ck_glide_path_series_categories"),
        ),
        sa.CheckConstraint(
            "(price_minor_per_kg IS NULL) = (currency IS NULL)",
            name=op.f("ck_glide_path_series_price_has_currency"),
        ),
        sa.CheckConstraint(
            "capacity_grams > 0 AND capacity_millilitres > 0",
            name=op.f("ck_glide_path_series_capacity"),
        ),
        sa.CheckConstraint("duration_minutes > 0", name=op.f("ck_glide_path_series_duration")),
        sa.CheckConstraint(
            "from_place_id <> to_place_id", name=op.f("ck_glide_path_series_two_places")
        ),
        sa.CheckConstraint("price_minor_per_kg > 0", name=op.f("ck_glide_path_series_price")),
        sa.ForeignKeyConstraint(
            ["from_place_id"], ["place.id"], name=op.f("fk_glide_path_series_from_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["peer_id"], ["peer.id"], name=op.f("fk_glide_path_series_peer_id_peer")
        ),
        sa.ForeignKeyConstraint(
            ["to_place_id"], ["place.id"], name=op.f("fk_glide_path_series_to_place_id_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glide_path_series")),
    )
    op.create_index(
        op.f("ix_glide_path_series_peer_id"), "glide_path_series", ["peer_id"], unique=False
    )
    op.create_index(
        "ix_glide_path_series_running",
        "glide_path_series",
        ["opened_until"],
        unique=False,
        postgresql_where="ended_at IS NULL",
    )
    op.create_table(
        "glide_path",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("series_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("departs_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrives_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("from_place_id", sa.BigInteger(), nullable=False),
        sa.Column("to_place_id", sa.BigInteger(), nullable=False),
        sa.Column("mode", sa.String(length=32), nullable=False),
        sa.Column("capacity_grams", sa.BigInteger(), nullable=False),
        sa.Column("capacity_millilitres", sa.BigInteger(), nullable=False),
        sa.Column("categories", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("detour_km", sa.BigInteger(), nullable=True),
        sa.Column("price_minor_per_kg", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(mode = 'car') = (detour_km IS NOT NULL)", name=op.f("ck_glide_path_detour_of_a_drive")
        ),
        sa.CheckConstraint(
            "(state = 'open') = (closed_at IS NULL)", name=op.f("ck_glide_path_closed_at")
        ),
        sa.CheckConstraint(
            "cardinality(categories) > 0 AND categories <@ ARRAY['documents', 'clothes', 'electronics', 'food', 'gifts', 'cosmetics', 'books', 'other']",
            name=op.f("ck_glide_path_categories"),
        ),
        sa.CheckConstraint(
            "(price_minor_per_kg IS NULL) = (currency IS NULL)",
            name=op.f("ck_glide_path_price_has_currency"),
        ),
        sa.CheckConstraint(
            "(series_id IS NULL) = (day IS NULL)", name=op.f("ck_glide_path_day_of_a_series")
        ),
        sa.CheckConstraint("arrives_at > departs_at", name=op.f("ck_glide_path_arrives_later")),
        sa.CheckConstraint(
            "capacity_grams > 0 AND capacity_millilitres > 0", name=op.f("ck_glide_path_capacity")
        ),
        sa.CheckConstraint("from_place_id <> to_place_id", name=op.f("ck_glide_path_two_places")),
        sa.CheckConstraint("price_minor_per_kg > 0", name=op.f("ck_glide_path_price")),
        sa.ForeignKeyConstraint(
            ["from_place_id"], ["place.id"], name=op.f("fk_glide_path_from_place_id_place")
        ),
        sa.ForeignKeyConstraint(["peer_id"], ["peer.id"], name=op.f("fk_glide_path_peer_id_peer")),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["glide_path_series.id"],
            name=op.f("fk_glide_path_series_id_glide_path_series"),
        ),
        sa.ForeignKeyConstraint(
            ["to_place_id"], ["place.id"], name=op.f("fk_glide_path_to_place_id_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glide_path")),
        sa.UniqueConstraint("series_id", "day", name=op.f("uq_glide_path_series_id_day")),
    )
    op.create_index(
        "ix_glide_path_departing",
        "glide_path",
        ["departs_at"],
        unique=False,
        postgresql_where="state = 'open'",
    )
    op.create_index(
        "ix_glide_path_open",
        "glide_path",
        ["from_place_id", "departs_at"],
        unique=False,
        postgresql_where="state = 'open'",
    )
    op.create_index(
        "ix_glide_path_peer_id_departs_at",
        "glide_path",
        ["peer_id", "departs_at", "id"],
        unique=False,
    )
    op.create_table(
        "glide_path_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("glide_path_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("from_state", sa.String(length=32), nullable=True),
        sa.Column("to_state", sa.String(length=32), nullable=False),
        sa.Column("by_peer_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_peer_id"], ["peer.id"], name=op.f("fk_glide_path_step_by_peer_id_peer")
        ),
        sa.ForeignKeyConstraint(
            ["glide_path_id"],
            ["glide_path.id"],
            name=op.f("fk_glide_path_step_glide_path_id_glide_path"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_glide_path_step")),
    )
    op.create_index(
        op.f("ix_glide_path_step_glide_path_id"), "glide_path_step", ["glide_path_id"], unique=False
    )
    op.create_table(
        "trip_alert",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("from_place_id", sa.BigInteger(), nullable=False),
        sa.Column("to_place_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_place_id"], ["place.id"], name=op.f("fk_trip_alert_from_place_id_place")
        ),
        sa.ForeignKeyConstraint(["peer_id"], ["peer.id"], name=op.f("fk_trip_alert_peer_id_peer")),
        sa.ForeignKeyConstraint(
            ["to_place_id"], ["place.id"], name=op.f("fk_trip_alert_to_place_id_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trip_alert")),
        sa.UniqueConstraint(
            "peer_id",
            "from_place_id",
            "to_place_id",
            name=op.f("uq_trip_alert_peer_id_from_place_id_to_place_id"),
        ),
    )
    op.create_index(
        "ix_trip_alert_from_place_id", "trip_alert", ["from_place_id", "to_place_id"], unique=False
    )


def _create_parcels() -> None:
    op.create_table(
        "drop_parcel",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("from_place_id", sa.BigInteger(), nullable=False),
        sa.Column("to_place_id", sa.BigInteger(), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("weight_grams", sa.BigInteger(), nullable=False),
        sa.Column("volume_millilitres", sa.BigInteger(), nullable=False),
        sa.Column("value_minor", sa.BigInteger(), nullable=False),
        sa.Column("value_currency", sa.String(length=3), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deliver_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reward_minor", sa.BigInteger(), nullable=False),
        sa.Column("reward_currency", sa.String(length=3), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("duty_payer", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state IN ('open', 'in_review')) = (closed_at IS NULL)",
            name=op.f("ck_drop_parcel_closed_at"),
        ),
        sa.CheckConstraint("deliver_by > ready_at", name=op.f("ck_drop_parcel_window")),
        sa.CheckConstraint("from_place_id <> to_place_id", name=op.f("ck_drop_parcel_two_places")),
        sa.CheckConstraint(
            "reward_minor > 0 AND value_minor >= 0", name=op.f("ck_drop_parcel_money")
        ),
        sa.CheckConstraint(
            "weight_grams > 0 AND volume_millilitres > 0", name=op.f("ck_drop_parcel_size")
        ),
        sa.ForeignKeyConstraint(
            ["from_place_id"], ["place.id"], name=op.f("fk_drop_parcel_from_place_id_place")
        ),
        sa.ForeignKeyConstraint(["peer_id"], ["peer.id"], name=op.f("fk_drop_parcel_peer_id_peer")),
        sa.ForeignKeyConstraint(
            ["to_place_id"], ["place.id"], name=op.f("fk_drop_parcel_to_place_id_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drop_parcel")),
    )
    op.create_index(
        "ix_drop_parcel_due",
        "drop_parcel",
        ["deliver_by"],
        unique=False,
        postgresql_where="closed_at IS NULL",
    )
    op.create_index(
        "ix_drop_parcel_in_review",
        "drop_parcel",
        ["id"],
        unique=False,
        postgresql_where="state = 'in_review'",
    )
    op.create_index(
        "ix_drop_parcel_open",
        "drop_parcel",
        ["from_place_id", "deliver_by"],
        unique=False,
        postgresql_where="state = 'open'",
    )
    op.create_index(
        "ix_drop_parcel_peer_id_deliver_by",
        "drop_parcel",
        ["peer_id", "deliver_by", "id"],
        unique=False,
    )
    op.create_table(
        "parcel_item",
        sa.Column("parcel_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("value_minor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "quantity > 0 AND value_minor >= 0", name=op.f("ck_parcel_item_counted")
        ),
        sa.ForeignKeyConstraint(
            ["parcel_id"],
            ["drop_parcel.id"],
            name=op.f("fk_parcel_item_parcel_id_drop_parcel"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("parcel_id", "position", name=op.f("pk_parcel_item")),
    )
    op.create_table(
        "parcel_photo",
        sa.Column("parcel_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("file_unique_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parcel_id"],
            ["drop_parcel.id"],
            name=op.f("fk_parcel_photo_parcel_id_drop_parcel"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("parcel_id", "position", name=op.f("pk_parcel_photo")),
    )
    op.create_table(
        "parcel_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("parcel_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("from_state", sa.String(length=32), nullable=True),
        sa.Column("to_state", sa.String(length=32), nullable=False),
        sa.Column("by_peer_id", sa.Uuid(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_peer_id"], ["peer.id"], name=op.f("fk_parcel_step_by_peer_id_peer")
        ),
        sa.ForeignKeyConstraint(
            ["parcel_id"], ["drop_parcel.id"], name=op.f("fk_parcel_step_parcel_id_drop_parcel")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcel_step")),
    )
    op.create_index(op.f("ix_parcel_step_parcel_id"), "parcel_step", ["parcel_id"], unique=False)


def downgrade() -> None:
    for table in (
        "parcel_step",
        "parcel_photo",
        "parcel_item",
        "drop_parcel",
        "trip_alert",
        "glide_path_step",
        "glide_path",
        "glide_path_series",
        "post",
    ):
        op.drop_table(table)
