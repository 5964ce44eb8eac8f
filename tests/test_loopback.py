"""What the server answers to a browser on its own machine."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from workbench.loopback import Loopback
from workbench.ui import early_head

LONG = "rota " * 1_000


def said(_: Request) -> PlainTextResponse:
    return PlainTextResponse(LONG)


@pytest.fixture
def client() -> TestClient:
    packing = [Middleware(Loopback), Middleware(GZipMiddleware)]
    return TestClient(Starlette(routes=[Route("/said", said)], middleware=packing))


def test_nothing_is_packed(client: TestClient) -> None:
    answer = client.get("/said", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in answer.headers
    assert answer.text == LONG


def test_the_script_is_the_one_that_was_built(client: TestClient) -> None:
    path = early_head.script()
    for _ in range(2):
        answer = client.get(f"{early_head.COMPONENT}/{path.name}")
        assert answer.content == path.read_bytes()
        assert answer.headers["content-type"].startswith("text/javascript")
        assert "immutable" in answer.headers["cache-control"]


def test_other_scripts_are_passed_on(client: TestClient) -> None:
    assert client.get(f"{early_head.COMPONENT}/index-0.js").status_code == 404
    name = early_head.script().name
    assert client.post(f"{early_head.COMPONENT}/{name}").status_code == 404
