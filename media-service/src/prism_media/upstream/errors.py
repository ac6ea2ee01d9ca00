"""What can go wrong with somebody else's server, each under a name of its own (RFC 9457 problem types).

UpstreamFailed (prism_core)
├── UpstreamRefused           502  it answered 401, 403 or 451
├── UpstreamMissing           502  it answered 404 or 410
├── UpstreamRange             416  it answered 416: a part was asked for that is not there
├── UpstreamBusy              502  it answered 429, 503 or 509: too many connections, or no room
├── UpstreamUnreachable       502  no connection: refused or broken
│   ├── UpstreamUnknownHost   502  its name is not known
│   └── UpstreamNotTrusted    502  its certificate is not valid
├── UpstreamRedirects         502  it redirects without end
├── UpstreamNotVideo          502  it answered with something that is no stream, such as a web page
├── UpstreamIncomplete        502  the body broke off before its end
├── UpstreamStale             502  its playlist stands still, or is empty
├── UpstreamTooLarge          502  more than may be read
└── SourcesFailed             502  every source of a channel failed; says what each did
UpstreamTimeout           504  it did not answer in time
AddressNotAllowed         403  an address inside a private network
"""

from prism_core.errors import DeadlineExceeded, NotAllowed, UpstreamFailed


class AddressUnusable(UpstreamFailed):
    """What was given is no address that could be fetched."""

    kind = "address-unusable"
    status = 400
    retryable = False


class UpstreamRefused(UpstreamFailed):
    """The server will not give the stream: wrong credentials, an expired token or a blocked region."""

    kind = "upstream-refused"
    retryable = False


class UpstreamMissing(UpstreamFailed):
    """The server no longer has what was asked for."""

    kind = "upstream-missing"


class UpstreamRange(UpstreamFailed):
    """What was asked for lies behind the end."""

    kind = "range-not-satisfiable"
    status = 416
    retryable = False


class UpstreamBusy(UpstreamFailed):
    """The server has no room for one more: too many connections of the subscription, or too many viewers."""

    kind = "upstream-busy"


class UpstreamUnreachable(UpstreamFailed):
    """No connection could be made."""

    kind = "upstream-unreachable"


class UpstreamUnknownHost(UpstreamUnreachable):
    """The server's name is not known."""

    kind = "upstream-unknown-host"


class UpstreamNotTrusted(UpstreamUnreachable):
    """The server's certificate is not valid."""

    kind = "upstream-not-trusted"
    retryable = False


class UpstreamRedirects(UpstreamFailed):
    """The server redirects without end."""

    kind = "upstream-redirects"
    retryable = False


class UpstreamIncomplete(UpstreamFailed):
    """The body broke off before its end."""

    kind = "upstream-incomplete"


class UpstreamStale(UpstreamFailed):
    """The live playlist stands still or is empty: the channel is not being sent."""

    kind = "upstream-stale"


class SourcesFailed(UpstreamFailed):
    """Every source of a channel was tried and failed; the message and `tried` say what each did."""

    kind = "sources-failed"


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
