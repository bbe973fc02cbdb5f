"""Places and the names they are found by.

Revision ID: 0001
Revises: nothing, it is the first
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A trusted extension: the owner of a database may create it without being superuser.
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.create_table(
        "place",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("code", sa.String(3)),
        sa.Column("metro_code", sa.String(3)),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("region", sa.Text()),
        sa.Column("region_code", sa.String(8)),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("latitude", sa.Float(53), nullable=False),
        sa.Column("longitude", sa.Float(53), nullable=False),
        sa.Column("population", sa.BigInteger(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_place_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_place_longitude")),
        sa.CheckConstraint(
            "(kind = 'city') = (code IS NULL)", name=op.f("ck_place_city_has_no_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    op.create_index(
        "ix_place_code", "place", ["code"], postgresql_where=sa.text("code IS NOT NULL")
    )
    op.create_index("ix_place_latitude_longitude", "place", ["latitude", "longitude"])
    op.create_index("ix_place_country_population", "place", ["country", "population"])
    op.create_table(
        "place_name",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place_id", sa.BigInteger(), nullable=False),
        sa.Column("weight", sa.REAL(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id"],
            ["place.id"],
            name=op.f("fk_place_name_place_id_place"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("name", "place_id", name=op.f("pk_place_name")),
    )
    op.create_index(
        "ix_place_name_prefix",
        "place_name",
        ["name"],
        postgresql_ops={"name": "text_pattern_ops"},
    )
    op.create_index(
        "ix_place_name_trigrams",
        "place_name",
        ["name"],
        postgresql_using="gin",
        postgresql_ops={"name": "gin_trgm_ops"},
    )
    op.create_table(
        "place_file",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_place_file")),
    )


def downgrade() -> None:
    # The extension stays: something else in this database may use it.
    op.drop_table("place_file")
    op.drop_table("place_name")
    op.drop_table("place")
