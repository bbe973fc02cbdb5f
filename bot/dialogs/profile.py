"""What a Peer has told about himself, each line with the button that changes it."""

from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Row, Start

from bot.dialogs.screen import screen
from bot.dialogs.states import (
    CurrencyScreens,
    HomeScreens,
    LanguageScreens,
    PrivacyScreens,
    ProfileScreens,
    TokenScreens,
    TrustScreens,
)
from bot.dialogs.trust import stars_of
from bot.dialogs.way import go_home
from bot.dialogs.widgets import Label, Say, services_of, visit_of
from bot.identity import send_identity_link
from bot.payouts import send_payout_link
from bot.places import place_name
from bot.visit import Visit
from bot.words import CurrencyName
from core.identity.queries import check_of
from core.identity.states import IdentityState
from core.peers.queries import home_of
from core.trust.queries import demand_of
from core.wiring import Services


async def _profile(visit: Visit, services: Services, **kwargs: object) -> dict[str, Any]:
    peer, words = visit.peer, visit.words
    home = await home_of(visit.session, peer)
    check = await check_of(visit.session, peer.id)
    return {
        "name": peer.name or "",
        "home": place_name(home, peer.language) if home else "",
        "zone": ZoneInfo(peer.time_zone),
        "now": services.clock(),
        "currency": CurrencyName(peer.currency or "EUR"),
        "language": words.plain("language-name"),
        "since": (peer.joined_at or peer.created_at).date(),
        "identity": check.state.value if check else IdentityState.WISHED.value,
        "demand": stars_of(await demand_of(visit.session, peer)),
    }


async def _payouts(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Send the way to Stripe, below the profile."""
    bot: Bot = manager.middleware_data["bot"]
    await send_payout_link(bot, visit_of(manager), services_of(manager))


async def _identity(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Send the way to Stripe's check, below the profile."""
    bot: Bot = manager.middleware_data["bot"]
    await send_identity_link(bot, visit_of(manager), services_of(manager))


async def _to_menu(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await go_home(manager)


def profile_dialog() -> Dialog:
    return Dialog(
        screen(
            ProfileScreens.show,
            Say("profile-show"),
            Row(
                Start(Label("profile-home"), id="home", state=HomeScreens.ask),
                Start(Label("profile-currency"), id="currency", state=CurrencyScreens.ask),
            ),
            Row(
                Start(Label("profile-language"), id="language", state=LanguageScreens.choose),
                Start(Label("profile-privacy"), id="privacy", state=PrivacyScreens.show),
            ),
            Row(
                Start(Label("profile-demand"), id="demand", state=TrustScreens.demand),
                Start(Label("profile-blocked"), id="blocked", state=TrustScreens.blocked),
            ),
            Row(
                Button(Label("profile-payouts"), id="payouts", on_click=_payouts),
                Start(Label("profile-tokens"), id="tokens", state=TokenScreens.show),
            ),
            Button(Label("profile-identity"), id="identity", on_click=_identity),
            Button(Label("button-menu"), id="menu", on_click=_to_menu),
            getter=_profile,
        )
    )
