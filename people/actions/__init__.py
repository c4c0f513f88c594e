from people.actions.notice import deliver_notice, notify

__all__ = ["deliver_notice", "notify"]
