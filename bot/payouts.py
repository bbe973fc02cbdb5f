"""The message that leads a Carrier to Stripe, where he says which bank his money goes to."""

from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.visit import Visit
from core.passes import sign_pass
from core.payouts.states import PURPOSE, PayoutsNotSetUp
from core.wiring import PAYOUTS_PATH, Services


async def send_payout_link(bot: Bot, visit: Visit, services: Services) -> None:
    """Send a link that is the Peer's own, for a day. Refuses `PayoutsNotSetUp`."""
    key = services.settings.stripe_secret_key
    if key is None:
        raise PayoutsNotSetUp
    secret, at = key.get_secret_value(), services.clock()
    token = sign_pass(visit.peer.id, purpose=PURPOSE, secret=secret, at=at)
    url = f"{services.settings.web_url}{PAYOUTS_PATH}/{token}"
    button = InlineKeyboardButton(text=visit.words.plain("payouts-open"), url=url)
    await bot.send_message(
        visit.channel.address,
        visit.words.html("payouts-link"),
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
    )
