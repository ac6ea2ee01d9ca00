"""A conversation between one viewer and Lumen. It knows ports and events, neither Redis nor HTTP.

Read `turn.py` first: it is the story. `speaking.py` says it aloud, `acting.py` does commands, `endpointing.py` finds
where an utterance ends, `floor.py` says who may speak, `history.py` remembers what was heard.
"""
