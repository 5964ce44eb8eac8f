"""Acts outlive a server that stands still or falls, and a tab that is loaded anew or closed."""

from __future__ import annotations

import signal

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.together.conftest import Together, at_turn, code, codings_are
from workbench import audit
from workbench.study import Study

pytestmark = pytest.mark.browser


def code_next(page: Page, turns: int = 1) -> None:
    """Code a sentence in each of the next turns by one key."""
    for _ in range(turns):
        for key in (".", "s", "1"):
            page.keyboard.press(key)


def test_nothing_is_lost_or_doubled_however_the_line_breaks(together: Together) -> None:
    ana = together.window()
    at_turn(ana, 1)
    code(ana, "Pace")
    codings_are(ana, 1)
    assert together.server
    together.server.send_signal(signal.SIGSTOP)
    code_next(ana, 3)
    ana.wait_for_timeout(2000)  # by then it is posted again
    together.server.send_signal(signal.SIGCONT)
    codings_are(ana, 4)
    together.stop(signal.SIGKILL)
    code_next(ana, 2)
    together.start()
    codings_are(ana, 6)
    together.server.send_signal(signal.SIGSTOP)
    code_next(ana, 2)
    ana.evaluate("void setTimeout(() => location.reload())")
    ana.wait_for_timeout(500)
    together.server.send_signal(signal.SIGCONT)
    codings_are(ana, 8)
    at_turn(ana, 20)
    code_next(ana)
    ana.close()
    other = together.window()
    codings_are(other, 9)
    assert together.stored() == [("Pace", "Ana")] * 9
    with Study.open(together.folder) as study:
        events = [event for event in audit.read(study) if event.verb == "codings.apply"]
    assert len({event.subject for event in events}) == len(events) == 9


def test_what_was_stored_is_not_stored_again(together: Together) -> None:
    """The server dies between storing and answering; a tab is copied, another freezes."""
    ana = together.window()
    at_turn(ana, 1)
    code(ana, "Pace")
    codings_are(ana, 1)
    together.third("die")
    code_next(ana)
    assert together.server
    together.server.wait(20)
    code_next(ana, 2)
    with ana.context.expect_page() as opened:
        ana.evaluate("void window.open('about:blank')")
    copy = opened.value
    copy.add_init_script("window.copied = JSON.parse(sessionStorage['workbench:outbox'])")
    together.start()
    copy.goto(ana.url)
    copy.wait_for_selector(".wbt-turn")
    assert copy.evaluate("window.copied.length") == 3
    for tab in (ana, copy):
        codings_are(tab, 4)
    lifecycle(ana, "frozen")
    at_turn(copy, 20)
    code(copy, "Workload")
    codings_are(copy, 5)
    lifecycle(ana, "active")
    codings_are(ana, 5)
    code_next(ana)
    for tab in (ana, copy):
        codings_are(tab, 6)
    assert sorted(together.stored()) == [("Pace", "Ana")] * 5 + [("Workload", "Ana")]


def lifecycle(page: Page, state: str) -> None:
    """Have the browser stop a tab's clock, as it does when a laptop sleeps, or go on."""
    page.context.new_cdp_session(page).send("Page.setWebLifecycleState", {"state": state})


def test_acts_wait_for_room_on_the_drive(together: Together) -> None:
    """They stay on the screen and are stored once there is room; till then it says what helps."""
    ana = together.window()
    at_turn(ana, 1)
    code(ana, "Pace")
    codings_are(ana, 1)
    together.third("room", 100)
    code_next(ana, 3)
    status = ana.locator(".wbt-status")
    expect(status).to_contain_text("4 codings · not saved: the drive does not take it. Make room")
    together.third("room", -1)
    codings_are(ana, 4)
    assert together.stored() == [("Pace", "Ana")] * 4


def test_an_act_goes_over_no_socket(together: Together) -> None:
    """Nothing on the page is run anew for a coding; what stands beside the words draws itself."""
    ana = together.window()
    at_turn(ana, 1)
    code(ana, "Pace")
    codings_are(ana, 1)
    ana.keyboard.press(".")
    ana.keyboard.press("s")
    beside = ana.get_by_role("list", name="Codes on this passage", include_hidden=True)
    beside.wait_for(state="attached")
    ana.wait_for_timeout(1500)
    frames: list[str] = []
    session = ana.context.new_cdp_session(ana)
    session.send("Network.enable")
    session.on("Network.webSocketFrameSent", lambda _: frames.append("up"))
    session.on("Network.webSocketFrameReceived", lambda _: frames.append("down"))
    ana.keyboard.press("1")
    codings_are(ana, 2)
    beside.get_by_text("Pace").wait_for()
    ana.wait_for_timeout(800)
    assert frames == []
    ana.set_viewport_size({"width": 1000, "height": 800})
    name = beside.get_by_text("Pace", exact=True).first
    assert name.evaluate("e => e.scrollWidth <= e.clientWidth")  # who gave it takes none of it
    beside.get_by_role("button", name="Take off Pace").click()
    codings_are(ana, 1)
    assert together.stored() == [("Pace", "Ana")]
