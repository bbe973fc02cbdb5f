"""The way through a form: which step is next, how far one is, and where back leads."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Generic, TypeVar

from aiogram.fsm.state import State
from aiogram_dialog import DialogManager, StartMode

from bot.dialogs.screen import set_note
from bot.dialogs.widgets import visit_of
from bot.visit import Visit
from core.errors import Refused

DraftT = TypeVar("DraftT")


@dataclass(frozen=True, slots=True)
class Step(Generic[DraftT]):
    """One question. `fields` are what a refusal may name to lead back here."""

    screen: State
    is_missing: Callable[[DraftT], bool]
    fields: tuple[str, ...] = ()
    applies: Callable[[DraftT], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class Form(Generic[DraftT]):
    """A kind of form. `kind` is a dataclass of plain values, each with a default.

    `extra` are questions that have an answer unless the Peer gives another one.
    """

    slot: str
    kind: type[DraftT]
    steps: Sequence[Step[DraftT]]
    extra: Sequence[Step[DraftT]]
    review: State
    home: State

    def draft(self, visit: Visit) -> DraftT:
        """Read what is filled in so far. What an older version kept besides is left out."""
        known = {field.name for field in fields(self.kind)}  # type: ignore[arg-type]  # a dataclass
        kept = visit.drafts.form(self.slot)
        return self.kind(**{name: value for name, value in kept.items() if name in known})

    def keep(self, visit: Visit, draft: DraftT) -> None:
        visit.drafts.keep_form(self.slot, _plain(draft))

    def drop(self, visit: Visit) -> None:
        visit.drafts.keep_form(self.slot, {})

    def is_begun(self, visit: Visit) -> bool:
        return bool(visit.drafts.form(self.slot))

    def next_screen(self, draft: DraftT) -> State:
        """Find the first question without an answer, or the review."""
        open_steps = (step for step in self._asked(draft) if step.is_missing(draft))
        step = next(open_steps, None)
        return self.review if step is None else step.screen

    async def start(
        self, manager: DialogManager, draft: DraftT, *, note: str | None = None
    ) -> None:
        """Open the form at its first open question, with the message `note` on top once."""
        self.keep(visit_of(manager), draft)
        await self.resume(manager, note=note)

    async def resume(self, manager: DialogManager, *, note: str | None = None) -> None:
        screen = self.next_screen(self.draft(visit_of(manager)))
        data = None if note is None else {"note": note}
        await manager.start(screen, data=data, mode=StartMode.NORMAL)

    async def go_on(self, manager: DialogManager, draft: DraftT) -> None:
        """Keep an answer and go to the next question, or back to the review."""
        self.keep(visit_of(manager), draft)
        await manager.switch_to(self.next_screen(draft))

    async def go_back(self, manager: DialogManager) -> None:
        """Go to the question before this one, or from a changed answer back to the review."""
        draft = self.draft(visit_of(manager))
        asked = [step.screen for step in self._asked(draft)]
        here = manager.current_context().state
        if self.next_screen(draft) == self.review and here != self.review:
            await manager.switch_to(self.review)
        elif here in asked[1:]:
            await manager.switch_to(asked[asked.index(here) - 1])
        else:
            await manager.start(self.home, mode=StartMode.RESET_STACK)

    async def refuse(self, manager: DialogManager, refusal: Refused) -> None:
        """Say why on the screen that asks for what is wrong, or else where the Peer is."""
        set_note(manager, refusal.key, refusal.facts)
        at_fault = (
            step.screen
            for step in (*self.steps, *self.extra)
            if refusal.field is not None and refusal.field in step.fields
        )
        screen = next(at_fault, None)
        if screen is not None:
            await manager.switch_to(screen)

    def progress(self, manager: DialogManager) -> dict[str, Any]:
        """Tell how far the Peer is; nothing once all is answered."""
        draft = self.draft(visit_of(manager))
        asked = [step.screen for step in self._asked(draft)]
        here = manager.current_context().state
        is_shown = here in asked and self.next_screen(draft) != self.review
        step = asked.index(here) + 1 if is_shown else 0
        return {"is_on_the_way": is_shown, "step": step, "steps": len(asked)}

    def _asked(self, draft: DraftT) -> list[Step[DraftT]]:
        return [step for step in self.steps if step.applies(draft)]


def _plain(draft: Any) -> dict[str, Any]:  # noqa: ANN401  (any dataclass)
    return {name: value for name, value in asdict(draft).items() if value is not None}
