"""Offers, quests and cards, what is promised of a trip, and what Peers demand of each other."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# The trip is locked first, so that of two reservations at once the second sees the first. What is
# promised at one moment is most where a reservation begins.
REFUSE_OVERBOOKING = """
CREATE FUNCTION refuse_overbooking(path uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    room record;
BEGIN
    SELECT capacity_grams, capacity_millilitres INTO room
    FROM glide_path WHERE id = path FOR UPDATE;
    IF EXISTS (
        SELECT FROM reservation AS one
        JOIN reservation AS other
            ON other.path_id = one.path_id
            AND other.begins_at <= one.begins_at AND one.begins_at < other.ends_at
        WHERE one.path_id = path
        GROUP BY one.id
        HAVING sum(other.grams) > room.capacity_grams
            OR sum(other.millilitres) > room.capacity_millilitres
    ) THEN
        RAISE EXCEPTION 'trip % is promised more than it has', path
        USING ERRCODE = 'check_violation', CONSTRAINT = 'no_overbooking', TABLE = 'reservation';
    END IF;
END $$
"""

ON_RESERVATION = """
CREATE FUNCTION watch_reservation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_overbooking(NEW.path_id);
    RETURN NEW;
END $$
"""

ON_TRIP = """
CREATE FUNCTION watch_trip_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_overbooking(NEW.id);
    RETURN NEW;
END $$
"""

TRIGGERS = (
    "CREATE TRIGGER no_overbooking AFTER INSERT OR UPDATE ON reservation"
    " FOR EACH ROW EXECUTE FUNCTION watch_reservation()",
    "CREATE TRIGGER no_overbooking AFTER UPDATE OF capacity_grams, capacity_millilitres"
    " ON glide_path FOR EACH ROW EXECUTE FUNCTION watch_trip_room()",
)

LIVE_PARCELS = "(state IN ('open', 'in_review', 'promised')) = (closed_at IS NULL)"
LIVE_BEFORE = "(state IN ('open', 'in_review')) = (closed_at IS NULL)"

OFFER_STATES = ("open", "accepted", "declined", "withdrawn", "expired", "lapsed")
OFFER_STATE = sa.Enum(*OFFER_STATES, name="offerstate", native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "reservation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("path_id", sa.Uuid(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("grams", sa.BigInteger(), nullable=False),
        sa.Column("millilitres", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("ends_at > begins_at", name=op.f("ck_reservation_span")),
        sa.CheckConstraint("grams > 0 AND millilitres > 0", name=op.f("ck_reservation_room")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservation")),
    )
    op.create_index(op.f("ix_reservation_path_id"), "reservation", ["path_id"])
    op.create_table(
        "peer_block",
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("blocked_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("peer_id <> blocked_id", name=op.f("ck_peer_block_two_peers")),
        sa.ForeignKeyConstraint(
            ["blocked_id"], ["peer.id"], name=op.f("fk_peer_block_blocked_id_peer")
        ),
        sa.ForeignKeyConstraint(["peer_id"], ["peer.id"], name=op.f("fk_peer_block_peer_id_peer")),
        sa.PrimaryKeyConstraint("peer_id", "blocked_id", name=op.f("pk_peer_block")),
    )
    op.create_index(op.f("ix_peer_block_blocked_id"), "peer_block", ["blocked_id"])
    op.create_table(
        "peer_demand",
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("least_stars", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("least_stars BETWEEN 10 AND 50", name=op.f("ck_peer_demand_stars")),
        sa.ForeignKeyConstraint(["peer_id"], ["peer.id"], name=op.f("fk_peer_demand_peer_id_peer")),
        sa.PrimaryKeyConstraint("peer_id", name=op.f("pk_peer_demand")),
    )
    op.create_table(
        "peer_standing",
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("stars", sa.BigInteger(), nullable=False),
        sa.Column("ratings", sa.BigInteger(), nullable=False),
        sa.Column("done", sa.BigInteger(), nullable=False),
        sa.Column("cancelled", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "ratings >= 0 AND done >= 0 AND cancelled >= 0", name=op.f("ck_peer_standing_counted")
        ),
        sa.CheckConstraint(
            "stars BETWEEN ratings AND 5 * ratings", name=op.f("ck_peer_standing_stars")
        ),
        sa.ForeignKeyConstraint(
            ["peer_id"], ["peer.id"], name=op.f("fk_peer_standing_peer_id_peer")
        ),
        sa.PrimaryKeyConstraint("peer_id", name=op.f("pk_peer_standing")),
    )
    op.create_table(
        "card",
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("channel_id", sa.Uuid(), nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channel.id"],
            name=op.f("fk_card_channel_id_channel"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("about", "channel_id", name=op.f("pk_card")),
    )
    op.create_table(
        "ranking",
        sa.Column("parcel_id", sa.Uuid(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["parcel_id"],
            ["drop_parcel.id"],
            name=op.f("fk_ranking_parcel_id_drop_parcel"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("parcel_id", name=op.f("pk_ranking")),
    )
    op.create_index(op.f("ix_ranking_looked_at"), "ranking", ["looked_at"])
    op.create_table(
        "offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("path_id", sa.Uuid(), nullable=False),
        sa.Column("parcel_id", sa.Uuid(), nullable=False),
        sa.Column("carrier_id", sa.Uuid(), nullable=False),
        sa.Column("requester_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            OFFER_STATE,
            nullable=False,
        ),
        sa.Column(
            "awaits",
            sa.Enum("carrier", "requester", name="side", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.Column("asked_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("carrier_counters", sa.SmallInteger(), nullable=False),
        sa.Column("requester_counters", sa.SmallInteger(), nullable=False),
        sa.Column("is_invited", sa.Boolean(), nullable=False),
        sa.Column("is_quiet", sa.Boolean(), nullable=False),
        sa.Column("picked_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("least_km", sa.Double(), nullable=False),
        sa.Column("most_km", sa.Double(), nullable=False),
        sa.Column("terms", postgresql.JSONB(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "reason",
            sa.Enum(
                "price",
                "detour",
                "kind",
                "time",
                "other",
                name="reason",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(state = 'open') = (closed_at IS NULL)", name=op.f("ck_offer_closed_at")
        ),
        sa.CheckConstraint(
            "carrier_counters >= 0 AND requester_counters >= 0", name=op.f("ck_offer_counters")
        ),
        sa.CheckConstraint("carrier_id <> requester_id", name=op.f("ck_offer_two_peers")),
        sa.CheckConstraint("handed_over_at > picked_up_at", name=op.f("ck_offer_segment")),
        sa.CheckConstraint("price_minor > 0 AND asked_minor > 0", name=op.f("ck_offer_price")),
        sa.ForeignKeyConstraint(["carrier_id"], ["peer.id"], name=op.f("fk_offer_carrier_id_peer")),
        sa.ForeignKeyConstraint(
            ["parcel_id"], ["drop_parcel.id"], name=op.f("fk_offer_parcel_id_drop_parcel")
        ),
        sa.ForeignKeyConstraint(
            ["path_id"], ["glide_path.id"], name=op.f("fk_offer_path_id_glide_path")
        ),
        sa.ForeignKeyConstraint(
            ["requester_id"], ["peer.id"], name=op.f("fk_offer_requester_id_peer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
    )
    op.create_index("ix_offer_carrier_id", "offer", ["carrier_id", "made_at"])
    op.create_index(
        "ix_offer_expiring",
        "offer",
        ["expires_at"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "ix_offer_open_pair",
        "offer",
        ["parcel_id", "path_id"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index("ix_offer_parcel_id", "offer", ["parcel_id"])
    op.create_index("ix_offer_path_id", "offer", ["path_id"])
    op.create_index(
        "ix_offer_reminding",
        "offer",
        ["remind_at"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index("ix_offer_requester_id", "offer", ["requester_id", "made_at"])
    op.create_table(
        "offer_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "event",
            sa.Enum(
                "offer",
                "counter",
                "accept",
                "decline",
                "withdraw",
                "expire",
                "lapse",
                name="offerevent",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "from_state",
            OFFER_STATE,
            nullable=True,
        ),
        sa.Column(
            "to_state",
            OFFER_STATE,
            nullable=False,
        ),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.Column("by_peer_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_peer_id"], ["peer.id"], name=op.f("fk_offer_step_by_peer_id_peer")
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offer.id"], name=op.f("fk_offer_step_offer_id_offer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_step")),
    )
    op.create_index(op.f("ix_offer_step_offer_id"), "offer_step", ["offer_id"])
    op.create_table(
        "quest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("path_id", sa.Uuid(), nullable=False),
        sa.Column("parcel_id", sa.Uuid(), nullable=False),
        sa.Column("carrier_id", sa.Uuid(), nullable=False),
        sa.Column("requester_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("accepted", "cancelled", name="queststate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("picked_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'cancelled') = (ended_at IS NOT NULL)", name=op.f("ck_quest_ended_at")
        ),
        sa.CheckConstraint("carrier_id <> requester_id", name=op.f("ck_quest_two_peers")),
        sa.CheckConstraint("price_minor > 0", name=op.f("ck_quest_price")),
        sa.ForeignKeyConstraint(["carrier_id"], ["peer.id"], name=op.f("fk_quest_carrier_id_peer")),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_quest_offer_id_offer")),
        sa.ForeignKeyConstraint(
            ["parcel_id"], ["drop_parcel.id"], name=op.f("fk_quest_parcel_id_drop_parcel")
        ),
        sa.ForeignKeyConstraint(
            ["path_id"], ["glide_path.id"], name=op.f("fk_quest_path_id_glide_path")
        ),
        sa.ForeignKeyConstraint(
            ["requester_id"], ["peer.id"], name=op.f("fk_quest_requester_id_peer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quest")),
        sa.UniqueConstraint("offer_id", name=op.f("uq_quest_offer_id")),
    )
    op.create_index("ix_quest_carrier_id", "quest", ["carrier_id", "accepted_at"])
    op.create_index(
        "ix_quest_live_parcel",
        "quest",
        ["parcel_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index("ix_quest_path_id", "quest", ["path_id"])
    op.create_index("ix_quest_requester_id", "quest", ["requester_id", "accepted_at"])
    op.create_table(
        "quest_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("quest_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "event",
            sa.Enum("accept", "cancel", name="questevent", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "from_state",
            sa.Enum("accepted", "cancelled", name="queststate", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column(
            "to_state",
            sa.Enum("accepted", "cancelled", name="queststate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("by_peer_id", sa.Uuid(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_peer_id"], ["peer.id"], name=op.f("fk_quest_step_by_peer_id_peer")
        ),
        sa.ForeignKeyConstraint(
            ["quest_id"], ["quest.id"], name=op.f("fk_quest_step_quest_id_quest")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quest_step")),
    )
    op.create_index(op.f("ix_quest_step_quest_id"), "quest_step", ["quest_id"])
    for function in (REFUSE_OVERBOOKING, ON_RESERVATION, ON_TRIP, *TRIGGERS):
        op.execute(function)
    _change_parcels(LIVE_PARCELS, "state IN ('open', 'in_review')")


def downgrade() -> None:
    op.execute("UPDATE drop_parcel SET state = 'open' WHERE state = 'promised'")
    _change_parcels(LIVE_BEFORE, "closed_at IS NULL")
    op.execute("DROP TRIGGER no_overbooking ON glide_path")
    for table in ("quest_step", "quest", "offer_step", "offer", "ranking", "card"):
        op.drop_table(table)
    for table in ("peer_standing", "peer_demand", "peer_block", "reservation"):
        op.drop_table(table)
    op.execute("DROP FUNCTION watch_trip_room()")
    op.execute("DROP FUNCTION watch_reservation()")
    op.execute("DROP FUNCTION refuse_overbooking(uuid)")


def _change_parcels(is_live: str, is_due: str) -> None:
    op.drop_constraint(op.f("ck_drop_parcel_closed_at"), "drop_parcel", type_="check")
    op.create_check_constraint(op.f("ck_drop_parcel_closed_at"), "drop_parcel", is_live)
    op.drop_index("ix_drop_parcel_due", table_name="drop_parcel")
    op.create_index(
        "ix_drop_parcel_due", "drop_parcel", ["deliver_by"], postgresql_where=sa.text(is_due)
    )
