-- A course is complete when she is enrolled in that cycle and every required module has a completion of hers that stands.
CREATE TRIGGER guard_course_completion BEFORE INSERT ON courses_coursecompletion
BEGIN
    SELECT RAISE(ABORT, 'course_completion_needs_an_enrolment')
    WHERE NOT EXISTS (
        SELECT 1 FROM courses_enrolment n
        WHERE n.person_id = NEW.person_id AND n.course_id = NEW.course_id AND n.cycle = NEW.cycle
    );
    SELECT RAISE(ABORT, 'course_completion_needs_every_module')
    WHERE NOT EXISTS (SELECT 1 FROM courses_placement WHERE course_id = NEW.course_id AND required)
        OR EXISTS (
            SELECT 1 FROM courses_placement p
            WHERE p.course_id = NEW.course_id AND p.required AND NOT EXISTS (
                SELECT 1 FROM courses_modulecompletion c
                LEFT JOIN courses_modulecompletionvoided v ON v.completion_id = c.id
                WHERE c.module_id = p.module_id AND c.person_id = NEW.person_id AND v.id IS NULL
            )
        );
END;
