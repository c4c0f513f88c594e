-- A role-play is sent from a role-play of her own edition, for the agency that asked her or relies on her learning; it is
-- answered by whoever is her peer supervisor on that day; and nobody's step is done by sending what was never sent.
CREATE TRIGGER guard_role_play BEFORE INSERT ON supervision_roleplay
BEGIN
    SELECT RAISE(ABORT, 'role_play_on_the_day_of_sending')
    WHERE NEW.held_on > date('now', '+14 hours')
       OR NEW.held_on NOT BETWEEN date(NEW.recorded_at, '-12 hours') AND date(NEW.recorded_at, '+14 hours');
    SELECT RAISE(ABORT, 'role_play_of_her_own_course')
    WHERE NOT EXISTS (
        SELECT 1 FROM courses_enrolment e
        WHERE e.id = NEW.enrolment_id AND e.person_id = NEW.person_id AND (
            e.agency_id = NEW.agency_id
            OR EXISTS (SELECT 1 FROM courses_enrolment_also_for f WHERE f.enrolment_id = e.id AND f.agency_id = NEW.agency_id)
        )
    );
    SELECT RAISE(ABORT, 'role_play_of_its_edition')
    WHERE NOT EXISTS (
        SELECT 1 FROM courses_editionstep s
        WHERE s.edition_id = NEW.edition_id AND s.key = NEW.step_key AND s.kind = 'roleplay'
    );
END;
CREATE TRIGGER guard_role_play_answer BEFORE INSERT ON supervision_roleplayanswer
BEGIN
    SELECT RAISE(ABORT, 'role_play_answered_on_its_day')
    WHERE NEW.held_on > date('now', '+14 hours')
       OR NEW.held_on NOT BETWEEN date(NEW.recorded_at, '-12 hours') AND date(NEW.recorded_at, '+14 hours');
    SELECT RAISE(ABORT, 'role_play_answered_within_an_assignment')
    WHERE NOT EXISTS (
        SELECT 1 FROM supervision_roleplay r
        JOIN supervision_assignment a ON a.volunteer_id = r.person_id AND a.agency_id = r.agency_id
        WHERE r.id = NEW.role_play_id AND r.person_id = NEW.person_id AND a.id = NEW.assignment_id
          AND a.supervisor_id = NEW.by_id AND a.kind = 'peer_supervision' AND NOT a.groups_only
          AND a.starts_on <= NEW.held_on AND (a.ends_on IS NULL OR a.ends_on >= NEW.held_on)
    );
    SELECT RAISE(ABORT, 'role_play_answer_corrects_one_of_its_own')
    WHERE NEW.supersedes_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM supervision_roleplayanswer b WHERE b.id = NEW.supersedes_id AND b.role_play_id = NEW.role_play_id
    );
END;
CREATE TRIGGER guard_role_play_step_done BEFORE INSERT ON courses_stepdone
WHEN NEW.route = 'sent'
BEGIN
    SELECT RAISE(ABORT, 'sent_needs_a_role_play')
    WHERE NOT EXISTS (
        SELECT 1 FROM supervision_roleplay r WHERE r.person_id = NEW.person_id AND r.step_key = NEW.step_key
    );
END;
