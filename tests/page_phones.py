"""Phones on the page of a demo, as people have them before them."""

import asyncio
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

STORY_MS = 30_000
"""How long one side waits for the other, on a machine that does something else as well."""

_LOOK_SECONDS = 0.1


class Phone:
    """One phone as a person has it before him: he reads the newest bubbles, presses, types."""

    def __init__(self, page: Page, number: int) -> None:
        self._page = page
        self._phone = page.get_by_test_id("phone").nth(number)

    def _bubble(self, words: str) -> Locator:
        return self._phone.get_by_test_id("bubble").filter(has_text=words).last

    def _button(self, words: str) -> Locator:
        return self._phone.get_by_test_id("inline-button").filter(has_text=words).last

    async def starts(self) -> None:
        await self._phone.get_by_test_id("start").click()

    async def types(self, words: str) -> None:
        await self._phone.get_by_test_id("composer").fill(words)
        await self._phone.get_by_test_id("composer").press("Enter")

    async def reads(self, words: str, *, within_ms: int = STORY_MS) -> str:
        await expect(self._bubble(words)).to_be_visible(timeout=within_ms)
        return await self._bubble(words).inner_text()

    async def presses(self, words: str) -> None:
        await expect(self._button(words)).to_be_visible(timeout=STORY_MS)
        await self._button(words).click()

    async def sends_samples(self, *names: str) -> None:
        """Send pictures that the page has at hand; several go as an album."""
        await self._phone.get_by_test_id("attach").click()
        await self._phone.get_by_test_id("attach-samples").click()
        for name in names:
            await self._phone.get_by_test_id(f"sample-{name}").click()
        await self._phone.get_by_test_id("send-samples").click()

    async def replies(self, to: str, words: str) -> None:
        await self._bubble(to).click(button="right")
        await self._phone.get_by_test_id("menu-reply").click()
        await self.types(words)

    async def goes_to(self, chat: str, *, topic: str) -> None:
        """Open another chat, and a topic of it."""
        await self._phone.get_by_test_id("back").click()
        await self._phone.get_by_test_id("chat-row").filter(has_text=chat).click()
        tab = self._phone.get_by_test_id("topic").filter(has_text=topic)
        await expect(tab).to_be_visible(timeout=STORY_MS)
        await tab.click()

    async def shows_pictures(self, count: int) -> None:
        """See as many pictures in the newest album of somebody else."""
        album = self._phone.locator('[data-own="false"]').get_by_test_id("album").last
        await expect(album.get_by_test_id("photo")).to_have_count(count, timeout=STORY_MS)

    async def agrees_to_an_alert(self, words: str) -> None:
        await expect(self._phone.get_by_test_id("alert")).to_contain_text(words, timeout=STORY_MS)
        await self._phone.get_by_test_id("alert-ok").click()

    async def opens(self, words: str, *, then_presses: str) -> None:
        """Follow a button that leads to a page, and press there."""
        await expect(self._button(words)).to_be_visible(timeout=STORY_MS)
        async with self._page.context.expect_page() as opened:
            await self._button(words).click()
        paper = await opened.value
        await paper.get_by_role("button", name=then_presses).click()
        await expect(paper.get_by_role("status")).to_contain_text("close this page")
        await paper.close()

    async def joins(self, home: str) -> None:
        await self.starts()
        await self.presses("English")
        await self.presses("Yes, I keep them")
        await self.reads("Where is home?")
        await self.types(home)
        await self.presses("EUR")
        await self.reads("What would you like to do")

    async def fills_in(self, line: str, *, until: str) -> None:
        """Type a line, and take the first answer to all that is asked besides.

        A novel is named where the contents are asked.
        """
        seen = await self._screen()
        await self.types(line)
        while until not in (seen := await self._screen_after(seen)).words:
            sure = next((one for one in seen.buttons if one.startswith("✅")), None)
            if "🧾" in seen.words and sure is None:
                await self.types("1 novel 15")
            else:
                row = self._phone.locator(f'[data-message-id="{seen.message_id}"]')
                button = row.get_by_test_id("inline-button")
                await button.nth(seen.buttons.index(sure) if sure else 0).click()

    async def _screen(self) -> "_Screen":
        """Read words and buttons of what is last in the chat, in one look."""
        return _Screen(*await self._phone.evaluate(_READ))

    async def _screen_after(self, seen: "_Screen") -> "_Screen":
        """Wait until the bot says something else than this, and read it.

        What the person has written himself is last in the chat until the bot answers below it.
        """
        async with asyncio.timeout(STORY_MS / 1000):
            # The page tells nobody that it has changed.
            while (now := await self._screen()) == seen or now.is_own or not now.buttons:  # noqa: ASYNC110
                await asyncio.sleep(_LOOK_SECONDS)
        return now


@dataclass(frozen=True)
class _Screen:
    message_id: str
    is_own: bool
    words: str
    buttons: list[str]


_READ = """phone => {
    const row = [...phone.querySelectorAll('[data-message-id]:has([data-testid="bubble"])')].at(-1);
    const bubble = row?.querySelector('[data-testid="bubble"]');
    const buttons = [...(row?.querySelectorAll('[data-testid="inline-button"]') ?? [])];
    return [row?.dataset.messageId ?? "", bubble?.dataset.own === "true", bubble?.innerText ?? "",
        buttons.map(one => one.innerText)];
}"""
