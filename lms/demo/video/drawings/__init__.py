"""The drawings of the orientation video, one function each: warm, plain, and of nobody in particular."""

from lms.demo.video.drawings import indoors, outdoors, signs
from lms.demo.video.drawings.book import BY_NAME, GROUNDS, Drawing

__all__ = ["BY_NAME", "GROUNDS", "Drawing", "indoors", "outdoors", "signs"]
