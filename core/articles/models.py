"""Tables of help: its pages, the words they are found by, and how often they helped."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Float, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.articles.states import ArticleTopic, Way
from core.db import Base
from core.peers.states import Language


class HelpFiles(Base):
    """Which files the tables hold."""

    __tablename__ = "help_files"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    loaded_at: Mapped[datetime]


class HelpArticle(Base):
    """`place` is its place in its topic. The body has room for buttons and numbers of the rules."""

    __tablename__ = "help_article"

    language: Mapped[Language] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(primary_key=True)
    topic: Mapped[ArticleTopic]
    place: Mapped[int]
    way: Mapped[Way]
    title: Mapped[str]
    body: Mapped[str]


class HelpWord(Base):
    """A word of an article without its ending, as PostgreSQL's text search makes it."""

    __tablename__ = "help_word"
    __table_args__ = (
        ForeignKeyConstraint(
            ["language", "slug"], [HelpArticle.language, HelpArticle.slug], ondelete="CASCADE"
        ),
        Index("ix_help_word_language_slug", "language", "slug"),
    )

    language: Mapped[Language] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(primary_key=True)
    weight: Mapped[float] = mapped_column(Float(53))


class HelpVerdict(Base):
    """How often an article has helped on one day, and how often not. Nobody is named."""

    __tablename__ = "help_verdict"
    __table_args__ = (CheckConstraint("helped >= 0 AND failed >= 0", name="counted"),)

    language: Mapped[Language] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    helped: Mapped[int]
    failed: Mapped[int]


class HelpMiss(Base):
    """A question to which help had no good answer on one day, and how often. Nobody is named.

    `nothing` counts that nothing was found, `no_help` that a person was wanted instead of what was.
    """

    __tablename__ = "help_miss"
    __table_args__ = (
        CheckConstraint("nothing >= 0 AND no_help >= 0", name="counted"),
        Index("ix_help_miss_day", "day"),
    )

    language: Mapped[Language] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    nothing: Mapped[int]
    no_help: Mapped[int]
