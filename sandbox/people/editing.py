"""A person changes what they wrote: other words, another picture, another place while it is live.

Bots hear of it by `edited_message`, which holds the whole message as it is now.
"""

from sandbox.media.shapes import ALBUM_CLASS
from sandbox.people.contents import caption_of, place_of, text_of
from sandbox.people.filing import medium
from sandbox.people.refusals import NotNow, NotUnderstood
from sandbox.people.wish import Wish
from sandbox.wire import Wire
from sandbox.world.files import MARKS
from sandbox.world.sight import seen_by_people
from sandbox.writing import rewrite_message

EDITABLE_SECONDS = 48 * 3600
LIVE_FOR_EVER = 0x7FFFFFFF
CHANGEABLE = frozenset({"photo", "live_photo", "video", "animation", "audio", "document"})
ABOUT_CAPTION = ("caption", "caption_entities")


def edit(wish: Wish) -> Wire:
    chat = wish.chat()
    message = wish.own_message(chat)
    if "forward_origin" in message.wire or "via_bot" in message.wire:
        raise NotNow("what somebody else has said cannot be changed")
    wire = _edited(wish, message.wire)
    wire["edit_date"] = int(wish.sandbox.clock.now())
    rewrite_message(wish.sandbox, chat, message, wire)
    wish.sandbox.post_office.post_message("edited_message", chat, message)
    return seen_by_people(wish.world.bots.get(chat.bot_id), chat, message)


def _edited(wish: Wish, wire: Wire) -> Wire:
    if "live_period" in wire.get("location", {}):
        return _moved(wish, wire)
    if wish.sandbox.clock.now() - wire["date"] > EDITABLE_SECONDS:
        raise NotNow("after 48 hours a message stays as it is")
    if wish.body.get("files") or wish.files:
        return _shown_anew(wish, wire)
    if "text" in wish.body and "text" in wire:
        return {**_without(wire, "entities"), **text_of(wish)}
    if "caption" in wish.body and MARKS.keys() & wire.keys():
        return {**_without(wire, *ABOUT_CAPTION), **caption_of(wish)}
    raise NotUnderstood("nothing in this message can be edited so")


def _moved(wish: Wish, wire: Wire) -> Wire:
    place: Wire = wire["location"]
    period = place["live_period"]
    if wire["date"] + period <= wish.sandbox.clock.now() and period != LIVE_FOR_EVER:
        raise NotNow("this live location is over")
    if wish.body.get("stop_live"):
        return {**wire, "location": _without(place, "live_period", "heading")}
    return {**wire, "location": {"live_period": period, **place_of(wish)}}


def _shown_anew(wish: Wish, wire: Wire) -> Wire:
    """Put other media in place of those there; an album keeps to its kind."""
    old = next((media for media in MARKS if media in wire), None)
    new = wish.body.get("media") or old
    if old not in CHANGEABLE or new not in CHANGEABLE:
        raise NotUnderstood("nothing in this message can be edited so")
    if "media_group_id" in wire and ALBUM_CLASS.get(old) != ALBUM_CLASS.get(new):
        raise NotNow("an album keeps to its kind of media")
    gone = (*MARKS, *(ABOUT_CAPTION if "caption" in wish.body else ()))
    return {**_without(wire, *gone), **medium(wish, new), **caption_of(wish)}


def _without(wire: Wire, *names: str) -> Wire:
    return {name: item for name, item in wire.items() if name not in names}
