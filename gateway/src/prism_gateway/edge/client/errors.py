"""What may go wrong between the edge and an upstream, or with the client that waits for it."""


class ClientLeft(Exception):
    """Nobody waits for the answer any more."""


class UploadTooLarge(Exception):
    """The request's body is larger than its route takes."""


class UploadStalled(Exception):
    """The client stopped sending its body, or sends it too slowly to be honest."""


class ClientStalled(Exception):
    """The client does not read its answer."""


class UpstreamFailed(Exception):
    """Upstream gave no answer that can be passed on."""


class ConnectFailed(UpstreamFailed):
    """No replica takes a connection: nothing has been sent, so anything may be asked again."""


class UpstreamDied(UpstreamFailed):
    """The connection ended before the answer did."""


class BadAnswer(UpstreamFailed):
    """What came is not HTTP/1.1 as we understand it."""


class UpstreamTimeout(UpstreamFailed):
    """Upstream took longer than its route allows."""
