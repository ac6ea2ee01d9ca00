"""What is happening on the screen: beats, mood, captions and remarks, for Lumen to react to."""

import os

# Its matrices are small: threads that wait for one another cost more than they save, and take the other channels' time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
