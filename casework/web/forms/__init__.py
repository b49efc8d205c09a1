"""What the pages ask for, one file a room. Forms know the closed lists and nothing else."""
