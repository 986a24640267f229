"""Upload many files, and decide about those that are there already."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.views.decorators.http import require_http_methods, require_POST

from content.files.actions import file_with_id
from content.library.versions.forms import KnownFileForm, UploadForm
from content.library.versions.uploads import decide, take_uploads
from portal.shared.htmx import go_to, render_page

UPLOAD = "content/library/upload.html"
may_add = permission_required("content.add_asset", raise_exception=True)


@require_http_methods(["GET", "HEAD", "POST"])
@may_add
def asset_upload(request):
    form = UploadForm(request.POST or None, request.FILES or None)
    outcomes = []
    if form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("format", "language")}
        outcomes = take_uploads(form.cleaned_data["files"], **wanted, actor=request.user)
    status = 422 if form.is_bound and not form.is_valid() else 200
    context = {"form": form, "outcomes": outcomes}
    return render_page(request, UPLOAD, context, partial="upload", status=status)


@require_POST
@may_add
def asset_upload_decide(request):
    form = KnownFileForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError("This waited too long. Upload the file again.")
        data = form.cleaned_data
        pk, name = data["token"]
        wanted = {name: data[name] for name in ("format", "language")}
        asset = decide(file_with_id(pk), name, **wanted, reference=data["version_of"], actor=request.user)
    except ObjectDoesNotExist:
        raise Http404 from None
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return go_to(request, "content:asset-upload")
    file = asset.current_version
    waits = file is None or (file.file_id, file.name) != (pk, name)
    messages.success(request, f"{name} waits for approval" if waits else f"{name} is version {file.number}")
    return go_to(request, asset)
