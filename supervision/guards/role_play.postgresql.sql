-- A role-play is sent from a role-play of her own edition, for the agency that asked her or relies on her learning; it is
-- answered by whoever is her peer supervisor on that day; and nobody's step is done by sending what was never sent.
CREATE OR REPLACE FUNCTION guard_role_play() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM people_lock WHERE person_id = NEW.person_id FOR NO KEY UPDATE;
    IF NEW.held_on > ((now() AT TIME ZONE 'UTC') + interval '14 hours')::date
       OR NEW.held_on NOT BETWEEN ((NEW.recorded_at AT TIME ZONE 'UTC') - interval '12 hours')::date
                              AND ((NEW.recorded_at AT TIME ZONE 'UTC') + interval '14 hours')::date THEN
        RAISE EXCEPTION 'role_play_on_the_day_of_sending' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM courses_enrolment e
        WHERE e.id = NEW.enrolment_id AND e.person_id = NEW.person_id AND (
            e.agency_id = NEW.agency_id
            OR EXISTS (SELECT 1 FROM courses_enrolment_also_for f WHERE f.enrolment_id = e.id AND f.agency_id = NEW.agency_id)
        )
    ) THEN
        RAISE EXCEPTION 'role_play_of_her_own_course' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM courses_editionstep s
        WHERE s.edition_id = NEW.edition_id AND s.key = NEW.step_key AND s.kind = 'roleplay'
    ) THEN
        RAISE EXCEPTION 'role_play_of_its_edition' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_role_play BEFORE INSERT ON supervision_roleplay
    FOR EACH ROW EXECUTE FUNCTION guard_role_play();

CREATE OR REPLACE FUNCTION guard_role_play_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM people_lock WHERE person_id = NEW.person_id FOR NO KEY UPDATE;
    IF NEW.held_on > ((now() AT TIME ZONE 'UTC') + interval '14 hours')::date
       OR NEW.held_on NOT BETWEEN ((NEW.recorded_at AT TIME ZONE 'UTC') - interval '12 hours')::date
                              AND ((NEW.recorded_at AT TIME ZONE 'UTC') + interval '14 hours')::date THEN
        RAISE EXCEPTION 'role_play_answered_on_its_day' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM supervision_roleplay r
        JOIN supervision_assignment a ON a.volunteer_id = r.person_id AND a.agency_id = r.agency_id
        WHERE r.id = NEW.role_play_id AND r.person_id = NEW.person_id AND a.id = NEW.assignment_id
          AND a.supervisor_id = NEW.by_id AND a.kind = 'peer_supervision' AND NOT a.groups_only
          AND a.starts_on <= NEW.held_on AND (a.ends_on IS NULL OR a.ends_on >= NEW.held_on)
    ) THEN
        RAISE EXCEPTION 'role_play_answered_within_an_assignment' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.supersedes_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM supervision_roleplayanswer b WHERE b.id = NEW.supersedes_id AND b.role_play_id = NEW.role_play_id
    ) THEN
        RAISE EXCEPTION 'role_play_answer_corrects_one_of_its_own' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_role_play_answer BEFORE INSERT ON supervision_roleplayanswer
    FOR EACH ROW EXECUTE FUNCTION guard_role_play_answer();

CREATE OR REPLACE FUNCTION guard_role_play_step_done() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM supervision_roleplay r WHERE r.person_id = NEW.person_id AND r.step_key = NEW.step_key
    ) THEN
        RAISE EXCEPTION 'sent_needs_a_role_play' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_role_play_step_done BEFORE INSERT ON courses_stepdone
    FOR EACH ROW WHEN (NEW.route = 'sent') EXECUTE FUNCTION guard_role_play_step_done();
