"""What happens to the data, in this order: intake, linking, rings, cases, packs, sharing.

A stage may look back, never ahead.
"""
