"""What we say: the library, its vocabularies and search, what the field answers, the editorial calendar."""
