-- Signed off only by her peer supervisor of that day, at a level of the competency's own framework; taken back by
-- the assessor, her successor or a coordinator, and told within three days.
CREATE OR REPLACE FUNCTION guard_signoff() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM people_lock WHERE person_id = NEW.person_id FOR NO KEY UPDATE;
    IF NEW.held_on > ((now() AT TIME ZONE 'UTC') + interval '14 hours')::date
       OR NEW.held_on NOT BETWEEN ((NEW.recorded_at AT TIME ZONE 'UTC') - interval '12 hours')::date
                              AND ((NEW.recorded_at AT TIME ZONE 'UTC') + interval '14 hours')::date THEN
        RAISE EXCEPTION 'signoff_on_the_day_of_signing' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM supervision_assignment a
        WHERE a.id = NEW.assignment_id AND a.supervisor_id = NEW.assessor_id AND a.volunteer_id = NEW.person_id
          AND a.agency_id = NEW.agency_id AND a.kind = 'peer_supervision' AND NOT a.groups_only
          AND a.starts_on <= NEW.held_on AND (a.ends_on IS NULL OR a.ends_on >= NEW.held_on)
    ) THEN
        RAISE EXCEPTION 'signoff_within_an_assignment' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM supervision_competency c
        JOIN supervision_competencyframework f ON f.id = c.framework_id
        JOIN supervision_level l ON l.framework_id = f.id
        WHERE c.id = NEW.competency_id AND l.id = NEW.level_id AND l.number = NEW.level_number
          AND (f.agency_id IS NULL OR f.agency_id = NEW.agency_id)
    ) THEN
        RAISE EXCEPTION 'signoff_level_of_its_framework' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.request_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM supervision_signoffrequest q
        WHERE q.id = NEW.request_id AND q.person_id = NEW.person_id AND q.agency_id = NEW.agency_id
          AND q.competency_id = NEW.competency_id
    ) THEN
        RAISE EXCEPTION 'signoff_answers_its_request' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM supervision_signoff s
        WHERE s.person_id = NEW.person_id AND s.agency_id = NEW.agency_id AND s.competency_id = NEW.competency_id
          AND s.level_id = NEW.level_id AND (s.valid_until IS NULL OR s.valid_until >= NEW.held_on)
          AND NOT EXISTS (SELECT 1 FROM supervision_signoffwithdrawn w WHERE w.signoff_id = s.id)
    ) THEN
        RAISE EXCEPTION 'signoff_once_a_level' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_signoff BEFORE INSERT ON supervision_signoff
    FOR EACH ROW EXECUTE FUNCTION guard_signoff();

CREATE OR REPLACE FUNCTION guard_may_withdraw(signoff bigint, who bigint, held_on date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM supervision_signoff s
        WHERE s.id = $1 AND s.person_id <> $2 AND (
            s.assessor_id = $2
            OR EXISTS (
                SELECT 1 FROM supervision_assignment a
                WHERE a.supervisor_id = $2 AND a.volunteer_id = s.person_id AND a.agency_id = s.agency_id
                  AND a.kind = 'peer_supervision' AND NOT a.groups_only
                  AND a.starts_on <= $3 AND (a.ends_on IS NULL OR a.ends_on >= $3)
            )
            OR EXISTS (
                SELECT 1 FROM people_membership m
                WHERE m.person_id = $2 AND m.agency_id = s.agency_id AND m.role IN ('coordinator', 'admin')
                  AND m.starts_on <= $3 AND (m.ends_on IS NULL OR m.ends_on >= $3)
            )
        )
    )
$$;
CREATE OR REPLACE FUNCTION guard_signoff_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM people_lock WHERE person_id = (SELECT s.person_id FROM supervision_signoff s WHERE s.id = NEW.signoff_id)
        FOR NO KEY UPDATE;
    IF NOT guard_may_withdraw(NEW.signoff_id, NEW.by_id, NEW.held_on) THEN
        RAISE EXCEPTION 'signoff_withdrawn_by_somebody_entitled' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.tell_from > NEW.recorded_at + interval '3 days' THEN
        RAISE EXCEPTION 'signoff_withdrawn_is_told_in_three_days' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_signoff_withdrawn BEFORE INSERT ON supervision_signoffwithdrawn
    FOR EACH ROW EXECUTE FUNCTION guard_signoff_withdrawn();

CREATE OR REPLACE FUNCTION guard_spoken_about() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT guard_may_withdraw(
        (SELECT w.signoff_id FROM supervision_signoffwithdrawn w WHERE w.id = NEW.withdrawal_id), NEW.by_id, NEW.held_on
    ) THEN
        RAISE EXCEPTION 'spoken_about_by_somebody_entitled' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_spoken_about BEFORE INSERT ON supervision_spokenabout
    FOR EACH ROW EXECUTE FUNCTION guard_spoken_about();
