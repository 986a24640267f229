"""What buyers say against us: heard, gathered, answered, and found by the words they used."""
