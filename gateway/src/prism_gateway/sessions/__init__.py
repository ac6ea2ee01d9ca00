"""The sessions: one for each browser that is connected, owned by the process that holds its socket."""
