"""Which pages are our own, and so may use what a viewer's cookies open."""

import pytest

from prism_gateway.edge.crossing import is_crossing
from prism_gateway.edge.sockets import is_own_origin

HOST = "prism.lan:4000"
LISTED = frozenset({"https://tv.example"})


@pytest.mark.parametrize(
    ("origin", "scheme", "ours"),
    [
        ("https://prism.lan:4000", "https", True),
        ("http://prism.lan:4000", "http", True),
        ("https://prism.lan:4000", "http", True),  # Behind a proxy that ends TLS and is not listed.
        ("http://prism.lan:4000", "https", False),  # Whoever sits between writes such pages.
        ("https://prism.lan", "https", False),
        ("https://prism.lan:4000.evil.example", "https", False),
        ("https://evil.example", "https", False),
        ("https://tv.example", "https", True),
        ("http://tv.example", "https", False),
        ("null", "https", False),
        ("", "https", False),
    ],
)
def test_a_page_is_ours_by_its_whole_origin(origin: str, scheme: str, ours: bool) -> None:
    assert is_own_origin(origin, HOST, scheme, LISTED) is ours
    assert is_crossing([(b"origin", origin.encode())], HOST, LISTED, scheme) is not ours


def test_a_program_that_names_no_page_is_none() -> None:
    assert is_own_origin(None, HOST, "https", LISTED)
    assert not is_crossing([], HOST, LISTED, "https")


@pytest.mark.parametrize(
    ("site", "crossing"), [("same-origin", False), ("none", False), ("same-site", True), ("cross-site", True)]
)
def test_a_browser_that_says_where_a_request_comes_from_is_believed(site: str, crossing: bool) -> None:
    assert is_crossing([(b"sec-fetch-site", site.encode())], HOST, LISTED, "https") is crossing
