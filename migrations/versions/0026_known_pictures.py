"""A picture that was sent before is found, however many parcels there are."""

from collections.abc import Sequence

from alembic import op

revision: str = "0026"
down_revision: str | None = "0025"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_index("ix_parcel_photo_file_unique_id", "parcel_photo", ["file_unique_id"])


def downgrade() -> None:
    op.drop_index("ix_parcel_photo_file_unique_id", "parcel_photo")
