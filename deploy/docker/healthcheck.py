"""Exit code 0 when the service in this container is ready; the container's health check."""

import http.client
import os
import sys


def is_ready(port: int, timeout_seconds: float = 3.0) -> bool:
    """Whether `/readyz` on loopback answers 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout_seconds)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_ready(int(os.environ.get("PRISM_BIND_PORT", "8000"))) else 1)
