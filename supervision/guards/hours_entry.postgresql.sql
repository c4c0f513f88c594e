-- Hours of one person, agency and book do not overlap, stay under 24 h a day, lie in the past, and are corrected once.
CREATE OR REPLACE FUNCTION guard_hours_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    replaced supervision_hoursentry;
BEGIN
    PERFORM 1 FROM people_lock WHERE person_id = NEW.person_id FOR NO KEY UPDATE;

    -- Somewhere on Earth it may already be that day (UTC+14); the action compares exactly, in the entry's zone.
    IF NEW.held_on > ((now() AT TIME ZONE 'UTC') + interval '14 hours')::date
       OR NEW.held_on > ((NEW.recorded_at AT TIME ZONE 'UTC') + interval '14 hours')::date THEN
        RAISE EXCEPTION 'hours_not_in_the_future' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.starts_at IS NOT NULL AND NEW.held_on NOT BETWEEN ((NEW.starts_at AT TIME ZONE 'UTC') - interval '12 hours')::date
       AND ((NEW.starts_at AT TIME ZONE 'UTC') + interval '14 hours')::date THEN
        RAISE EXCEPTION 'hours_clock_fits_the_date' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.starts_at IS NOT NULL AND EXTRACT(EPOCH FROM NEW.ends_at - NEW.starts_at) IS DISTINCT FROM NEW.minutes * 60 THEN
        RAISE EXCEPTION 'hours_minutes_are_the_clocks' USING ERRCODE = 'integrity_constraint_violation';
    END IF;

    -- Entered by somebody else without a paper: only as one who was in her session, with the minutes listed there.
    IF NEW.session_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM supervision_session s JOIN supervision_sessionattendee t ON t.session_id = s.id
        WHERE s.id = NEW.session_id AND s.agency_id = NEW.agency_id AND s.kind = NEW.kind AND s.supervisor_id = NEW.supervisor_id
          AND s.held_on = NEW.held_on AND t.person_id = NEW.person_id AND t.minutes = NEW.minutes
    ) THEN
        RAISE EXCEPTION 'hours_as_in_the_session' USING ERRCODE = 'integrity_constraint_violation';
    END IF;

    IF NEW.supersedes_id IS NOT NULL THEN
        SELECT * INTO replaced FROM supervision_hoursentry WHERE id = NEW.supersedes_id;
        IF replaced.person_id IS DISTINCT FROM NEW.person_id OR replaced.agency_id IS DISTINCT FROM NEW.agency_id THEN
            RAISE EXCEPTION 'hours_correct_the_same_persons' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF EXISTS (
            SELECT 1 FROM supervision_hoursentry c WHERE c.supersedes_id = NEW.supersedes_id
              AND (EXISTS (SELECT 1 FROM supervision_signature g WHERE g.entry_id = c.id)
                   OR NOT (EXISTS (SELECT 1 FROM supervision_returned r WHERE r.entry_id = c.id)
                           OR EXISTS (SELECT 1 FROM supervision_hoursvoided v WHERE v.entry_id = c.id)))
        ) THEN
            RAISE EXCEPTION 'hours_superseded_once' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;

    -- Live: not given back, not taken out, not replaced by a signed correction.
    IF NEW.starts_at IS NOT NULL AND EXISTS (
        SELECT 1 FROM supervision_hoursentry e
        WHERE e.person_id = NEW.person_id AND e.agency_id = NEW.agency_id AND e.ledger = NEW.ledger
          AND e.held_on BETWEEN NEW.held_on - 3 AND NEW.held_on + 3
          AND e.starts_at < NEW.ends_at AND e.ends_at > NEW.starts_at
          AND e.id IS DISTINCT FROM NEW.supersedes_id
          AND NOT EXISTS (SELECT 1 FROM supervision_returned r WHERE r.entry_id = e.id)
          AND NOT EXISTS (SELECT 1 FROM supervision_hoursvoided v WHERE v.entry_id = e.id)
          AND NOT EXISTS (SELECT 1 FROM supervision_hoursentry c JOIN supervision_signature g ON g.entry_id = c.id WHERE c.supersedes_id = e.id)
    ) THEN
        RAISE EXCEPTION 'hours_do_not_overlap' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.minutes + (
        SELECT COALESCE(SUM(e.minutes), 0) FROM supervision_hoursentry e
        WHERE e.person_id = NEW.person_id AND e.agency_id = NEW.agency_id AND e.ledger = NEW.ledger AND e.held_on = NEW.held_on
          AND e.id IS DISTINCT FROM NEW.supersedes_id
          AND NOT EXISTS (SELECT 1 FROM supervision_returned r WHERE r.entry_id = e.id)
          AND NOT EXISTS (SELECT 1 FROM supervision_hoursvoided v WHERE v.entry_id = e.id)
          AND NOT EXISTS (SELECT 1 FROM supervision_hoursentry c JOIN supervision_signature g ON g.entry_id = c.id WHERE c.supersedes_id = e.id)
    ) > 1440 THEN
        RAISE EXCEPTION 'hours_at_most_a_day' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_hours_entry BEFORE INSERT ON supervision_hoursentry
    FOR EACH ROW EXECUTE FUNCTION guard_hours_entry();
