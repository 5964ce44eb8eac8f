"""The server before it starts: its port, its policy, what its log may say."""

from __future__ import annotations

import asyncio
import logging
import re
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.formparsers import MultiPartParser

from workbench import serve
from workbench.errors import NotAllowed
from workbench.ui import guard


def test_a_port_in_use_is_refused_and_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind((serve.ADDRESS, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(NotAllowed, match="in use"):
            serve._free_port(port)
    assert serve._free_port(None) >= serve.FIRST_PORT


def test_the_policy_allows_scripts_by_hash_only() -> None:
    policy = serve.content_policy()
    assert "'unsafe-eval'" not in policy.replace("'wasm-unsafe-eval'", "")
    assert "script-src 'self' blob: 'wasm-unsafe-eval' 'sha256-" in policy
    assert not re.search(r"https?:|\*", policy)


def test_settings_keep_everything_on_this_machine() -> None:
    assert serve.SETTINGS["server.address"] == "127.0.0.1"
    assert serve.SETTINGS["browser.gatherUsageStats"] is False
    assert serve.SETTINGS["server.enableAgentApi"] is False
    assert serve.SETTINGS["client.showErrorDetails"] == "none"


def test_the_log_of_an_error_names_the_place_and_not_the_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    log = logging.getLogger("streamlit.error_util")
    log.addFilter(guard.WithoutWords())
    log.addHandler(caplog.handler)
    try:
        raise ValueError("Sandra said so")
    except ValueError as error:
        log.error("Uncaught app execution", exc_info=error)
    assert "Sandra" not in caplog.text
    assert "ValueError in" in caplog.text


def test_an_upload_is_never_spilt_to_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MultiPartParser, "spool_max_size", 1)
    serve.app()
    assert MultiPartParser.spool_max_size > serve.SETTINGS["server.maxUploadSize"] * 2**20


def test_an_answer_is_sent_without_waiting_for_an_acknowledgement() -> None:
    async def accepted() -> int:
        loop = asyncio.get_running_loop()
        serve._send_at_once()
        came: asyncio.Future[int] = loop.create_future()
        with socket.socket() as listening:  # names no protocol, as Streamlit's
            listening.bind((serve.ADDRESS, 0))

            class Watch(asyncio.Protocol):
                def connection_made(self, transport: asyncio.BaseTransport) -> None:
                    one = transport.get_extra_info("socket")
                    came.set_result(one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
                    transport.close()

            server = await loop.create_server(Watch, sock=listening)
            _, writer = await asyncio.open_connection(*listening.getsockname())
            found = await came
            writer.close()
            server.close()
        return found

    # In a thread of its own: a browser test before this one leaves its loop running.
    with ThreadPoolExecutor() as beside:
        assert beside.submit(asyncio.run, accepted()).result()
