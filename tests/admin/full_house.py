"""A house in which something stands on every page of MissionControl."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from admin.tables import LISTINGS
from core.articles.service import judge, note_miss
from core.attachments.flows import attached
from core.audit.service import keep_entry
from core.broadcasts.service import draft
from core.broadcasts.states import Audience, Wording
from core.canned.service import keep_canned
from core.complaints.states import Problem, Word
from core.disputes.service import add_evidence, complain
from core.events.queries import oldest_published
from core.interventions.service import intervene
from core.interventions.states import Deed, Wish
from core.linkline.service import report
from core.linkline.states import ReportReason
from core.mandates.service import make_mandate
from core.mandates.states import Scope
from core.messages.states import Content, MessageKind
from core.money import Money
from core.offers.states import Side
from core.operators.models import Operator
from core.operators.service import add_operator
from core.operators.states import Role
from core.parcels.service import post_parcel
from core.parcels.states import Item
from core.peers.states import Language
from core.quests.service import accept_offer
from core.ratings.service import rate
from core.ratings.states import Said
from core.sanctions.service import add_note, suspend, warn
from core.sanctions.states import Ground
from core.sittings.service import begin_sitting
from core.sittings.states import Stage
from core.support.service import FROM_A_PROGRAM, answer
from core.tallies.service import measure_levels
from core.wiring import Services
from tests.core.tallies.test_counting import hear_all
from tests.desk import Desk
from tests.helpdesk import Helpdesk, a_helpdesk
from tests.lines import NUMBER, a_talk
from tests.market import RULES, a_deal
from tests.pictures import a_picture
from tests.posts import NO_PAUSE, a_parcel, a_peer

LONG = "Averyveryverylongnamewithoutanyblankinitthatnobodybreaks"
IN_TWOS = RULES.model_copy(update={"four_eyes_above": 0})


@dataclass
class FullHouse:
    """`pages` are shown to whoever is in, by a name; `doors` to others, with their sitting."""

    services: Services
    desk: Desk
    owner: Operator
    newcomer: Operator
    link: str
    pages: dict[str, str] = field(default_factory=dict)

    async def sitting(self, who: Operator, stage: Stage) -> str:
        async with self.services.db.begin() as session:
            return await begin_sitting(
                session,
                who,
                stage,
                browser="Chromium on Linux",
                network="127.0.0.1",
                at=self.services.clock(),
            )


async def a_full_house(services: Services, desk: Desk) -> FullHouse:
    at = services.clock()
    async with services.db.begin() as session:
        owner, _ = await add_operator(
            session, email="olga@example.org", name="Olga", role=Role.OWNER, by=None, at=at
        )
        newcomer, link = await add_operator(
            session, email="ben@example.org", name="Ben", role=Role.FINANCE, by=owner.id, at=at
        )
        reads = (Scope.TABLES_READ, Scope.PEERS_READ)
        await make_mandate(session, owner.id, name="Nightly export", scopes=reads, days=30, at=at)
    house = FullHouse(services, desk, owner, newcomer, link)
    house.pages = {
        "overview": "/",
        "find-nothing": "/find?q=zzz",
        "find-several": "/find?q=anna",
        "account": "/account",
        "tokens": "/account/tokens",
        "operators": "/operators",
        "approvals": "/approvals",
        "moderation": "/moderation",
        "tickets": "/tickets",
        "broadcasts": "/broadcasts",
        "not-here": "/nowhere",
        **{f"table-{one.name}": f"/tables/{one.name}" for one, _ in LISTINGS},
        "table-nothing": "/tables/peers?q=zzz",
    }
    await _moderators_have_work(house)
    await _two_quarrel(house)
    await _one_waits_for_two(house)
    await _peers_ask(house)
    await _many_are_told(house)
    async with services.db.begin() as session:
        for _, event in await oldest_published(session, most=100):
            await keep_entry(session, event)
        await hear_all(session)
        await measure_levels(session, at=services.clock())
    return house


async def _two_quarrel(house: FullHouse) -> None:
    desk = house.desk
    await desk.settled()
    async with desk.db.begin() as session:
        stars = Said(5, frozenset(), "")
        await rate(session, desk.quest_id, Side.CARRIER, stars, at=desk.now())
        await rate(session, desk.quest_id, Side.REQUESTER, stars, at=desk.now())
    deal = await desk.delivered()
    at = desk.now()
    word = Word("The cup is broken, and the box it came in was open on one side", ())
    async with desk.db.begin() as session:
        quest_id, broken = desk.quest_id, Problem.DAMAGED
        await complain(session, deal.requester, quest_id, broken, word, rules=RULES, at=at)
        await add_evidence(session, deal.carrier, quest_id, Word("It was whole"), at=at)
        peer_id, by = deal.carrier.id, house.owner.id
        await add_note(session, peer_id, "Asked twice about customs", by=by, at=at)
        await warn(session, peer_id, Ground.RUDE, by=by, why="He was rude", at=at)
    house.pages |= {
        "quest-disputed": f"/quests/{desk.quest_id}",
        "quest-no-line": f"/quests/{desk.quest_id}/line",
        "peer": f"/peers/{deal.carrier.id}",
    }


async def _one_waits_for_two(house: FullHouse) -> None:
    at = house.services.clock()
    async with house.services.db.begin() as session:
        deal = await a_deal(session, at=at, departs_at=at + timedelta(days=4))
        quest = await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=at)
        wish = Wish(Deed.CALL_OFF, quest.id, "The airport is closed for a week")
        await intervene(session, house.newcomer, wish, rules=IN_TWOS, at=at)
    house.pages["quest-waits"] = f"/quests/{quest.id}"


async def _moderators_have_work(house: FullHouse) -> None:
    at = house.services.clock()
    async with house.services.db.begin() as session:
        peer = await a_peer(session, LONG)
        for name in ("Anna", "Joanna"):
            await a_peer(session, name)
        items = (Item("Stage sword", 1, Money(2_000, "EUR")),)
        held = replace(await a_parcel(session, items=items), asks_person=True)
        await post_parcel(session, peer, held, rules=NO_PAUSE, at=at)
        talk = await a_talk(session)
        for _ in range(6):
            await talk.say(talk.carla, NUMBER)
        await talk.say(talk.ravi, "Pay me outside, it is cheaper")
        await report(session, talk.ravi, talk.line.id, ReportReason.SCAM, at=at)
        why, by = "Asked three others to pay outside", house.owner.id
        await suspend(session, peer.id, Ground.CONTACT, days=7, by=by, why=why, rules=RULES, at=at)
    house.pages |= {"line": f"/lines/{talk.line.id}", "peer-long": f"/peers/{peer.id}"}


async def _peers_ask(house: FullHouse) -> None:
    helpdesk = await a_helpdesk(house.services.db)
    helpdesk.at = house.services.clock()
    said = await helpdesk.write("Where is my parcel?\nIt should be there since Monday")
    await helpdesk.answer(said.ticket_id, "We ask the Carrier, and tell you today.")
    await helpdesk.answer(said.ticket_id, "He was late before", is_note=True)
    await _is_shown_how_it_should_look(house, helpdesk, said.ticket_id)
    await helpdesk.write("Thank you!")
    texts = {
        Language.ENGLISH: "Hello {name}, we look into {ticket} and write again today.",
        Language.SPANISH: "Hola {name}, lo miramos ({ticket}) y te escribimos hoy.",
    }
    async with house.services.db.begin() as session:
        kept = await keep_canned(session, house.owner, "we look", texts, at=helpdesk.at)
        for language, asked in ((Language.ENGLISH, "carry a tiger"), (Language.HINDI, "बाघ")):
            await note_miss(session, language, asked, was_found=False, at=helpdesk.at)
        for _ in range(3):
            await judge(session, Language.SPANISH, "refund", has_helped=False, at=helpdesk.at)
    house.pages |= {
        "support": "/support",
        "support-nothing": "/support?first=2020-01-01&last=2020-01-02",
        "ticket": f"/tickets/{said.ticket_id}",
        "canned": "/canned",
        "canned-one": f"/canned/{kept.id}",
        "canned-nothing": "/canned?find=zzz",
    }


async def _is_shown_how_it_should_look(
    house: FullHouse, helpdesk: Helpdesk, ticket_id: UUID
) -> None:
    db, storage, at = house.services.db, house.services.storage, helpdesk.at
    picture = a_picture("darkseagreen", size=(640, 480))
    said = Content(MessageKind.TEXT, "It should look like this.")
    async with (
        attached(db, storage, ticket_id, picture, at=at) as attachment,
        db.begin() as session,
    ):
        agent, ways = helpdesk.agent, helpdesk.ways()
        with_it = {"attachment": attachment, **ways, "at": at}
        await answer(session, agent, ticket_id, said, FROM_A_PROGRAM, **with_it)


async def _many_are_told(house: FullHouse) -> None:
    words = {
        Language.ENGLISH: Wording("More currencies", "You may now pay in złoty as well."),
        Language.SPANISH: Wording("Más monedas", "Ahora también puedes pagar en eslotis."),
    }
    async with house.services.db.begin() as session:
        at = house.services.clock()
        everybody = Audience.EVERYBODY
        made = await draft(session, house.owner, words, audience=everybody, pace=5, at=at)
    house.pages["broadcast"] = f"/broadcasts/{made.id}"
