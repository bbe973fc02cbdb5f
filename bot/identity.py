"""The message that leads a Peer to Stripe, which finds out who he is, and does not tell us."""

from decimal import Decimal

from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

from bot.visit import Visit
from core.identity.queries import refuse_unless_open
from core.identity.states import PURPOSE, IdentityNotSetUp
from core.passes import sign_pass
from core.rates import rounded
from core.wiring import IDENTITY_PATH, Services


async def send_identity_link(bot: Bot, visit: Visit, services: Services) -> None:
    """Send a link that is the Peer's own, for a day.

    Refuses `IdentityNotSetUp`, `VerifiedAlready` and `BeingChecked`.
    """
    key = services.settings.stripe_secret_key
    if key is None:
        raise IdentityNotSetUp
    await refuse_unless_open(visit.session, visit.peer.id)
    secret, at = key.get_secret_value(), services.clock()
    token = sign_pass(visit.peer.id, purpose=PURPOSE, secret=secret, at=at)
    url = f"{services.settings.web_url}{IDENTITY_PATH}/{token}"
    button = InlineKeyboardButton(text=visit.words.plain("identity-open"), url=url)
    rules = services.settings
    facts = {
        "posts": rules.most_posts(is_verified=True),
        "value": rounded(Decimal(rules.highest_value(is_verified=True)), rules.main_currency),
    }
    await bot.send_message(
        visit.channel.address,
        visit.words.html("identity-link", facts),
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
