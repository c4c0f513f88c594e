-- What happens to an entry afterwards: given back before it is signed, taken out by somebody entitled, seen by herself.
CREATE TRIGGER guard_hours_returned BEFORE INSERT ON supervision_returned
BEGIN
    SELECT RAISE(ABORT, 'returned_entry_still_waits')
    WHERE EXISTS (SELECT 1 FROM supervision_signature g WHERE g.entry_id = NEW.entry_id)
       OR EXISTS (SELECT 1 FROM supervision_hoursvoided v WHERE v.entry_id = NEW.entry_id);
    SELECT RAISE(ABORT, 'returned_within_an_assignment')
    WHERE NOT EXISTS (
        SELECT 1 FROM supervision_assignment a JOIN supervision_hoursentry e ON e.id = NEW.entry_id
        WHERE a.supervisor_id = NEW.by_id AND NEW.by_id IS NOT e.person_id AND a.volunteer_id = e.person_id
          AND a.agency_id = e.agency_id AND a.kind = e.kind
          AND a.starts_on <= NEW.held_on AND (a.ends_on IS NULL OR a.ends_on >= NEW.held_on)
          AND (NOT a.groups_only OR e.format = 'group')
    );
END;
CREATE TRIGGER guard_hours_taken_out BEFORE INSERT ON supervision_hoursvoided
BEGIN
    SELECT RAISE(ABORT, 'hours_taken_out_by_somebody_entitled')
    WHERE NOT EXISTS (
        SELECT 1 FROM supervision_hoursentry e LEFT JOIN supervision_signature g ON g.entry_id = e.id
        WHERE e.id = NEW.entry_id AND (
            (g.id IS NULL AND NEW.by_id IN (e.person_id, e.entered_by_id))
            OR (NEW.by_id IS NOT e.person_id AND (
                NEW.by_id IS g.signer_id
                OR EXISTS (
                    SELECT 1 FROM supervision_assignment a
                    WHERE a.supervisor_id = NEW.by_id AND a.volunteer_id = e.person_id
                      AND a.agency_id = e.agency_id AND a.kind = e.kind
                      AND a.starts_on <= NEW.held_on AND (a.ends_on IS NULL OR a.ends_on >= NEW.held_on)
                      AND (NOT a.groups_only OR e.format = 'group')
                )
                OR EXISTS (
                    SELECT 1 FROM people_membership m
                    WHERE m.person_id = NEW.by_id AND m.agency_id = e.agency_id AND m.role IN ('coordinator', 'admin')
                      AND m.starts_on <= NEW.held_on AND (m.ends_on IS NULL OR m.ends_on >= NEW.held_on)
                )
            ))
        )
    );
END;
CREATE TRIGGER guard_hours_seen BEFORE INSERT ON supervision_acknowledged
BEGIN
    SELECT RAISE(ABORT, 'hours_seen_by_herself')
    WHERE NOT EXISTS (SELECT 1 FROM supervision_hoursentry e WHERE e.id = NEW.entry_id AND e.person_id = NEW.by_id);
END;
