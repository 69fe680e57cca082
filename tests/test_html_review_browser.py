"""The page of a review in a real browser: it shows its places, fits a phone, changes with the scheme, and prints."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from caveat.cli.main import run
from tests.conftest import program
from tests.test_html_review import HOSTILE, SAMPLES

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
DESKTOP, PHONE, NARROW = (1280, 800), (390, 844), (360, 780)

FAINT = """() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = (rgb) => rgb.slice(0, 3).map((one) => one / 255)
    .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const faint = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode());) {
    const node = text.parentElement;
    if (!text.data.trim() || !node.getClientRects().length) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(ground(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faint.set(node.className || node.tagName, ratio);
  }
  return [...faint];
}"""
OVERFLOW = """() => [document.documentElement.scrollWidth - document.documentElement.clientWidth,
  [...document.querySelectorAll('main *, header *, nav *')].filter((one) => !one.closest('.unseen, thead, .skip')
    && getComputedStyle(one).position !== 'absolute' && one.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 3).map((one) => one.outerHTML.slice(0, 120))]"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = program("chromium")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=list(FLAGS))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    sources = {"draft": SAMPLES / "convention-draft-3.md", "bill": SAMPLES / "national-bill.txt"}
    written = {}
    for name, source in (sources | {"hostile": folder / "hostile.txt"}).items():
        written[name] = folder / f"{name}.html"
        assert run(["review", str(source), "-f", "html", "-o", str(written[name])]) == 0
    return written


def opened(browser: Browser, path: Path, size: tuple[int, int] = DESKTOP, *, dark: bool = False) -> Page:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(path.as_uri())
    return page


def seen(page: Page, selector: str) -> bool:
    """Whether an element stands within the window."""
    return bool(
        page.evaluate(
            "(name) => { const box = document.querySelector(name).getBoundingClientRect();"
            " return box.bottom >= 0 && box.top < innerHeight; }",
            selector,
        )
    )


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_finding_leads_to_its_words_and_the_note_back(
    browser: Browser, pages: dict[str, Path], size: tuple[int, int]
) -> None:
    page = opened(browser, pages["bill"], size)
    link = page.locator(".case h5 a[href^='#words@']").first
    words, finding = link.get_attribute("href"), link.locator("xpath=ancestor::div[1]").get_attribute("id")
    link.click()
    assert seen(page, f"[id='{(words or '')[1:]}'] + *")
    back = page.locator(f".notes a[href='#{finding}']").first
    back.click()
    assert seen(page, f"[id='{finding}'] h5")
    page.go_back()
    page.go_back()
    assert page.url == pages["bill"].as_uri()


@pytest.mark.parametrize("name", ["draft", "bill", "hostile"])
def test_nothing_is_fetched_run_or_complained_of(browser: Browser, pages: dict[str, Path], name: str) -> None:
    page = browser.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.on("request", lambda request: heard.append(request.url))
    page.goto(pages[name].as_uri())
    page.wait_for_load_state("networkidle")
    assert heard == [pages[name].as_uri()]


@pytest.mark.parametrize("name", ["draft", "bill", "hostile"])
def test_nothing_is_wider_than_the_window(browser: Browser, pages: dict[str, Path], name: str) -> None:
    """640 by 400 is a desktop window at 200 %."""
    page = opened(browser, pages[name])
    for width, height in (NARROW, PHONE, (640, 400), (1024, 768), DESKTOP):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(OVERFLOW) == [0, []], width


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_every_text_stands_out_from_its_ground(
    browser: Browser, pages: dict[str, Path], dark: bool, size: tuple[int, int]
) -> None:
    page = opened(browser, pages["draft"], size, dark=dark)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, ground.strip("rgb()").split(","))) < 200) is dark
    assert page.evaluate(FAINT) == []


@pytest.mark.parametrize(("size", "quotes"), [(DESKTOP, 2), (PHONE, 1)])
def test_the_first_screen_shows_what_is_gravest(
    browser: Browser, pages: dict[str, Path], size: tuple[int, int], quotes: int
) -> None:
    page = opened(browser, pages["draft"], size)
    for one in ("h1", ".facts", ".standing", ".counts", ".strip"):
        assert bottom(page, one) <= size[1], one
    for number in range(1, quotes + 1):
        assert bottom(page, f".foremost > li:nth-child({number}) blockquote") <= size[1]


def bottom(page: Page, selector: str) -> float:
    """How far down an element reaches, in CSS pixels from the top of the window."""
    return float(page.evaluate("(name) => document.querySelector(name).getBoundingClientRect().bottom", selector))


def test_the_contents_stand_open_beside_the_text_and_folded_on_a_phone(
    browser: Browser, pages: dict[str, Path]
) -> None:
    link = ".contents a[href='#text']"
    assert opened(browser, pages["draft"], DESKTOP).locator(link).is_visible()
    phone = opened(browser, pages["draft"], PHONE)
    assert not phone.locator(link).is_visible()
    phone.locator(".contents summary").click()
    phone.locator(link).click()
    assert seen(phone, "#text-title")


def test_the_keyboard_comes_first_to_the_skip_link_and_sees_where_it_is(
    browser: Browser, pages: dict[str, Path]
) -> None:
    page = opened(browser, pages["draft"])
    page.keyboard.press("Tab")
    focused = "document.activeElement"
    assert page.evaluate(f"{focused}.className") == "skip" and seen(page, ".skip")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{focused}.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.closest('main') !== null")
    assert page.evaluate(f"getComputedStyle({focused}).outlineStyle") != "none"


@pytest.mark.parametrize("dark", [False, True])
def test_ink_on_paper_is_dark_on_white(browser: Browser, pages: dict[str, Path], dark: bool) -> None:
    page = opened(browser, pages["draft"], dark=dark)
    page.emulate_media(media="print", color_scheme="dark" if dark else "light")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".contents").is_visible() and not page.locator(".skip").is_visible()
    assert page.evaluate(FAINT) == []


def test_it_prints_with_everything_on_its_pages(browser: Browser, pages: dict[str, Path]) -> None:
    printed = pypdf.PdfReader(io.BytesIO(opened(browser, pages["draft"]).pdf(format="A4"))).pages
    text = " ".join(" ".join(one.extract_text() for one in (printed[0], *printed[-2:])).split())
    assert len(printed) > 10
    assert "Not reviewed by a lawyer" in text and "front matter" in text and "Port Caldry" in text
    assert "Skip to the review" not in text
