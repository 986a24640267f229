import pytest

from tests.factories.content import AssetFactory


@pytest.fixture
def story(db):
    return AssetFactory(
        title="Migration without a release freeze",
        reference="case-study-042",
        stage="bofu",
        personas=["CFO", "CTO", "DevOps Engineer"],
        competitors=["Quarrymoor"],
        summary="Three waves of two weeks.",
        talking_points=["They never stopped the weekly release.", "A rollback drill took six minutes."],
        url="https://cdn.example.com/story.pdf",
    )
