"""Makes the demo channels' loops: sound and pictures in numpy, encoded by ffmpeg.

Runs in a process of its own (`python -m prism_media.demo.studio`), so that drawing never holds up a viewer.
"""
