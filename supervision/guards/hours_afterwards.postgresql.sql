-- What happens to an entry afterwards: given back before it is signed, taken out by somebody entitled, seen by herself.
CREATE OR REPLACE FUNCTION guard_hours_returned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entry supervision_hoursentry;
BEGIN
    SELECT * INTO entry FROM supervision_hoursentry WHERE id = NEW.entry_id;
    PERFORM 1 FROM people_lock WHERE person_id = entry.person_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM supervision_signature g WHERE g.entry_id = entry.id)
       OR EXISTS (SELECT 1 FROM supervision_hoursvoided v WHERE v.entry_id = entry.id) THEN
        RAISE EXCEPTION 'returned_entry_still_waits' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.by_id IS NOT DISTINCT FROM entry.person_id OR NOT EXISTS (
        SELECT 1 FROM supervision_assignment a
        WHERE a.supervisor_id = NEW.by_id AND a.volunteer_id = entry.person_id
          AND a.agency_id = entry.agency_id AND a.kind = entry.kind
          AND a.starts_on <= NEW.held_on AND (a.ends_on IS NULL OR a.ends_on >= NEW.held_on)
          AND (NOT a.groups_only OR entry.format = 'group')
    ) THEN
        RAISE EXCEPTION 'returned_within_an_assignment' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_hours_returned BEFORE INSERT ON supervision_returned
    FOR EACH ROW EXECUTE FUNCTION guard_hours_returned();

CREATE OR REPLACE FUNCTION guard_hours_taken_out() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entry supervision_hoursentry;
    signer bigint;
    is_signed boolean;
BEGIN
    SELECT * INTO entry FROM supervision_hoursentry WHERE id = NEW.entry_id;
    PERFORM 1 FROM people_lock WHERE person_id = entry.person_id FOR NO KEY UPDATE;
    SELECT g.signer_id INTO signer FROM supervision_signature g WHERE g.entry_id = entry.id;
    is_signed := signer IS NOT NULL;
    IF NOT (
        (NOT is_signed AND NEW.by_id IN (entry.person_id, entry.entered_by_id))
        OR (NEW.by_id IS DISTINCT FROM entry.person_id AND (
            NEW.by_id IS NOT DISTINCT FROM signer
            OR EXISTS (
                SELECT 1 FROM supervision_assignment a
                WHERE a.supervisor_id = NEW.by_id AND a.volunteer_id = entry.person_id
                  AND a.agency_id = entry.agency_id AND a.kind = entry.kind
                  AND a.starts_on <= NEW.held_on AND (a.ends_on IS NULL OR a.ends_on >= NEW.held_on)
                  AND (NOT a.groups_only OR entry.format = 'group')
            )
            OR EXISTS (
                SELECT 1 FROM people_membership m
                WHERE m.person_id = NEW.by_id AND m.agency_id = entry.agency_id AND m.role IN ('coordinator', 'admin')
                  AND m.starts_on <= NEW.held_on AND (m.ends_on IS NULL OR m.ends_on >= NEW.held_on)
            )
        ))
    ) THEN
        RAISE EXCEPTION 'hours_taken_out_by_somebody_entitled' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_hours_taken_out BEFORE INSERT ON supervision_hoursvoided
    FOR EACH ROW EXECUTE FUNCTION guard_hours_taken_out();

CREATE OR REPLACE FUNCTION guard_hours_seen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM supervision_hoursentry e WHERE e.id = NEW.entry_id AND e.person_id = NEW.by_id) THEN
        RAISE EXCEPTION 'hours_seen_by_herself' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_hours_seen BEFORE INSERT ON supervision_acknowledged
    FOR EACH ROW EXECUTE FUNCTION guard_hours_seen();
