-- Signed only by somebody assigned, on the day of signing; for a day before her time, or another's session, from records.
CREATE TRIGGER guard_signature BEFORE INSERT ON supervision_signature
BEGIN
    SELECT RAISE(ABORT, 'signature_names_whose_hours')
    WHERE NEW.person_id IS NOT (SELECT e.person_id FROM supervision_hoursentry e WHERE e.id = NEW.entry_id)
       OR NEW.signer_id IS (SELECT e.person_id FROM supervision_hoursentry e WHERE e.id = NEW.entry_id);

    SELECT RAISE(ABORT, 'signature_entry_still_stands')
    WHERE EXISTS (SELECT 1 FROM supervision_returned r WHERE r.entry_id = NEW.entry_id)
       OR EXISTS (SELECT 1 FROM supervision_hoursvoided v WHERE v.entry_id = NEW.entry_id)
       OR EXISTS (
           SELECT 1 FROM supervision_hoursentry c WHERE c.supersedes_id = NEW.entry_id
             AND (EXISTS (SELECT 1 FROM supervision_signature g WHERE g.entry_id = c.id)
                  OR NOT (EXISTS (SELECT 1 FROM supervision_returned r WHERE r.entry_id = c.id)
                          OR EXISTS (SELECT 1 FROM supervision_hoursvoided v WHERE v.entry_id = c.id)))
       );

    SELECT RAISE(ABORT, 'signature_on_the_day_of_signing')
    WHERE NEW.held_on > date('now', '+14 hours')
       OR NEW.held_on NOT BETWEEN date(NEW.recorded_at, '-12 hours') AND date(NEW.recorded_at, '+14 hours')
       OR NEW.held_on < (SELECT date(e.held_on, '-1 day') FROM supervision_hoursentry e WHERE e.id = NEW.entry_id);

    SELECT RAISE(ABORT, 'signature_within_an_assignment')
    WHERE NOT EXISTS (
        SELECT 1 FROM supervision_assignment a JOIN supervision_hoursentry e ON e.id = NEW.entry_id
        WHERE a.id = NEW.assignment_id AND a.supervisor_id = NEW.signer_id AND a.volunteer_id = e.person_id
          AND a.agency_id = e.agency_id AND a.kind = e.kind
          AND a.starts_on <= NEW.held_on AND (a.ends_on IS NULL OR a.ends_on >= NEW.held_on)
          AND (NOT a.groups_only OR e.format = 'group')
    );

    SELECT RAISE(ABORT, 'signature_says_from_records')
    WHERE NOT NEW.from_records AND NOT EXISTS (
        SELECT 1 FROM supervision_assignment a JOIN supervision_hoursentry e ON e.id = NEW.entry_id
        WHERE e.supervisor_id = NEW.signer_id AND a.supervisor_id = NEW.signer_id AND a.volunteer_id = e.person_id
          AND a.agency_id = e.agency_id AND a.kind = e.kind
          AND a.starts_on <= e.held_on AND (a.ends_on IS NULL OR a.ends_on >= e.held_on)
          AND (NOT a.groups_only OR e.format = 'group')
    );
END;
