"""Ruling the world rather than a person in it: faults, limits, time, topics, a fresh start."""

from dataclasses import asdict

from sandbox.limits import LimitRules
from sandbox.people.refusals import Missing, NotUnderstood
from sandbox.people.wish import Wish, chat_by_key
from sandbox.topics import remove_topic
from sandbox.wire import Wire
from sandbox.writing import remove_vanished


def add_fault(wish: Wish) -> Wire:
    try:
        fault = wish.sandbox.faults.add(wish.body)
    except (TypeError, ValueError) as error:
        raise NotUnderstood(f"no such fault: {error}") from None
    return {"id": fault.id}


def list_faults(wish: Wish) -> list[Wire]:
    return wish.sandbox.faults.as_wire()


async def clear_faults(wish: Wish) -> Wire:
    await wish.sandbox.faults.take_all_away()
    return {"ok": True}


async def remove_fault(wish: Wish) -> Wire:
    number = wish.path["id"]
    if not number.isdigit() or not await wish.sandbox.faults.take_away(int(number)):
        raise Missing("there is no such fault")
    return {"ok": True}


def show_limits(wish: Wish) -> Wire:
    return wish.sandbox.limits.as_wire()


def set_limits(wish: Wish) -> Wire:
    """Change the limits that are named. Every bucket starts anew."""
    try:
        rules = LimitRules(**{**asdict(wish.sandbox.limits.rules), **wish.body})
    except TypeError as error:
        raise NotUnderstood(f"no such limit: {error}") from None
    numbers = (rules.overall_per_second, rules.chat_per_second)
    if min(*numbers, rules.chat_burst, rules.group_per_minute) <= 0:
        raise NotUnderstood("a limit must be above zero")
    wish.sandbox.limits.set_rules(rules)
    return wish.sandbox.limits.as_wire()


def advance_clock(wish: Wish) -> Wire:
    seconds = wish.need("advance_seconds", (int, float))
    if seconds < 0:
        raise NotUnderstood("time does not go back")
    wish.sandbox.clock.advance(seconds)
    wish.sandbox.stripe.till.let_time_pass()
    remove_vanished(wish.sandbox)
    return {"now": wish.sandbox.clock.now()}


def delete_topic(wish: Wish) -> Wire:
    """Delete a topic as a person does: its messages go too, and bots hear nothing."""
    chat = chat_by_key(wish.world, wish.path["chat"])
    thread_id = wish.need("message_thread_id", int)
    if str(thread_id) not in chat.topics:
        raise Missing("there is no such topic")
    remove_topic(wish.sandbox, chat, thread_id)
    return {"ok": True}


def reset(wish: Wish) -> Wire:
    sandbox = wish.sandbox
    sandbox.post_office.clear()
    sandbox.files.clear()
    for bot in sandbox.world.bots.values():
        bot.topic_trouble = ""
    sandbox.world.forget_everything_but_bots()
    sandbox.stripe.clear()
    sandbox.faults.clear()
    sandbox.requests.clear()
    sandbox.limits.set_rules(sandbox.limits.rules)
    sandbox.events.publish("chat", {"reset": True})
    return {"ok": True}
