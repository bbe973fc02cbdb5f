"""Blocked and unblocked: the channel notes it, so that nobody waits in vain for an answer."""

from aiogram import Router
from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberUpdated

from bot.visit import Visit
from core.outbox.service import unpark
from core.peers.service import note_reachability
from core.peers.states import ChannelState
from core.wiring import Services


async def on_membership(event: ChatMemberUpdated, visit: Visit, services: Services) -> None:
    is_blocked = event.new_chat_member.status == ChatMemberStatus.KICKED
    state = ChannelState.BLOCKED if is_blocked else ChannelState.OPEN
    await note_reachability(visit.session, visit.channel.id, state, at=services.clock())
    if state is ChannelState.OPEN:
        await unpark(visit.session, visit.channel.id, at=services.clock())


def membership_router() -> Router:
    router = Router(name="membership")
    router.my_chat_member.register(on_membership)
    return router
