from courses.queries.mine import outlines_of
from courses.queries.next_step import NextStep, next_of, next_step
from courses.queries.outline import Outline, outline, outlines
from courses.queries.record import CourseRecord, course_record, course_records

__all__ = [
    "CourseRecord",
    "NextStep",
    "Outline",
    "course_record",
    "course_records",
    "next_of",
    "next_step",
    "outline",
    "outlines",
    "outlines_of",
]
