"""The tables, the same in SQLite and PostgreSQL; a test holds the migrations to them."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: with its time zone in PostgreSQL, without in SQLite, which knows none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """A moment for the database; it must have a time zone."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401, ARG002
        """A moment from the database, in UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)  # type: ignore[no-any-return]


Number = BigInteger().with_variant(Integer(), "sqlite")
"""A running number; SQLite counts only in INTEGER."""

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)

facts = Table(
    "store_facts",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
"""What the database knows of itself: which secret its keys were made with."""

acts = Table(
    "store_acts",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("who", String(200), nullable=False),
    Column("act", String(40), nullable=False),
    Column("about", Text, nullable=False),
)
"""What was done to the store itself: keys made and revoked, users changed, the log purged."""

keys = Table(
    "api_keys",
    metadata,
    Column("prefix", String(20), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("role", String(20), nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("last_used_at", Moment),
    Column("revoked_at", Moment),
)

users = Table(
    "users",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("password", String(300), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("last_used_at", Moment),
    Column("disabled_at", Moment),
)

policies = Table(
    "policies",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("first_used_at", Moment, nullable=False),
)
"""Every policy anything was screened under, whole, so that it can be done again."""

screenings = Table(
    "screenings",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("clock_behind", Float, nullable=False),
    Column("request", String(128), nullable=False),
    Column("caller", String(200), nullable=False),
    Column("caller_key", String(20), nullable=False),
    Column("role", String(20), nullable=False),
    Column("route", String(200), nullable=False),
    Column("dataset", String(200), nullable=False),
    Column("snapshot", String(64), nullable=False),
    Column("policy", String(64), ForeignKey("policies.hash"), nullable=False),
    Column("engine", String(40), nullable=False),
    Column("input_kept", Boolean, nullable=False),
    Column("input_key", LargeBinary, nullable=False),
    Column("name_key", LargeBinary, nullable=False),
    Column("id_key", LargeBinary),
    Column("name", String(200), nullable=False),
    Column("hits", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("matched", Boolean, nullable=False),
    Column("best", Float, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Index("ix_screenings_at", "at"),
    Index("ix_screenings_request", "request"),
    Index("ix_screenings_name_key", "name_key"),
    Index("ix_screenings_id_key", "id_key"),
)
"""The screening log: one row a party screened. ``number`` tells the order in which they were written."""

hits = Table(
    "screening_hits",
    metadata,
    Column("number", Number, ForeignKey("screenings.number", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("entity", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("matched", Boolean, nullable=False),
    Column("answered", Boolean, nullable=False),
    Index("ix_screening_hits_entity", "entity"),
)
"""What each screening found, to ask for by listed entity."""
