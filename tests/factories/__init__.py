"""Things as the register keeps them, one module per room of the model."""
