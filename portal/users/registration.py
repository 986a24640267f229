"""What people offer to features that they may not import, entered at start-up."""


def register_users():
    from portal.shared.registry import FirstStep, registry
    from portal.users.models import User

    registry.first_steps.append(
        FirstStep(
            order=10,
            title="Invite your people",
            why="Reps find, marketers keep the library, account teams map accounts. A team has a lead.",
            action="Invite people",
            url_name="person-invite",
            is_done=lambda: User.objects.active().count() > 1,
            icon="users",
        )
    )
