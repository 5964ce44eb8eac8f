"""What is decided as a page is left is in the next page's list, whichever comes first there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute

from tests.coding.toy import code_topic, make
from tests.conftest import Said
from tests.e2e.conftest import Serve
from tests.e2e.test_suggestions_by_keyboard import NAME, KnownWords, gone
from workbench import transcripts
from workbench.coding import embeddings, suggestions
from workbench.coding.reasons import Suggestion
from workbench.study import Study

pytestmark = pytest.mark.browser
LIST = b"suggested listed"


class Held:
    """Keep back a decision until the next list was read, and the list until that is stored."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._acts: list[Route] = []
        self._messages: list[str | bytes] = []
        self._is_over = False
        self._lets_pass = False
        page.route("**/acts", self._post)
        page.route_web_socket("**/_stcore/stream", self._join)

    def _post(self, act: Route) -> None:
        # What is not answered in time is posted again.
        if self._lets_pass:
            act.continue_()
        else:
            self._acts.append(act)

    def _join(self, socket: WebSocketRoute) -> None:
        self._socket = socket
        socket.connect_to_server().on_message(self._hear)

    def _hear(self, message: str | bytes) -> None:
        is_list = isinstance(message, bytes) and LIST in message
        if not self._is_over and (self._messages or is_list):
            self._messages.append(message)
        else:
            self._socket.send(message)

    def let_go(self) -> None:
        """Have the decision stored and answered for, then the list drawn."""
        while not (self._messages and self._acts):
            self._page.wait_for_timeout(20)
        with self._page.expect_response("**/acts") as answered:
            self._lets_pass = True
            self._acts[-1].continue_()
        answered.value.finished()
        self._is_over = True
        for message in self._messages:
            self._socket.send(message)


@pytest.fixture
def offered(study: Study, released: Callable[[str, Said], str]) -> list[Suggestion]:
    """Give what is suggested in a study in which a code was given three times."""
    first, _ = make(study, released, 2)
    code = code_topic(study, first, "money", 3)
    transcripts.mark_read(study, first)
    embeddings.embed_all(study, KnownWords())
    return suggestions.for_code(study, NAME, code)


def test_a_list_that_was_read_before_the_decision_is_read_again(
    study: Study, offered: list[Suggestion], serve: Serve, page: Page
) -> None:
    study.close()
    url = serve(study.folder)
    page.goto(f"{url}/suggestions")
    page.locator("[data-hand=in]").wait_for()
    page.route("**/acts", lambda act: act.abort())
    page.keyboard.press("x")
    page.locator("[data-hand=decided]").wait_for()
    page.unroute("**/acts")
    held = Held(page)
    page.goto(f"{url}/suggestions")
    held.let_go()
    page.locator("[data-hand=in]").wait_for()
    gone(page, offered[0].start)
