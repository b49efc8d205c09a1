"""Pure thinking: values in, values out; no store, no web, no clock."""
