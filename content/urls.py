"""Addresses of the content features."""

from content.battle_cards.urls import urlpatterns as battle_cards
from content.calendar.urls import urlpatterns as calendar
from content.feedback.urls import urlpatterns as feedback
from content.library.personas.urls import urlpatterns as personas
from content.library.urls import urlpatterns as library
from content.search.urls import urlpatterns as search
from content.upkeep.urls import urlpatterns as upkeep
from content.vocabularies.urls import urlpatterns as vocabularies

app_name = "content"
# Requests stand before the library, whose addresses end in any reference.
urlpatterns = [*feedback, *library, *battle_cards, *personas, *vocabularies, *search, *upkeep, *calendar]
