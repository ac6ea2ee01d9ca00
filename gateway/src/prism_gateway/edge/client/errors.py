"""What may go wrong between the edge and an upstream, or with the client that waits for it."""


class Cut(Exception):
    """The answer cannot be finished: the client's connection is to end without the answer's end."""


class ClientLeft(Exception):
    """Nobody waits for the answer any more."""


class UploadTooLarge(Cut):
    """The request's body is larger than its route takes."""


class UploadStalled(Cut):
    """The client stopped sending its body, or sends it too slowly to be honest."""


class ClientStalled(Cut):
    """The client does not read its answer."""


class UpstreamFailed(Cut):
    """Upstream gave no answer that can be passed on."""


class ConnectFailed(UpstreamFailed):
    """No replica takes a connection: nothing has been sent, so anything may be asked again."""


class Busy(UpstreamFailed):
    """Every replica that could answer has as many requests as it may have."""


class UpstreamDied(UpstreamFailed):
    """The connection ended before the answer did."""


class BadAnswer(UpstreamFailed):
    """What came is not HTTP/1.1 as we understand it."""


class UpstreamTimeout(UpstreamFailed):
    """Upstream took longer than its route allows."""
