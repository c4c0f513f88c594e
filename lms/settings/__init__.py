"""Settings, by environment alone. One file a subject; this one only joins them."""

from lms.settings.ground import *  # noqa: F403
from lms.settings.rooms import *  # noqa: F403
from lms.settings.data import *  # noqa: F403
from lms.settings.signin import *  # noqa: F403
from lms.settings.safety import *  # noqa: F403
from lms.settings.press import *  # noqa: F403
from lms.settings.work import *  # noqa: F403
from lms.settings.logs import *  # noqa: F403
