"""What was meant, and what to answer."""

import os

# The networks that read feelings are small: threads that wait for one another cost more than they save.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
