"""Help: what may concern the Peer now, topics, a search by his own words, and a person."""

from typing import Any

from aiogram import Bot
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from aiogram_dialog.widgets.kbd.button import OnClick

from bot.articles import article_text
from bot.dialogs.help_now import concerns
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import (
    ChatScreens,
    HelpScreens,
    MenuScreens,
    PrivacyScreens,
    ProfileScreens,
    SearchScreens,
)
from bot.dialogs.way import back_button, go_home
from bot.dialogs.widgets import Choice, Label, Say, choices, grid, services_of, visit_of
from bot.supporting import begin, say_to_support
from bot.visit import Visit
from core.articles.models import HelpArticle
from core.articles.queries import article, articles_named, articles_on, find_articles
from core.articles.service import judge, note_miss
from core.articles.states import ArticleTopic, Way, kept_question
from core.errors import Refused
from core.peers.states import PeerState
from core.tickets.queries import present_ticket
from core.tickets.states import TicketCategory
from core.wiring import Services

TOPICS = tuple(ArticleTopic)
_SHOWN = 5
_TOPIC, _SLUG, _FOUND, _FROM, _JUDGED = "topic", "slug", "slugs", "from", "judged"
_ASKED = "asked"
"""What was asked last, while nothing that was found has been opened."""


_SCREENS = {
    Way.PARCELS: MenuScreens.parcels,
    Way.TRIPS: MenuScreens.trips,
    Way.FIND: SearchScreens.start,
    Way.MATCHES: MenuScreens.matches,
    Way.QUESTS: MenuScreens.quests,
    Way.PROFILE: ProfileScreens.show,
    Way.CHATS: ChatScreens.show,
    Way.PRIVACY: PrivacyScreens.show,
}

_CATEGORIES = {
    ArticleTopic.START: TicketCategory.OTHER,
    ArticleTopic.POSTS: TicketCategory.POSTS,
    ArticleTopic.MONEY: TicketCategory.MONEY,
    ArticleTopic.MEETING: TicketCategory.DELIVERY,
    ArticleTopic.TROUBLE: TicketCategory.DELIVERY,
    ArticleTopic.ACCOUNT: TicketCategory.ACCOUNT,
}
_OF_SAFETY = "safety"


async def _topics(visit: Visit, services: Services, **kwargs: object) -> dict[str, Any]:
    now = await concerns(visit, at=services.clock())
    return {
        "now": now,
        "has_now": bool(now),
        **await _conversation(visit),
        "topics": [Choice(one.value, visit.words.plain(f"help-topic-{one}")) for one in TOPICS],
    }


async def _conversation(visit: Visit) -> dict[str, Any]:
    """Name the conversation with Support that goes on, if there is one."""
    ticket = await present_ticket(visit.session, visit.peer)
    return {"number": 0 if ticket is None else ticket.number, "has_ticket": ticket is not None}


async def _topic(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    topic = ArticleTopic(dialog_manager.dialog_data.get(_TOPIC, ArticleTopic.START))
    articles = await articles_on(visit.session, visit.peer.language, topic)
    title = visit.words.plain(f"help-topic-{topic}")
    return {"articles": _named(articles), "title": title}


async def _found(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    slugs = dialog_manager.dialog_data.get(_FOUND, [])
    articles = await articles_named(visit.session, visit.peer.language, slugs)
    return {
        "articles": _named(articles),
        "has_some": bool(articles),
        "has_none": not articles,
    }


def _named(articles: list[HelpArticle]) -> list[Choice]:
    return [Choice(one.slug, one.title) for one in articles]


async def _article(
    dialog_manager: DialogManager, visit: Visit, services: Services, **kwargs: object
) -> dict[str, Any]:
    """Show an article; one that is gone, as after an upgrade, says so."""
    data = dialog_manager.dialog_data
    try:
        found = await article(visit.session, visit.peer.language, data.get(_SLUG, "how-it-works"))
    except Refused as refusal:
        gone = visit.words.html(refusal.key)
        return {"article": gone, "way": Way.MENU.value, "may_judge": False, "has_way": True}
    return {
        "article": article_text(found, visit.words, services.settings),
        "way": found.way.value,
        "has_way": found.way is not Way.PERSON,
        "may_judge": found.slug not in data.get(_JUDGED, []),
    }


async def _people(visit: Visit, **kwargs: object) -> dict[str, Any]:
    named = [
        Choice(one.value, visit.words.plain("ticket-category", {"category": one.value}))
        for one in TicketCategory
    ]
    return {"categories": named}


class _Page(Say):
    """An article, which is HTML already."""

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return str(data["article"])


async def _on_topic(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    manager.dialog_data[_TOPIC] = item
    await manager.switch_to(HelpScreens.topic)


async def _on_article(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    screens = {HelpScreens.topic: "topic", HelpScreens.found: "found"}
    manager.dialog_data[_FROM] = screens.get(manager.current_context().state, "topics")
    manager.dialog_data[_SLUG] = item
    manager.dialog_data.pop(_ASKED, None)
    await manager.switch_to(HelpScreens.article)


async def _on_question(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Search by what was typed, wherever in help one is."""
    question = message.text or ""
    if question.startswith("/"):
        set_note(manager, "note-unknown-command")
        return
    visit = visit_of(manager)
    found = await find_articles(visit.session, question, visit.peer.language, limit=_SHOWN)
    manager.dialog_data[_FOUND] = [one.slug for one in found]
    manager.dialog_data[_ASKED] = kept_question(question)
    if not found:
        await _note_miss(manager, was_found=False)
    await manager.switch_to(HelpScreens.found)


async def _note_miss(manager: DialogManager, *, was_found: bool) -> None:
    visit, at = visit_of(manager), services_of(manager).clock()
    asked = manager.dialog_data.pop(_ASKED, "")
    await note_miss(visit.session, visit.peer.language, asked, was_found=was_found, at=at)


async def _on_person_instead(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Count that nothing of what was found was worth opening."""
    if _ASKED in manager.dialog_data:
        await _note_miss(manager, was_found=True)


async def _on_back(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Lead back to the list in which the article was chosen."""
    came_from = manager.dialog_data.get(_FROM, "topics")
    await manager.switch_to(getattr(HelpScreens, came_from))


async def _on_verdict(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    visit, data = visit_of(manager), manager.dialog_data
    has_helped = button.widget_id == "yes"
    await judge(
        visit.session,
        visit.peer.language,
        data[_SLUG],
        has_helped=has_helped,
        at=services_of(manager).clock(),
    )
    data[_JUDGED] = [*data.get(_JUDGED, []), data[_SLUG]]
    set_note(manager, "note-help-thanks" if has_helped else "note-help-sorry")


async def _on_way(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Take the next step of an article; who has not joined yet does that first."""
    visit = visit_of(manager)
    found = await article(visit.session, visit.peer.language, manager.dialog_data[_SLUG])
    wanted = _SCREENS.get(found.way)
    if wanted is None or visit.peer.state is not PeerState.ACTIVE:
        await go_home(manager)
    else:
        await manager.start(wanted, mode=StartMode.RESET_STACK)


async def _on_person(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Lead to a person about what the open article is about."""
    visit = visit_of(manager)
    slug = manager.dialog_data.get(_SLUG, "")
    found = await articles_named(visit.session, visit.peer.language, [slug])
    category = _CATEGORIES[found[0].topic] if found else TicketCategory.OTHER
    await _talk(manager, TicketCategory.SAFETY if slug == _OF_SAFETY else category)


async def _on_category(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    await _talk(manager, TicketCategory(item))


async def _on_complaint(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Take what is written instead of a category as the first message."""
    await _talk(manager, TicketCategory.OTHER)
    bot: Bot = manager.middleware_data["bot"]
    await say_to_support(message, visit_of(manager), services_of(manager), bot)


async def _talk(manager: DialogManager, category: TicketCategory) -> None:
    bot: Bot = manager.middleware_data["bot"]
    await begin(visit_of(manager), services_of(manager), bot, category=category)
    await manager.reset_stack(remove_keyboard=True)


def _person_button(on_click: OnClick | None = None) -> SwitchTo:
    return SwitchTo(Label("help-person"), id="person", state=HelpScreens.person, on_click=on_click)


def _to_topics() -> SwitchTo:
    return SwitchTo(Label("button-back"), id="back", state=HelpScreens.topics)


def help_dialog() -> Dialog:
    return Dialog(
        screen(
            HelpScreens.topics,
            Say("help-ask"),
            Say("help-now", when="has_now"),
            MessageInput(_on_question, content_types=["text"]),
            Button(Label("help-ticket"), id="ticket", on_click=_on_person, when="has_ticket"),
            choices("now", _on_article, widget_id="n"),
            grid("topics", _on_topic, widget_id="t", width=2),
            Row(
                SwitchTo(Label("help-commands-title"), id="all", state=HelpScreens.commands),
                _person_button(),
            ),
            back_button(),
            getter=_topics,
        ),
        screen(
            HelpScreens.topic,
            Say("help-topic-text"),
            MessageInput(_on_question, content_types=["text"]),
            choices("articles", _on_article, widget_id="a"),
            _to_topics(),
            getter=_topic,
        ),
        screen(
            HelpScreens.found,
            Say("help-found", when="has_some"),
            Say("help-found-none", when="has_none"),
            MessageInput(_on_question, content_types=["text"]),
            choices("articles", _on_article, widget_id="f"),
            _person_button(on_click=_on_person_instead),
            _to_topics(),
            getter=_found,
        ),
        screen(
            HelpScreens.article,
            _Page("help-ask"),
            MessageInput(_on_question, content_types=["text"]),
            Row(
                Button(Label("help-yes"), id="yes", on_click=_on_verdict),
                Button(Label("help-no"), id="no_help", on_click=_on_verdict),
                when="may_judge",
            ),
            Button(Label("help-way-{way}"), id="way", on_click=_on_way, when="has_way"),
            Button(Label("help-person"), id="talk", on_click=_on_person),
            Button(Label("button-back"), id="back", on_click=_on_back),
            getter=_article,
        ),
        screen(HelpScreens.commands, Say("help-commands-text"), _to_topics()),
        screen(
            HelpScreens.person,
            Say("help-person-ask"),
            MessageInput(_on_complaint),
            choices("categories", _on_category, widget_id="c"),
            _to_topics(),
            getter=_people,
        ),
    )
