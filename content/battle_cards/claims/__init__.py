"""The statements of a card one by one: written, verified, moved, disputed and answered."""
