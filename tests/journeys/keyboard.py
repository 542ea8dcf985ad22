"""What hands do that never touch a mouse: Tab and Shift+Tab, Enter and Space, arrows and letters. The focus is seen at every stop."""

from playwright.sync_api import Locator, Page, expect

from tests.browser import focus_is_visible

FAR = 90  # presses of Tab after which something cannot be reached by anybody
HERE = "element => element === document.activeElement"


def tab_to(page: Page, where: str | Locator, *, back: bool = False) -> None:
    """Walks until the focus is there; `back` goes with Shift+Tab."""
    target = page.locator(where) if isinstance(where, str) else where
    target.first.wait_for(state="attached")
    for _press in range(FAR):
        if _is_on(page, where):
            focus_is_visible(page)
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"{where} cannot be reached with the keyboard on {page.url}")


def _is_on(page: Page, where: str | Locator) -> bool:
    if isinstance(where, str):
        return page.evaluate("selector => document.activeElement?.matches(selector) ?? false", where)
    return any(where.nth(number).evaluate(HERE) for number in range(where.count()))


def enter(page: Page, where: str | Locator, *, back: bool = False) -> None:
    """Follows what leads to another page."""
    tab_to(page, where, back=back)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def push(page: Page, where: str | Locator, key: str = "Enter", *, back: bool = False) -> None:
    """Presses a button that stays on the page."""
    tab_to(page, where, back=back)
    page.keyboard.press(key)


def write(page: Page, where: str | Locator, text: str, *, back: bool = False) -> None:
    """Writes anew what stands in a field."""
    tab_to(page, where, back=back)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def choose(page: Page, where: str, words: str) -> None:
    """Goes down a list with the arrows until it says these words."""
    tab_to(page, where)
    box = page.locator(where)
    for _press in range(box.locator("option").count()):
        if words in box.evaluate("box => box.selectedOptions[0].label"):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{where} does not offer {words}")


def arrows_to(page: Page, value: str) -> None:
    """Arrows go round what belongs together: the options of a question, the sizes of a preview."""
    page.keyboard.press("Space")
    for _press in range(8):
        if page.evaluate("document.activeElement.value") == value:
            expect(page.locator(":focus")).to_be_checked()
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"The arrows do not lead to {value} on {page.url}")
