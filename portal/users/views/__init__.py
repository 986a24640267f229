"""Pages about oneself, about people and teams, and about the installation. Sign-in itself is allauth's."""
