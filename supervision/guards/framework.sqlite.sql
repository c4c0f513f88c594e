-- A framework's wording never changes: sign-offs and requirements point at it. Other words are another version.
CREATE TRIGGER guard_framework_stands BEFORE UPDATE ON supervision_competencyframework BEGIN SELECT RAISE(ABORT, 'framework_does_not_change'); END;
CREATE TRIGGER guard_framework_stays BEFORE DELETE ON supervision_competencyframework BEGIN SELECT RAISE(ABORT, 'framework_does_not_change'); END;
CREATE TRIGGER guard_level_stands BEFORE UPDATE ON supervision_level BEGIN SELECT RAISE(ABORT, 'framework_does_not_change'); END;
CREATE TRIGGER guard_level_stays BEFORE DELETE ON supervision_level BEGIN SELECT RAISE(ABORT, 'framework_does_not_change'); END;
CREATE TRIGGER guard_competency_stands BEFORE UPDATE ON supervision_competency BEGIN SELECT RAISE(ABORT, 'framework_does_not_change'); END;
CREATE TRIGGER guard_competency_stays BEFORE DELETE ON supervision_competency BEGIN SELECT RAISE(ABORT, 'framework_does_not_change'); END;
CREATE TRIGGER guard_descriptor_stands BEFORE UPDATE ON supervision_leveldescriptor BEGIN SELECT RAISE(ABORT, 'framework_does_not_change'); END;
CREATE TRIGGER guard_descriptor_stays BEFORE DELETE ON supervision_leveldescriptor BEGIN SELECT RAISE(ABORT, 'framework_does_not_change'); END;
