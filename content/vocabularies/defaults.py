"""What a new portal starts with: the three stages, the playbook's formats, English."""

from content.vocabularies.models import Format, Language, Stage, VocabularyState
from content.vocabularies.rules import term_key

STAGES = [
    ("tofu", "Awareness", "TOFU", "marketing"),
    ("mofu", "Consideration", "MOFU", "joint"),
    ("bofu", "Decision", "BOFU", "sales"),
]
# slug, label, stages of the playbook, days between reviews
FORMATS = [
    ("blog-post", "Blog post", ["tofu"], 270),
    ("guide", "Long-form guide", ["tofu"], 270),
    ("ebook", "eBook", ["tofu"], 270),
    ("infographic", "Infographic", ["tofu"], 270),
    ("overview", "Overview documentation", ["tofu"], 270),
    ("intro-video", "Introductory video", ["tofu"], 270),
    ("case-study", "Case study", ["mofu", "bofu"], 365),
    ("walkthrough", "Product walkthrough", ["mofu"], 270),
    ("comparison", "Comparison guide", ["mofu"], 270),
    ("webinar", "Webinar", ["mofu"], 270),
    ("deep-dive", "Technical deep dive", ["mofu"], 270),
    ("data-sheet", "Data sheet", ["mofu"], 180),
    ("roi-calculator", "ROI calculator", ["bofu"], 270),
    ("free-trial", "Free trial", ["bofu"], 270),
    ("demo", "Product demo", ["bofu"], 270),
    ("demo-environment", "Demo environment", ["bofu"], 270),
    ("testimonial", "In-depth testimonial", ["bofu"], 270),
    ("implementation-guide", "Implementation guide", ["bofu"], 270),
    ("pricing", "Pricing sheet", ["bofu"], 90),
]


def install_defaults(**kwargs):
    """Fill empty vocabularies; safe to run again, and it never brings back what somebody removed."""
    VocabularyState.objects.get_or_create(pk=1, defaults={"version": 1})
    if Stage.objects.exists():
        return
    for position, (slug, label, short, lead) in enumerate(STAGES):
        Stage.objects.create(
            slug=slug, label=label, key=term_key(label), short=short, lead=lead, position=position
        )
    by_slug = {stage.slug: stage for stage in Stage.objects.all()}
    for position, (slug, label, stages, days) in enumerate(FORMATS):
        term = Format.objects.create(
            slug=slug, label=label, key=term_key(label), review_days=days, position=position
        )
        term.stages.set([by_slug[stage] for stage in stages])
    Language.objects.create(slug="en", label="English", key="english", position=0)
