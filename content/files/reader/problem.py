class Problem(Exception):
    """Why a file cannot be read on: one sentence for people."""
