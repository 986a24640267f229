from django import forms
from django.core.exceptions import ValidationError

from portal.editing.answers import refuse_form


class Sample(forms.Form):
    title = forms.CharField()


def refused(problem):
    form = Sample({"title": "Guide"})
    form.is_valid()
    refuse_form(form, ValidationError(problem))
    return form.errors


def test_refusal_stands_at_the_field_that_it_names():
    assert refused({"title": "It is taken."}) == {"title": ["It is taken."]}


def test_refusal_of_a_field_that_the_form_lacks_stands_above():
    assert refused({"title_key": "It is taken."}) == {"__all__": ["It is taken."]}
    assert refused("It has ended.") == {"__all__": ["It has ended."]}
