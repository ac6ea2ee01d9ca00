"""Whether a segment has sound in it, whatever its stream announces: a decoder waits for what never comes."""

import struct

from prism_companion.hls.boxes import boxes, find
from prism_companion.hls.timestamps import SYNC, brings_sound


def carries_sound(initialisation: bytes, data: bytes) -> bool:
    """Whether there is sound among the packets of a transport stream or of fragments; True for what is neither."""
    if data[:1] == bytes([SYNC]):
        return brings_sound(data)
    if not (tracks := _sound_tracks(initialisation)):
        return True
    fragments = [fragment for kind, fragment, _ in boxes(data) if kind == b"moof"]
    return not fragments or any(_samples_of(fragment, tracks) for fragment in fragments)


def _sound_tracks(initialisation: bytes) -> set[int]:
    """Identities of the tracks whose handler is for sound (ISO 14496-12, 8.4.3)."""
    found = set()
    for kind, track, _ in boxes(find(initialisation, b"moov")):
        header = find(track, b"tkhd") if kind == b"trak" else b""
        if len(header) >= 24 and find(track, b"mdia", b"hdlr")[8:12] == b"soun":
            found.add(struct.unpack_from(">I", header, 20 if header[0] == 1 else 12)[0])
    return found


def _samples_of(fragment: bytes, tracks: set[int]) -> int:
    """How many samples of these tracks a fragment has (8.8.8)."""
    count = 0
    for kind, track, _ in boxes(fragment):
        header = find(track, b"tfhd") if kind == b"traf" else b""
        if len(header) >= 8 and struct.unpack_from(">I", header, 4)[0] in tracks:
            runs = [run for box, run, _ in boxes(track) if box == b"trun" and len(run) >= 8]
            count += sum(struct.unpack_from(">I", run, 4)[0] for run in runs)
    return count
