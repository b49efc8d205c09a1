"""casework: take apart offline counterfeit production rings, with reasons."""

__version__ = "0.1.0"
