"""A month of days as buttons. Days outside the allowed span cannot be pressed.

The getter gives `first_day` and `last_day`, both allowed, as the place in question counts days.
"""

from calendar import Calendar as Months
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from aiogram.types import CallbackQuery, InlineKeyboardButton
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.api.protocols import DialogProtocol
from aiogram_dialog.widgets.kbd import Keyboard
from babel import Locale
from babel.dates import format_skeleton, get_day_names

from bot.dialogs.widgets import visit_of

OnDay = Callable[[DialogManager, date], Awaitable[None]]

_NOTHING = "-"
_MONTH = "m"
_BLANK = " "
_BACK, _ON = "\u2039", "\u203a"
_MONTHS_A_YEAR = 12


class DayGrid(Keyboard):
    """Shows the month of the first day, and arrows to the other months that have allowed days."""

    def __init__(self, widget_id: str, on_day: OnDay) -> None:
        super().__init__(id=widget_id)
        self._on_day = on_day

    async def _render_keyboard(self, data: dict[str, Any], manager: DialogManager) -> RawKeyboard:
        first, last = data["first_day"], data["last_day"]
        shown = min(max(_month_in(self.get_widget_data(manager, ""), first), _start(first)), last)
        locale = Locale.parse(visit_of(manager).words.language.value)
        months = Months(locale.first_week_day)
        names = get_day_names("short", locale=locale)
        keyboard: RawKeyboard = [[*self._pager(shown, first, last, locale)]]
        keyboard.append([self._button(names[day]) for day in months.iterweekdays()])
        keyboard.extend(
            [self._day(day, shown, first, last) for day in week]
            for week in months.monthdatescalendar(shown.year, shown.month)
            if week[-1] >= first and week[0] <= last
        )
        return keyboard

    def _pager(
        self, shown: date, first: date, last: date, locale: Locale
    ) -> list[InlineKeyboardButton]:
        before, behind = _month_beside(shown, -1), _month_beside(shown, 1)
        name = format_skeleton("yMMM", shown, locale=locale)
        back = self._button(_BACK, f"{_MONTH}{before:%Y%m}")
        on = self._button(_ON, f"{_MONTH}{behind:%Y%m}")
        return [
            back if _start(shown) > first else self._button(_BLANK),
            self._button(name),
            on if behind <= last else self._button(_BLANK),
        ]

    def _day(self, day: date, shown: date, first: date, last: date) -> InlineKeyboardButton:
        if day.month != shown.month or not first <= day <= last:
            return self._button(_BLANK)
        return self._button(str(day.day), day.isoformat())

    def _button(self, text: str, item: str = _NOTHING) -> InlineKeyboardButton:
        return InlineKeyboardButton(text=text, callback_data=self._item_callback_data(item))

    async def _process_item_callback(
        self,
        callback: CallbackQuery,
        data: str,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        if data == _NOTHING:
            manager.show_mode = ShowMode.NO_UPDATE
        elif data.startswith(_MONTH):
            self.set_widget_data(manager, data.removeprefix(_MONTH))
        else:
            await self._on_day(manager, date.fromisoformat(data))
        return True


def _start(day: date) -> date:
    return day.replace(day=1)


def _month_in(kept: str, first: date) -> date:
    """Read the month that was paged to; that of the first day when there is none."""
    return date(int(kept[:4]), int(kept[4:]), 1) if kept else _start(first)


def _month_beside(shown: date, months: int) -> date:
    years, month = divmod(shown.month - 1 + months, _MONTHS_A_YEAR)
    return date(shown.year + years, month + 1, 1)
