"""For a WSGI server: `gunicorn wsgi:app`."""

import config
from casework.app import create_app

app = create_app(config.load())
