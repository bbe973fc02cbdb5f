"""The forms that several operations share: whatever is read off a row of the same names."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict

from core.facts import PlaceLabel
from webhooks.api.schemas import Shown

Most = Annotated[int, Query(ge=1, le=200, description="rows on a page")]


class Row(Shown):
    """Read off a row, field by field, by the names that both have."""

    model_config = ConfigDict(from_attributes=True)


class LabelShown(Row):
    """A place as people call it."""

    name: str
    region: str | None
    country: str
    code: str | None


class InState(Row):
    """A thing of which there is a page or a table, and how it stands."""

    id: UUID
    state: str


class ActShown(Row):
    """What an operator has done; without one it was done at the terminal."""

    at: datetime
    name: str
    by_operator_id: UUID | None
    by_mandate_id: UUID | None
    why: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def shown_route(route: tuple[PlaceLabel, PlaceLabel]) -> tuple[LabelShown, LabelShown]:
    start, end = route
    return LabelShown.model_validate(start), LabelShown.model_validate(end)
