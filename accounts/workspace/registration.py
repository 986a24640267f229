"""What the pages of accounts offer to features that they may not import, entered at start-up."""


def register_workspace():
    from accounts.workspace.definitions import DEFINITIONS
    from portal.shared.registry import registry

    registry.definitions |= DEFINITIONS
