"""The screening log, with the policies it names."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "policies",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("first_used_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_policies"),
    )
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    _screenings(number, moment)
    op.create_table(
        "screening_hits",
        sa.Column("number", number, nullable=False, autoincrement=False),
        sa.Column("place", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("matched", sa.Boolean, nullable=False),
        sa.Column("answered", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("number", "place", name="pk_screening_hits"),
        sa.ForeignKeyConstraint(
            ["number"], ["screenings.number"], name="fk_screening_hits_number", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_screening_hits_entity", "screening_hits", ["entity"])


def _screenings(number: sa.types.TypeEngine[int], moment: sa.DateTime) -> None:
    op.create_table(
        "screenings",
        sa.Column("number", number, nullable=False, autoincrement=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("clock_behind", sa.Float, nullable=False),
        sa.Column("request", sa.String(128), nullable=False),
        sa.Column("caller", sa.String(200), nullable=False),
        sa.Column("caller_key", sa.String(20), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("route", sa.String(200), nullable=False),
        sa.Column("dataset", sa.String(200), nullable=False),
        sa.Column("snapshot", sa.String(64), nullable=False),
        sa.Column("policy", sa.String(64), nullable=False),
        sa.Column("engine", sa.String(40), nullable=False),
        sa.Column("input_kept", sa.Boolean, nullable=False),
        sa.Column("input_key", sa.LargeBinary, nullable=False),
        sa.Column("name_key", sa.LargeBinary, nullable=False),
        sa.Column("id_key", sa.LargeBinary),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("hits", sa.Integer, nullable=False),
        sa.Column("answered", sa.Integer, nullable=False),
        sa.Column("matched", sa.Boolean, nullable=False),
        sa.Column("best", sa.Float, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_screenings"),
        sa.UniqueConstraint("id", name="uq_screenings_id"),
        sa.ForeignKeyConstraint(["policy"], ["policies.hash"], name="fk_screenings_policy"),
    )
    for column in ("at", "request", "name_key", "id_key"):
        op.create_index(f"ix_screenings_{column}", "screenings", [column])
