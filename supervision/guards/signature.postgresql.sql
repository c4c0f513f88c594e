-- Signed only by somebody assigned, on the day of signing; for a day before her time, or another's session, from records.
CREATE OR REPLACE FUNCTION guard_signature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entry supervision_hoursentry;
BEGIN
    SELECT * INTO entry FROM supervision_hoursentry WHERE id = NEW.entry_id;
    PERFORM 1 FROM people_lock WHERE person_id = entry.person_id FOR NO KEY UPDATE;

    IF NEW.person_id IS DISTINCT FROM entry.person_id OR NEW.signer_id IS NOT DISTINCT FROM entry.person_id THEN
        RAISE EXCEPTION 'signature_names_whose_hours' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM supervision_returned r WHERE r.entry_id = entry.id)
       OR EXISTS (SELECT 1 FROM supervision_hoursvoided v WHERE v.entry_id = entry.id)
       OR EXISTS (
           SELECT 1 FROM supervision_hoursentry c WHERE c.supersedes_id = entry.id
             AND (EXISTS (SELECT 1 FROM supervision_signature g WHERE g.entry_id = c.id)
                  OR NOT (EXISTS (SELECT 1 FROM supervision_returned r WHERE r.entry_id = c.id)
                          OR EXISTS (SELECT 1 FROM supervision_hoursvoided v WHERE v.entry_id = c.id)))
       ) THEN
        RAISE EXCEPTION 'signature_entry_still_stands' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.held_on > ((now() AT TIME ZONE 'UTC') + interval '14 hours')::date
       OR NEW.held_on NOT BETWEEN ((NEW.recorded_at AT TIME ZONE 'UTC') - interval '12 hours')::date
                              AND ((NEW.recorded_at AT TIME ZONE 'UTC') + interval '14 hours')::date
       OR NEW.held_on < entry.held_on - 1 THEN
        RAISE EXCEPTION 'signature_on_the_day_of_signing' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM supervision_assignment a
        WHERE a.id = NEW.assignment_id AND a.supervisor_id = NEW.signer_id AND a.volunteer_id = entry.person_id
          AND a.agency_id = entry.agency_id AND a.kind = entry.kind
          AND a.starts_on <= NEW.held_on AND (a.ends_on IS NULL OR a.ends_on >= NEW.held_on)
          AND (NOT a.groups_only OR entry.format = 'group')
    ) THEN
        RAISE EXCEPTION 'signature_within_an_assignment' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT NEW.from_records AND (NEW.signer_id IS DISTINCT FROM entry.supervisor_id OR NOT EXISTS (
        SELECT 1 FROM supervision_assignment a
        WHERE a.supervisor_id = NEW.signer_id AND a.volunteer_id = entry.person_id
          AND a.agency_id = entry.agency_id AND a.kind = entry.kind
          AND a.starts_on <= entry.held_on AND (a.ends_on IS NULL OR a.ends_on >= entry.held_on)
          AND (NOT a.groups_only OR entry.format = 'group')
    )) THEN
        RAISE EXCEPTION 'signature_says_from_records' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_signature BEFORE INSERT ON supervision_signature
    FOR EACH ROW EXECUTE FUNCTION guard_signature();
