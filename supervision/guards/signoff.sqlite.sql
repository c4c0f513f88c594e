-- Signed off only by her peer supervisor of that day, at a level of the competency's own framework; taken back by
-- the assessor, her successor or a coordinator, and told within three days.
CREATE TRIGGER guard_signoff BEFORE INSERT ON supervision_signoff
BEGIN
    SELECT RAISE(ABORT, 'signoff_on_the_day_of_signing')
    WHERE NEW.held_on > date('now', '+14 hours')
       OR NEW.held_on NOT BETWEEN date(NEW.recorded_at, '-12 hours') AND date(NEW.recorded_at, '+14 hours');
    SELECT RAISE(ABORT, 'signoff_within_an_assignment')
    WHERE NOT EXISTS (
        SELECT 1 FROM supervision_assignment a
        WHERE a.id = NEW.assignment_id AND a.supervisor_id = NEW.assessor_id AND a.volunteer_id = NEW.person_id
          AND a.agency_id = NEW.agency_id AND a.kind = 'peer_supervision' AND NOT a.groups_only
          AND a.starts_on <= NEW.held_on AND (a.ends_on IS NULL OR a.ends_on >= NEW.held_on)
    );
    SELECT RAISE(ABORT, 'signoff_level_of_its_framework')
    WHERE NOT EXISTS (
        SELECT 1 FROM supervision_competency c
        JOIN supervision_competencyframework f ON f.id = c.framework_id
        JOIN supervision_level l ON l.framework_id = f.id
        WHERE c.id = NEW.competency_id AND l.id = NEW.level_id AND l.number = NEW.level_number
          AND (f.agency_id IS NULL OR f.agency_id = NEW.agency_id)
    );
    SELECT RAISE(ABORT, 'signoff_answers_its_request')
    WHERE NEW.request_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM supervision_signoffrequest q
        WHERE q.id = NEW.request_id AND q.person_id = NEW.person_id AND q.agency_id = NEW.agency_id
          AND q.competency_id = NEW.competency_id
    );
    SELECT RAISE(ABORT, 'signoff_once_a_level')
    WHERE EXISTS (
        SELECT 1 FROM supervision_signoff s
        WHERE s.person_id = NEW.person_id AND s.agency_id = NEW.agency_id AND s.competency_id = NEW.competency_id
          AND s.level_id = NEW.level_id AND (s.valid_until IS NULL OR s.valid_until >= NEW.held_on)
          AND NOT EXISTS (SELECT 1 FROM supervision_signoffwithdrawn w WHERE w.signoff_id = s.id)
    );
END;
CREATE TRIGGER guard_signoff_withdrawn BEFORE INSERT ON supervision_signoffwithdrawn
BEGIN
    SELECT RAISE(ABORT, 'signoff_withdrawn_by_somebody_entitled')
    WHERE NOT EXISTS (
        SELECT 1 FROM supervision_signoff s
        WHERE s.id = NEW.signoff_id AND s.person_id <> NEW.by_id AND (
            s.assessor_id = NEW.by_id
            OR EXISTS (
                SELECT 1 FROM supervision_assignment a
                WHERE a.supervisor_id = NEW.by_id AND a.volunteer_id = s.person_id AND a.agency_id = s.agency_id
                  AND a.kind = 'peer_supervision' AND NOT a.groups_only
                  AND a.starts_on <= NEW.held_on AND (a.ends_on IS NULL OR a.ends_on >= NEW.held_on)
            )
            OR EXISTS (
                SELECT 1 FROM people_membership m
                WHERE m.person_id = NEW.by_id AND m.agency_id = s.agency_id AND m.role IN ('coordinator', 'admin')
                  AND m.starts_on <= NEW.held_on AND (m.ends_on IS NULL OR m.ends_on >= NEW.held_on)
            )
        )
    );
    SELECT RAISE(ABORT, 'signoff_withdrawn_is_told_in_three_days')
    WHERE julianday(NEW.tell_from) > julianday(NEW.recorded_at) + 3.00001;
END;
CREATE TRIGGER guard_spoken_about BEFORE INSERT ON supervision_spokenabout
BEGIN
    SELECT RAISE(ABORT, 'spoken_about_by_somebody_entitled')
    WHERE NOT EXISTS (
        SELECT 1 FROM supervision_signoff s JOIN supervision_signoffwithdrawn w ON w.signoff_id = s.id
        WHERE w.id = NEW.withdrawal_id AND s.person_id <> NEW.by_id AND (
            s.assessor_id = NEW.by_id
            OR EXISTS (
                SELECT 1 FROM supervision_assignment a
                WHERE a.supervisor_id = NEW.by_id AND a.volunteer_id = s.person_id AND a.agency_id = s.agency_id
                  AND a.kind = 'peer_supervision' AND NOT a.groups_only
                  AND a.starts_on <= NEW.held_on AND (a.ends_on IS NULL OR a.ends_on >= NEW.held_on)
            )
            OR EXISTS (
                SELECT 1 FROM people_membership m
                WHERE m.person_id = NEW.by_id AND m.agency_id = s.agency_id AND m.role IN ('coordinator', 'admin')
                  AND m.starts_on <= NEW.held_on AND (m.ends_on IS NULL OR m.ends_on >= NEW.held_on)
            )
        )
    );
END;
