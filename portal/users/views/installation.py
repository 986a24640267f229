"""The portal's own settings and the first steps of a new portal."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.shared.htmx import go_to, render_page
from portal.shared.registry import panels_of
from portal.users import actions, mails
from portal.users.current import first_steps, portal_settings
from portal.users.forms import SettingsForm
from portal.users.models import PortalSettings
from portal.users.views.answers import saved

SETTINGS = "portal/users/settings.html"
START = "portal/users/first_run.html"

may_change_settings = permission_required("portal.change_settings", raise_exception=True)


def _settings_page(request, *, form, status=200, **more):
    context = {
        "form": form,
        "mail_stays_here": mails.mail_stays_here(),
        "person": request.user,
        "panels": panels_of("settings", form.instance, request.user),
    }
    return render_page(request, SETTINGS, context | more, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@may_change_settings
def settings(request):
    form = SettingsForm(request.POST or None, instance=PortalSettings.stored())

    def save():
        actions.change_settings(form.changes, actor=request.user, version=form.base_version)
        return "settings"

    return saved(request, form, save, partial(_settings_page, request), "Settings saved")


@require_POST
@may_change_settings
def settings_mail(request):
    """Send a test mail to oneself and say what came of it."""
    problem = mails.send_test(request.user)
    form = SettingsForm(instance=PortalSettings.stored())
    return _settings_page(request, form=form, mail_result=problem or "sent", mail_failed=bool(problem))


@require_safe
@may_change_settings
def first_run(request):
    """What a new portal needs, in order, each step ticked when it is done."""
    steps = [(step, step.is_done()) for step in first_steps()]
    left = [step for step, is_done in steps if not is_done]
    put_away = portal_settings().first_run_done
    return render_page(request, START, {"steps": steps, "left": left, "put_away": put_away})


@require_POST
@may_change_settings
def first_run_done(request):
    actions.finish_first_run(actor=request.user)
    messages.success(request, "First steps put away. Settings has the way back")
    return go_to(request, "home")
