"""Pages and forms. Flask lives here; nothing is decided here."""
