"""A complaint with photos, of which Telegram has one."""

from core.complaints.states import Problem, Word
from core.disputes.service import complain
from tests.desk import Desk
from tests.market import RULES, Deal
from tests.phones import Phones
from tests.sandboxes import USERNAME


async def complains_with_photos(desk: Desk, deal: Deal) -> None:
    """Let the Requester complain with a photo that is there, and one that is gone."""
    async with Phones.at(desk.url, bot=USERNAME) as phones:
        ravi = await phones.person("Ravi")
        await ravi.start()
        sent = await ravi.photo("red")
    evidence = Word("Broken", (sent["photo"][-1]["file_id"], "a-file-that-is-gone"))
    async with desk.db.begin() as session:
        problem, at = Problem.DAMAGED, desk.now()
        await complain(
            session, deal.requester, desk.quest_id, problem, evidence, rules=RULES, at=at
        )
