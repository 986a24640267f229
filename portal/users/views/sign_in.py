"""allauth's pages that have a form; an invalid one is answered with 422, as everywhere in the portal."""

from allauth.account import views as allauth


class _Unprocessable:
    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class SignIn(_Unprocessable, allauth.LoginView):
    pass


class ChangePassword(_Unprocessable, allauth.PasswordChangeView):
    pass


class ResetPassword(_Unprocessable, allauth.PasswordResetView):
    pass


class NewPassword(_Unprocessable, allauth.PasswordResetFromKeyView):
    pass
