"""What can go wrong with somebody else's server, each under a name of its own (RFC 9457 problem types).

UpstreamFailed (prism_core)
├── UpstreamRefused       502  it answered 401, 403 or 451
├── UpstreamMissing       502  it answered 404 or 410
├── UpstreamUnreachable   502  no connection: refused, unknown host, TLS
├── UpstreamNotVideo      502  it answered with something that is no stream, such as a web page
└── UpstreamTooLarge      502  more than may be read
UpstreamTimeout           504  it did not answer in time
AddressNotAllowed         403  an address inside a private network
"""

from prism_core.errors import DeadlineExceeded, NotAllowed, UpstreamFailed


class UpstreamRefused(UpstreamFailed):
    """The server will not give the stream: wrong credentials, an expired token or a blocked region."""

    kind = "upstream-refused"
    retryable = False


class UpstreamMissing(UpstreamFailed):
    """The server no longer has what was asked for."""

    kind = "upstream-missing"


class UpstreamUnreachable(UpstreamFailed):
    """No connection could be made."""

    kind = "upstream-unreachable"


class UpstreamNotVideo(UpstreamFailed):
    """The server answered, but not with a stream."""

    kind = "upstream-not-video"
    retryable = False


class UpstreamTooLarge(UpstreamFailed):
    """The answer is larger than may be read."""

    kind = "upstream-too-large"
    retryable = False


class UpstreamTimeout(DeadlineExceeded):
    """The server did not answer in time."""

    kind = "upstream-timeout"
    retryable = True


class AddressNotAllowed(NotAllowed):
    """The address lies in a network that channels may not reach."""

    kind = "address-not-allowed"
