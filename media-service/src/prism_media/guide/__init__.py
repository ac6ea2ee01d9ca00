"""Programme guides: XMLTV import, matching to channels, and what is on."""
