"""Lumen, Prism's mascot, as code: her skeleton, shapes, face, gestures and the files they become.

Metres and seconds; she stands at the origin in a T-pose, faces +Z and has her left hand at +X, as VRM 1.0 asks.
Every number a file holds is rounded before it is written, so the same source gives the same bytes.
"""
